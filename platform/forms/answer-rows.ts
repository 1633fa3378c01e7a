import type { Json } from '../pure/json.ts';
import { ownValue } from './conditions.ts';
import { correctionsIn } from './corrections.ts';
import type { Answers, FieldDefinition, FormDefinition, StepDefinition } from './definition.ts';
import { answersOf, itemsField, itemsOf, stepOfItem, type Item } from './items.ts';
import { applicable, applicableToItem, submittable } from './journey.ts';
import { kindOf } from './kinds.ts';
import { fieldWording, itemTitle, labelToRead, stepWording, titleToRead, type Speaking } from './wording.ts';

export interface AnswerSection {
  readonly step: string;
  /** Of several of a kind, each is a section of its own: the name of this one. */
  readonly item?: string;
  readonly title: string;
  readonly rows: readonly AnswerRow[];
}
/** One answer in words. */
export interface AnswerRow {
  readonly field: string;
  readonly question: string;
  /** One entry per line; empty where it was not answered. */
  readonly lines: readonly string[];
  /** Somebody's own words, to be shown byte for byte. */
  readonly isStatement: boolean;
  /** How a statement was taken: "Word for word", "Through an interpreter". */
  readonly taken: string | undefined;
  readonly said: Said | undefined;
  /** What the person said to correct of it when it was read back to them: beside it, never in its place. */
  readonly corrected: readonly string[];
}
/** Who gave an answer and when, in words. */
export interface Said {
  readonly by: string;
  readonly on: string;
  /** Beside it: what was added to it since, by whom and when. */
  readonly since?: readonly string[];
}
/** Of one of several of a kind, `item` names which. */
export type SaidOf = (step: string, field: string, item?: string) => Said | undefined;

/** Every question that applies, answered or not, to be checked before sending; what may follow later, once it was opened. */
export function answersToCheck(
  form: FormDefinition,
  answers: Answers,
  speaking: Speaking,
): readonly AnswerSection[] {
  const corrected = correctionsIn(form, submittable(form, answers));
  return applicable(form, answers)
    .filter(({ step, fields }) => fields.length > 0 && (!step.more || Object.hasOwn(answers, step.id)))
    .flatMap(({ step, fields, answers: given }) => {
      const before = submittable(form, answers);
      const each = itemSections(
        form,
        step,
        given,
        speaking,
        item => applicableToItem(step, item, before).fields,
      );
      return each.length > 0
        ? each
        : [section(form, step, fields, given, speaking, () => undefined, corrected)];
    });
}

/** Several of a kind, each by itself: the answers that are there, or those that `fieldsOf` names. */
export function itemSections(
  form: FormDefinition,
  step: StepDefinition,
  given: Given,
  speaking: Speaking,
  fieldsOf: (item: Item) => readonly FieldDefinition[] = item => answeredIn(step, item),
  said: SaidOf = () => undefined,
): readonly AnswerSection[] {
  const field = itemsField(step);
  const items = field ? itemsOf(ownValue(given, field.id)) : [];
  return items.map((item, place) => ({
    ...section(form, stepOfItem(step), fieldsOf(item), answersOf(item), speaking, () =>
      said(step.id, field?.id ?? '', item.id),
    ),
    item: item.id,
    title: itemTitle(form, step, place + 1, speaking),
  }));
}
const answeredIn = (step: StepDefinition, item: Item): readonly FieldDefinition[] =>
  (itemsField(step)?.fields ?? []).filter(({ id }) => Object.hasOwn(item, id));

/**
 * The answers that are there, each with who said it: for a case file. It looks at no conditions, since the answers that
 * decide them may be of a data class that the viewer does not see.
 */
export function answersToRead(
  form: FormDefinition,
  answers: Answers,
  speaking: Speaking,
  said: SaidOf = () => undefined,
): readonly AnswerSection[] {
  const corrected = correctionsIn(form, answers);
  return form.steps
    .flatMap(step => {
      const given = ownValue(answers, step.id) ?? {};
      if (itemsField(step)) return itemSections(form, step, given, speaking, undefined, said);
      const answered = step.fields.filter(field => Object.hasOwn(given, field.id));
      const { rows, ...of } = section(form, step, answered, given, speaking, said, corrected);
      const toRead = rows.map((row, place) => {
        const field = answered[place];
        return { ...row, question: (field && labelToRead(form, step, field, speaking)) ?? row.question };
      });
      return { ...of, title: titleToRead(form, step, speaking), rows: toRead };
    })
    .filter(({ rows }) => rows.length > 0);
}

type Given = { readonly [field: string]: Json };

function section(
  form: FormDefinition,
  step: StepDefinition,
  fields: readonly FieldDefinition[],
  given: Given,
  speaking: Speaking,
  said: SaidOf,
  corrected: ReadonlyMap<string, readonly string[]> = new Map(),
): AnswerSection {
  const rows = fields.map((field): AnswerRow => {
    const wording = fieldWording(form, step, field, speaking);
    const answer = ownValue(given, field.id);
    return {
      field: field.id,
      question: wording.label,
      lines: answer === undefined ? [] : kindOf(field).show(field, answer, wording),
      isStatement: field.statement === true,
      taken: takenInWords(form, step, field, given, speaking),
      said: said(step.id, field.id),
      corrected: corrected.get(`${step.id}.${field.id}`) ?? [],
    };
  });
  return { step: step.id, title: stepWording(form, step, speaking).title, rows };
}

function takenInWords(
  form: FormDefinition,
  step: StepDefinition,
  { taken }: FieldDefinition,
  given: Given,
  speaking: Speaking,
) {
  const field = step.fields.find(({ id }) => id === taken);
  const answer = field && ownValue(given, field.id);
  return field && typeof answer === 'string'
    ? fieldWording(form, step, field, speaking).option(answer)
    : undefined;
}
