import type { Permit } from '../../../platform/access/permit.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { checkStep } from '../../../platform/forms/schema.ts';
import { append } from '../../../platform/ledger/append.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { protectionAfter } from '../../../platform/pack/protection.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { reasonName } from '../corrections/rules.ts';
import { protectionIn } from '../draft/protection.ts';
import { theForm } from '../forms.ts';
import { holdsClasses } from '../held-queries.ts';
import { notifyTeam } from '../jobs.ts';
import type { Parties } from '../model.ts';
import { answersIn } from '../standing.ts';
import { givenIn } from '../sent.ts';
import { added, addOne, type Adding, adding, classesToAdd, isFull } from './rules.ts';

export interface ToAdd {
  readonly asked: Adding;
  readonly answers: Answers;
  readonly sent: StoredEntry;
  readonly entries: readonly StoredEntry[];
}

/** Of what one more may be told, by whoever holds all that it asks. */
export async function findToAdd(work: Work, recordId: string, step: string): Promise<Result<ToAdd>> {
  const form = theForm(work.pack);
  const entries = await listEntries(work, recordId);
  const sent = entries.find(({ type }) => type === 'referral-submitted');
  if (!sent) return refuse('not-found');
  const answers = answersIn(givenIn(entries));
  const asked = adding(form, work.pack, step, answers);
  if (!asked) return refuse('not-found');
  if (!(await holdsClasses(work, recordId, classesToAdd(asked)))) return refuse('not-permitted');
  return ok({ asked, answers, sent, entries });
}

/** Adds one more, with a number of its own. What was sent stands; the authority is told that something is new. */
export async function addOneMore(
  work: Work,
  { record }: Permit<'referral:correct'>,
  stepId: string,
  read: (found: ToAdd) => Answers[string],
): Promise<Result<{ readonly reference: string; readonly step: string; readonly number: number }>> {
  const found = await findToAdd(work, record.recordId, stepId);
  if (!found.ok) return found;
  const { asked, answers, sent, entries } = found.value;
  const { form, step, list, standing, pack } = asked;
  if (isFull(asked))
    return refuse('invalid', [
      {
        field: `${stepId}.${step.fields[0]?.id ?? ''}`,
        message: 'error.too-many',
        values: { max: standing.length },
      },
    ]);
  const said = read(found.value);
  const checked = checkStep(form, step, said, asked.answers, { pack, today: work.today });
  if (!checked.ok) return checked;
  const values = added(asked, checked.value, work.newId());
  if (values.length === 0)
    return refuse('invalid', [
      { field: `${stepId}.${step.fields[0]?.id ?? ''}`, message: 'referrals.more.error.nothing' },
    ]);
  const why = checked.value[reasonName];
  const now = { ...answers, [stepId]: { ...answers[stepId], [list.id]: [...standing, ...values] } };
  const whole = theForm(work.pack);
  await append(work, record, [
    addOne(whole, asked, values, {
      sent,
      why: typeof why === 'string' ? why : undefined,
      protection: protectionAfter(work.pack, protectionIn(entries), stepId, now),
    }),
  ]);
  const { authority } = (sent.payload.process?.['parties'] ?? {}) as Partial<Parties>;
  if (authority !== undefined) await work.jobs.add(notifyTeam, { team: authority, about: 'something-new' });
  return ok({ reference: record.reference, step: stepId, number: standing.length + 1 });
}
