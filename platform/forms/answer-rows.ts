import type { Json } from '../pure/json.ts';
import { ownValue } from './conditions.ts';
import type { Answers, FieldDefinition, FormDefinition, StepDefinition } from './definition.ts';
import { applicable } from './journey.ts';
import { kindOf } from './kinds.ts';
import { fieldWording, labelToRead, stepWording, titleToRead, type Speaking } from './wording.ts';

export interface AnswerSection {
  readonly step: string;
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
}
/** Who gave an answer and when, in words. */
export interface Said {
  readonly by: string;
  readonly on: string;
}
export type SaidOf = (step: string, field: string) => Said | undefined;

/** Every question that applies, answered or not, to be checked before sending. */
export function answersToCheck(
  form: FormDefinition,
  answers: Answers,
  speaking: Speaking,
): readonly AnswerSection[] {
  return applicable(form, answers)
    .filter(({ fields }) => fields.length > 0)
    .map(({ step, fields, answers: given }) => section(form, step, fields, given, speaking, () => undefined));
}

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
  return form.steps
    .map(step => {
      const given = ownValue(answers, step.id) ?? {};
      const answered = step.fields.filter(field => Object.hasOwn(given, field.id));
      const { rows, ...of } = section(form, step, answered, given, speaking, said);
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
