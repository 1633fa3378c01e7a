import type { AgeStatus } from '../../platform/forms/concepts.ts';
import { ageStatuses } from '../../platform/forms/concepts.ts';
import type { FieldDefinition, FormDefinition, StepDefinition } from '../../platform/forms/definition.ts';
import { parseStep } from '../../platform/forms/parse.ts';
import { checkStep } from '../../platform/forms/schema.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { ok, type Result } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import type { Encounter, NoticedSign } from './model.ts';

/** The pack's form `signs`: one step asks where the person was met and how old they seem, the other what was noticed. */
export interface SignsForm {
  readonly form: FormDefinition;
  readonly where: StepDefinition;
  readonly setting: FieldDefinition;
  /** A country may leave it out: then everybody is somebody whose age is not known. */
  readonly age: FieldDefinition | undefined;
  readonly noticing: StepDefinition;
  readonly signs: FieldDefinition;
}

/** Ticking nothing is allowed, whatever the pack says: worry without a listed sign must not end before "what to do now". */
export function signsForm(pack: Pack): SignsForm {
  const form = pack.forms['signs'];
  if (!form) throw new Error(`The pack ${pack.code} has no form named signs`);
  const open: FormDefinition = {
    ...form,
    steps: form.steps.map(step => ({
      ...step,
      fields: step.fields.map(field => (field.type === 'signs' ? { ...field, required: false } : field)),
    })),
  };
  const [where, setting] = findField(pack, open, field => field.list === 'sign-settings');
  const age = where.fields.find(field => field.concept === 'age-status');
  const [noticing, signs] = findField(pack, open, field => field.type === 'signs');
  return { form: open, where, setting, age, noticing, signs };
}

function findField(
  pack: Pack,
  form: FormDefinition,
  is: (field: FieldDefinition) => boolean,
): [StepDefinition, FieldDefinition] {
  for (const step of form.steps) for (const field of step.fields) if (is(field)) return [step, field];
  throw new Error(`The form signs of the pack ${pack.code} asks for no setting or no signs`);
}

type Asking = Pick<Work, 'pack' | 'today'>;

/** Where and how old, from the address of the page. */
export function readEncounter({ pack, today }: Asking, query: unknown): Result<Encounter> {
  const { form, where, setting, age } = signsForm(pack);
  const read = checkStep(form, where, parseStep(form, where, query, {}), {}, { pack, today });
  if (!read.ok) return read;
  return ok({ setting: String(read.value[setting.id]), age: asAge(age && read.value[age.id]) });
}

/** The form engine has checked that it is one of the three. */
const asAge = (answer: unknown): AgeStatus => ageStatuses.find(status => status === answer) ?? 'not-known';

/** What was noticed, from the form that was sent. */
export function readNoticed({ pack, today }: Asking, body: unknown): Result<readonly NoticedSign[]> {
  const { form, noticing, signs } = signsForm(pack);
  const read = checkStep(form, noticing, parseStep(form, noticing, body, {}), {}, { pack, today });
  return read.ok ? ok((read.value[signs.id] ?? []) as unknown as readonly NoticedSign[]) : read;
}
