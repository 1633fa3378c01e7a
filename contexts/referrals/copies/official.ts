/** A referral in the order and under the field ids of the country's own form, for systems and people that know that form. */
import type { Answers, FieldDefinition, FormDefinition } from '../../../platform/forms/definition.ts';
import { itemsField, itemsOf } from '../../../platform/forms/items.ts';
import { answersToRead } from '../../../platform/forms/summary.ts';
import { isSealed } from '../../../platform/forms/sealed.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import { questionAt } from '../../../platform/pack/official-references.ts';
import type { ContactNow } from '../../consent/public.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { OfficialField, OfficialForm } from '../../../platform/pack/schema-official.ts';
import type { Json } from '../../../platform/pure/json.ts';

export interface OfficialExport {
  /** Every field of the form that is told, in its order; null where it was not answered, or is not the reader's to see. */
  readonly fields: readonly { readonly id: string; readonly value: string | null }[];
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
  /** What that form has no place for: further episodes, codes that it has no word for, questions that it does not ask. */
  readonly remainder: readonly { readonly at: string; readonly question: string; readonly value: string }[];
}

interface Told {
  readonly boxes: readonly { readonly id: string; readonly value: string | null }[];
  /** Which answers stand there whole. */
  readonly whole: readonly string[];
}

/** One answer: its name, its place among several of a kind, and what was asked. */
interface Source {
  readonly key: string;
  readonly nth: number;
  readonly asked: FieldDefinition;
  readonly answer: Json;
}

export function officialExport(
  official: OfficialForm,
  form: FormDefinition,
  answers: Answers,
  speaking: Speaking,
  contact: Pick<ContactNow, 'isPast' | 'mark'>,
): OfficialExport {
  // What no longer says how to reach the person stands in no field that a machine would call by.
  const counting = withoutPast(form, answers, contact);
  const told = official.fields
    .filter(({ from }) => from)
    .map(field => tell(field, official, form, counting, speaking.pack));
  const whole = new Set(told.flatMap(each => each.whole));
  return {
    fields: told.flatMap(({ boxes }) => boxes),
    leftOut: official.fields.flatMap(({ id, leftOut }) =>
      leftOut === undefined ? [] : [{ id, reason: leftOut }],
    ),
    remainder: remainderOf(form, answers, speaking, whole, contact),
  };
}

export const withoutPast = (
  form: FormDefinition,
  answers: Answers,
  { isPast }: Pick<ContactNow, 'isPast'>,
): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([step, given]) => [
      step,
      Object.fromEntries(Object.entries(given ?? {}).filter(([field]) => !isPast(form, step, field))),
    ]),
  );

function tell(
  field: OfficialField,
  official: OfficialForm,
  form: FormDefinition,
  answers: Answers,
  pack: Pack,
): Told {
  const { id, from = [], option, moreThan, boxes, together, codes } = field;
  if (moreThan !== undefined) {
    const [step = '', list = ''] = (from[0] ?? '').split('.');
    const count = itemsOf(answers[step]?.[list]).length;
    return { boxes: [{ id, value: count === 0 ? null : count > moreThan ? 'yes' : 'no' }], whole: [] };
  }
  const all = from.flatMap(at => sourcesOf(form, answers, at));
  if (option !== undefined) {
    const known = new Set(
      official.fields.filter(each => each.from?.[0] === from[0]).map(each => each.option),
    );
    const isTold = ({ answer, nth }: Source) =>
      nth === 0 && listOf(answer).every(code => known.has(String(code)));
    const isChosen = all.some(({ answer }) => listOf(answer).includes(option));
    return {
      boxes: [{ id, value: isChosen ? 'yes' : null }],
      whole: all.filter(isTold).map(({ key }) => key),
    };
  }
  if (together) {
    const places = [...new Set(all.map(({ nth }) => nth))].toSorted((a, b) => a - b);
    const lines = places.map(place =>
      all
        .filter(({ nth }) => nth === place)
        .map(each => wordsOf(each, pack))
        .join(', '),
    );
    return { boxes: [{ id, value: lines.join('\n') || null }], whole: all.map(({ key }) => key) };
  }
  const first = all.filter(({ nth }) => nth === 0);
  if (boxes !== undefined) {
    const values = first.flatMap(({ answer, asked }) =>
      listOf(answer).map(each => labelOf(asked, each, pack)),
    );
    return {
      boxes: Array.from({ length: boxes }, (_, nth) => ({
        id: `${id}-${nth + 1}`,
        value: values[nth] ?? null,
      })),
      whole: values.length > boxes ? [] : first.map(({ key }) => key),
    };
  }
  if (codes) {
    const known = first.filter(({ answer }) =>
      listOf(answer).every(code => Object.hasOwn(codes, String(code))),
    );
    const values = known.flatMap(({ answer }) => listOf(answer).map(code => codes[String(code)] ?? ''));
    return { boxes: [{ id, value: values.join(', ') || null }], whole: known.map(({ key }) => key) };
  }
  const value = first.map(each => wordsOf(each, pack)).join(' – ');
  return { boxes: [{ id, value: value || null }], whole: first.map(({ key }) => key) };
}

function sourcesOf(form: FormDefinition, answers: Answers, at: string): readonly Source[] {
  const [step = '', field = '', ofItem] = at.split('.');
  const asked = questionAt(form, at);
  const answer = answers[step]?.[field];
  if (!asked || answer === undefined) return [];
  if (ofItem === undefined) return [{ key: at, nth: 0, asked, answer }];
  return itemsOf(answer).flatMap((item, nth) => {
    const own = item[ofItem];
    return own === undefined ? [] : [{ key: keyOf(step, ofItem, item.id), nth, asked, answer: own }];
  });
}

const keyOf = (step: string, field: string, item?: string): string =>
  item === undefined ? `${step}.${field}` : `${step}.${item}.${field}`;
const listOf = (answer: Json): readonly Json[] =>
  Array.isArray(answer) ? answer.map((each: Json) => each) : [answer];

const wordsOf = ({ asked, answer }: Source, pack: Pack): string =>
  listOf(answer)
    .map(each => labelOf(asked, each, pack))
    .join('; ');

/** The form speaks English; a code that no list has stands as it is. */
function labelOf({ list }: FieldDefinition, value: Json, pack: Pack): string {
  if (value === true) return 'yes';
  if (typeof value !== 'string') return String(value);
  return (list === undefined ? undefined : pack.lists[list]?.byCode.get(value)?.label.en) ?? value;
}

/** What is sealed is never taken along: that it was given stands in the referral itself. */
function remainderOf(
  form: FormDefinition,
  answers: Answers,
  speaking: Speaking,
  whole: ReadonlySet<string>,
  contact: Pick<ContactNow, 'mark'>,
): OfficialExport['remainder'] {
  const places = new Map<string, number>();
  return contact.mark(answersToRead(form, answers, speaking), form).flatMap(({ step, item, title, rows }) => {
    const place = item === undefined ? undefined : (places.get(step) ?? 0) + 1;
    if (place !== undefined) places.set(step, place);
    const list = itemsField(form.steps.find(({ id }) => id === step) ?? { id: step, fields: [] })?.id;
    return rows
      .filter(({ field }) => !whole.has(keyOf(step, field, item)) && !isSealed(answers[step]?.[field]))
      .map(({ field, question, lines }) => ({
        at: place === undefined ? `${step}.${field}` : `${step}.${list}.${place}.${field}`,
        question: `${title}: ${question}`,
        value: lines.join('\n'),
      }));
  });
}
