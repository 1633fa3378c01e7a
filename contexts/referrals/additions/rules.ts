/** One more of several of a kind, or signs, told after sending: what was sent stands, and each has a number of its own. */
import { byClass, classesOf as classesOfField } from '../../../platform/forms/concepts.ts';
import type {
  Answers,
  FieldDefinition,
  FormDefinition,
  StepDefinition,
} from '../../../platform/forms/definition.ts';
import { aboutItem, itemsField, mostItems } from '../../../platform/forms/items.ts';
import { applicable, stepOf } from '../../../platform/forms/journey.ts';
import type { Entry, StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { Protection } from '../../../platform/pack/protection.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import type { Json } from '../../../platform/pure/json.ts';
import { reason } from '../corrections/rules.ts';
import { oneMoreAdded, type Parties } from '../model.ts';
import { listOf } from '../standing.ts';

export interface Adding {
  /** The whole form, so that conditions hold, with the step as it asks of one, and how that is known. */
  readonly form: FormDefinition;
  readonly step: StepDefinition;
  /** All answers, but those of the step: nothing that stands is shown to be changed. */
  readonly answers: Answers;
  /** The question to which it is one more answer. */
  readonly list: FieldDefinition;
  /** What stands so far, in the order in which it was told. */
  readonly standing: readonly Json[];
  /** With the signs alone that were not told yet: none is told twice. */
  readonly pack: Pack;
}

/** Undefined where the step, in this referral, asks for nothing of which there may be one more. */
export function adding(
  form: FormDefinition,
  pack: Pack,
  stepId: string,
  answers: Answers,
): Adding | undefined {
  const own = stepOf(form, stepId);
  const list = own && severalIn(own);
  if (!own || !list || !applicable(form, answers).some(({ step }) => step.id === stepId)) return undefined;
  const standing = listOf(answers[stepId]?.[list.id]);
  // An item that is not there has no answers: so the page begins empty.
  const about = itemsField(own) ? aboutItem(form, answers, own, '') : without(form, answers, own, list);
  const step = { ...about.step, fields: [...about.step.fields, { ...reason, required: false }] };
  const steps = about.form.steps.map(each => (each.id === stepId ? step : each));
  const left = list.type === 'signs' ? withoutSigns(pack, list, standing) : pack;
  if (list.type === 'signs' && left.signs.groups.length === 0) return undefined;
  return { form: { ...about.form, steps }, step, answers: about.answers, list, standing, pack: left };
}

function without(form: FormDefinition, answers: Answers, own: StepDefinition, list: FieldDefinition) {
  const { [own.id]: _, ...others } = answers;
  return { form, step: { ...own, fields: [list] }, answers: others };
}

const severalIn = (step: StepDefinition): FieldDefinition | undefined =>
  itemsField(step) ?? step.fields.find(({ type }) => type === 'signs');

/** The steps of which one more may be told, in the form's order. */
export const severalSteps = (form: FormDefinition, pack: Pack, answers: Answers): readonly StepDefinition[] =>
  applicable(form, answers)
    .map(({ step }) => step)
    .filter(({ id }) => adding(form, pack, id, answers) !== undefined);

function withoutSigns(pack: Pack, { options }: FieldDefinition, standing: readonly Json[]): Pack {
  const told = new Set(standing.map(signOf));
  const groups = pack.signs.groups
    .filter(({ code }) => options === undefined || options.includes(code))
    .map(group => ({ ...group, signs: group.signs.filter(({ code }) => !told.has(code)) }))
    .filter(({ signs }) => signs.length > 0);
  return { ...pack, signs: { ...pack.signs, groups } };
}
const signOf = (each: Json): unknown =>
  typeof each === 'object' && each !== null && 'sign' in each ? each['sign'] : undefined;

/** Who sees a part of one cannot write the rest, nor say how it is known. */
export const classesToAdd = ({ list }: Adding): readonly DataClass[] => [
  ...new Set<DataClass>([...classesOfField(list), reason.class]),
];

export const isFull = ({ list, standing }: Adding): boolean =>
  list.type === 'items' && standing.length >= mostItems(list);

/** What is added: one, under a name of its own, or the signs that were ticked. */
export function added({ list }: Adding, said: Answers[string], name: string): readonly Json[] {
  const own = Object.entries(said).filter(([field]) => field !== reason.id);
  if (list.type === 'signs') return listOf(said[list.id]);
  return own.length === 0 ? [] : [{ ...Object.fromEntries(own), id: name }];
}

/** The entry says which number it has among those of its kind: everybody who sees where the case stands sees that. */
export function addOne(
  whole: FormDefinition,
  { step, list, standing }: Adding,
  values: readonly Json[],
  {
    sent,
    why,
    protection,
  }: {
    readonly sent: StoredEntry;
    readonly why: string | undefined;
    readonly protection: readonly Protection[];
  },
): Entry {
  const { process: told, ...classes } = byClass(whole, { [step.id]: { [list.id]: [...values] } });
  const payload = Object.fromEntries(Object.entries(classes).map(([name, answers]) => [name, { answers }]));
  const { authority } = (sent.payload.process?.['parties'] ?? {}) as Partial<Parties>;
  return {
    type: oneMoreAdded,
    payload: {
      ...payload,
      ...(why === undefined ? {} : { account: { ...payload['account'], why } }),
      process: {
        step: step.id,
        field: list.id,
        number: standing.length + 1,
        ...(told && { answers: told }),
        ...(protection.length > 0 && { protection: protection.map(each => ({ ...each })) }),
        ...(authority !== undefined && { parties: { authority } }),
      },
    },
  };
}
