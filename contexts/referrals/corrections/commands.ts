import type { Permit } from '../../../platform/access/permit.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { whereAsked } from '../../../platform/forms/concepts.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import { checkStep } from '../../../platform/forms/schema.ts';
import { append } from '../../../platform/ledger/append.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { protectionAfter } from '../../../platform/pack/protection.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import { parseDate } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import { type ContactAnew, contactAnew } from '../../consent/public.ts';
import { contactGiven } from '../contact-given.ts';
import { changedIn, classesOf, correct, type Correcting, correcting, reasonName } from './rules.ts';
import { protectionIn } from '../draft/protection.ts';
import { theForm } from '../forms.ts';
import { ageDiffers } from '../rules.ts';
import { notifyTeam } from '../jobs.ts';
import type { Parties } from '../model.ts';
import { holdsClasses } from '../held-queries.ts';
import { answersIn } from '../standing.ts';
import { givenIn } from '../sent.ts';

export interface ToCorrect {
  readonly asked: Correcting;
  readonly answers: Answers;
  readonly sent: StoredEntry;
  readonly entries: readonly StoredEntry[];
}

export interface Corrected {
  readonly reference: string;
  readonly corrected: number;
  /** What became of the safe contact: where it is outdated, somebody has to record it anew. */
  readonly contact: ContactAnew['is'];
  /** The birth date contradicts now how the person is treated: whoever decides is shown that. */
  readonly ageDiffers: boolean;
}

/** What may be corrected of a step, by whoever holds all that it asks: who sees a part cannot write the rest. */
export async function findToCorrect(work: Work, recordId: string, step: string): Promise<Result<ToCorrect>> {
  const form = theForm(work.pack);
  const narrowed = correcting(form, step);
  if (!narrowed) return refuse('not-found');
  if (!(await holdsClasses(work, recordId, classesOf(narrowed)))) return refuse('not-permitted');
  const entries = await listEntries(work, recordId);
  const sent = entries.find(({ type }) => type === 'referral-submitted');
  if (!sent) return refuse('not-found');
  const answers = answersIn(givenIn(entries));
  return ok({ asked: correcting(form, step, answers) ?? narrowed, answers, sent, entries });
}

/** Adds a correction. Both answers stand, each with who gave it; the authority is told that something is new. */
export async function correctAnswers(
  work: Work,
  { record }: Permit<'referral:correct'>,
  stepId: string,
  read: (found: ToCorrect) => Answers[string],
  /** Answered on purpose, also where it says the same as before; a page sends back whatever it showed. */
  saidAnew: readonly string[] = [],
): Promise<Result<Corrected>> {
  const found = await findToCorrect(work, record.recordId, stepId);
  if (!found.ok) return found;
  const { asked, answers, sent, entries } = found.value;
  const checked = checkStep(asked.form, asked.step, read(found.value), answers, work);
  if (!checked.ok) return checked;
  const changed = changedIn(checked.value, answers[stepId]);
  const fields = Object.keys(changed);
  if (fields.length === 0)
    return refuse('invalid', [
      { field: `${stepId}.${asked.step.fields[0]?.id ?? ''}`, message: 'referrals.correct.error.same' },
    ]);
  const said = checked.value[reasonName];
  const why = typeof said === 'string' ? said : undefined;
  const form = theForm(work.pack);
  const now = { ...answers, [stepId]: { ...answers[stepId], ...changed } };
  const contact = contactAnew(
    entries,
    {
      step: stepId,
      before: submittable(form, answers),
      after: submittable(form, now),
      said: [...fields, ...saidAnew],
    },
    ...contactGiven(work),
  );
  // By the day on which it was sent: who was a child then may be none today.
  const sentOn = parseDate(String(sent.payload.process?.['submittedOn'])) ?? work.today;
  const asksBirth = whereAsked(form, 'birth-date')?.startsWith(`${stepId}.`);
  const differs = ageDiffers({ pack: work.pack, form }, now, sentOn) !== undefined;
  // Nobody is told on the old channel: the authority alone hears that something is new.
  await append(work, record, [
    correct(asked, changed, why, {
      sent,
      outdatesContact: contact.is !== 'untouched',
      protection: protectionAfter(work.pack, protectionIn(entries), stepId, now),
      ageDiffers: asksBirth ? differs : undefined,
    }),
    ...(contact.is === 'follows' ? [contact.entry] : []),
  ]);
  const { authority } = (sent.payload.process?.['parties'] ?? {}) as Partial<Parties>;
  if (authority !== undefined) await work.jobs.add(notifyTeam, { team: authority, about: 'something-new' });
  return ok({
    reference: record.reference,
    corrected: fields.length,
    contact: contact.is,
    ageDiffers: asksBirth === true && differs,
  });
}
