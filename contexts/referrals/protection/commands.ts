import { isDeepStrictEqual } from 'node:util';
import type { Permit } from '../../../platform/access/permit.ts';
import { byClass } from '../../../platform/forms/concepts.ts';
import type { Answers, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import { stepOf } from '../../../platform/forms/journey.ts';
import { checkStep } from '../../../platform/forms/schema.ts';
import { append } from '../../../platform/ledger/append.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { type Protection, protectionAfter } from '../../../platform/pack/protection.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { protectionIn } from '../draft/protection.ts';
import { theForm } from '../forms.ts';
import { notifyTeam } from '../jobs.ts';
import type { Parties } from '../model.ts';
import { holdsClasses } from '../held-queries.ts';
import { answersIn } from '../standing.ts';
import { givenIn } from '../sent.ts';

export interface ToConfirm {
  readonly form: FormDefinition;
  readonly step: StepDefinition;
  readonly answers: Answers;
  readonly protection: readonly Protection[];
  readonly authority: string | undefined;
}

/** A step that this referral brought up, for whoever holds all that it asks: who sees a part cannot write the rest. */
export async function findToConfirm(
  work: Work,
  recordId: string,
  stepId: string,
): Promise<Result<ToConfirm>> {
  const form = theForm(work.pack);
  const step = stepOf(form, stepId);
  const asking = work.pack.protection.filter(task => task.step === stepId).map(({ id }) => id);
  if (!step || asking.length === 0) return refuse('not-found');
  if (!(await holdsClasses(work, recordId, classesOf(step)))) return refuse('not-permitted');
  const entries = await listEntries(work, recordId);
  const sent = entries.find(({ type }) => type === 'referral-submitted')?.payload.process;
  const protection = protectionIn(entries);
  if (!sent || !protection.some(({ task }) => asking.includes(task))) return refuse('not-found');
  const { authority } = (sent['parties'] ?? {}) as Partial<Parties>;
  return ok({ form, step, answers: answersIn(givenIn(entries)), protection, authority });
}

/** Says that a step was taken, or why not; what was said before stands beside it, and the authority is told. */
export async function confirmProtection(
  work: Work,
  { record }: Permit<'referral:protect'>,
  stepId: string,
  read: (found: ToConfirm) => Answers[string],
): Promise<Result<{ readonly reference: string }>> {
  const found = await findToConfirm(work, record.recordId, stepId);
  if (!found.ok) return found;
  const { form, step, answers, authority, protection } = found.value;
  const checked = checkStep(form, step, read(found.value), answers, work);
  if (!checked.ok) return checked;
  const standing = answers[stepId] ?? {};
  const changed = Object.fromEntries(
    Object.entries(checked.value).filter(([field, value]) => !isDeepStrictEqual(value, standing[field])),
  );
  if (Object.keys(changed).length === 0)
    return refuse('invalid', [
      { field: `${stepId}.${step.fields[0]?.id ?? ''}`, message: 'referrals.protect.error.same' },
    ]);
  const now = { ...answers, [stepId]: { ...standing, ...changed } };
  const after = protectionAfter(work.pack, protection, stepId, now);
  await append(work, record, [confirm(form, { stepId, changed, after, authority })]);
  if (authority !== undefined) await work.jobs.add(notifyTeam, { team: authority, about: 'something-new' });
  return ok({ reference: record.reference });
}

function confirm(
  form: FormDefinition,
  {
    stepId,
    changed,
    after,
    authority,
  }: {
    readonly stepId: string;
    readonly changed: Answers[string];
    readonly after: readonly Protection[];
    readonly authority: string | undefined;
  },
): Entry {
  const { process: told = {}, ...classes } = byClass(form, { [stepId]: changed });
  const payload = Object.fromEntries(Object.entries(classes).map(([name, answers]) => [name, { answers }]));
  return {
    type: 'protection-confirmed',
    payload: {
      ...payload,
      process: {
        step: stepId,
        answers: told,
        protection: after.map(each => ({ ...each })),
        ...(authority !== undefined && { parties: { authority } }),
      },
    },
  };
}

export const classesOf = ({ fields }: StepDefinition): readonly DataClass[] => [
  ...new Set(fields.map(field => field.class)),
];
