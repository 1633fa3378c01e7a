import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Permit } from '../../../platform/access/permit.ts';
import type { Tables } from '../../../platform/db/tables.ts';
import type { JobQueue } from '../../../platform/jobs/queue.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Instant } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import { appendToOrganisation } from '../people/record-store.ts';
import { sendRegistrantLink, settleRegistration } from './jobs.ts';
import type { Asking } from './model.ts';
import { findOwnAddress, findRegistration } from './queries.ts';
import { readVote, standingOf, type Typed } from './rules.ts';
import { isFlooded, saveRegistration, saveVote } from './store.ts';

/** In a transaction as the service `registration`, which acts for nobody. */
interface Operating {
  readonly db: Transaction<Tables>;
  readonly jobs: JobQueue;
  readonly now: Instant;
  readonly newId: () => string;
}

/**
 * Keeps what was asked and sends both people their link. Nothing is looked up of them or of the organisation: whoever asks
 * learns nothing of who is known here. `key` and the answers make the number: the same form sent twice asks once.
 */
export async function askToTakePart(
  { db, jobs, now, newId }: Operating,
  asking: Asking & { readonly teamName: string },
  key: string,
): Promise<Result<void>> {
  if (await isFlooded(db, now)) return refuse('too-many-requests');
  const registrationId = idOf(JSON.stringify([key, asking]));
  const registrants = asking.people.map(() => newId());
  if (await saveRegistration(db, { ...asking, registrationId }, registrants, now))
    for (const registrant of registrants) await jobs.add(sendRegistrantLink, { registrant });
  return ok(undefined);
}

/** A UUID of version 8 (RFC 9562): of what was sent, instead of by lot. */
function idOf(sent: string): string {
  const hex = createHash('sha256').update(sent).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An administrator's yes or no, once, with what it rests on. The second organisation of one mind settles it. */
export async function voteOnRegistration(
  work: Work,
  _permit: Permit<'registrations:vote'>,
  registrationId: string,
  typed: Typed,
): Promise<Result<string>> {
  const registration = await findRegistration(work, registrationId);
  if (!registration) return refuse('not-found');
  if (standingOf(registration, new Date(work.now.epochMilliseconds)) !== 'waits')
    return refuse('not-in-this-stage');
  const own = await findOwnAddress(work);
  if (registration.people.some(({ email }) => email === own)) return refuse('not-permitted');
  const vote = readVote(typed);
  if (!vote.ok) return vote;
  if (!(await saveVote(work, registrationId, vote.value))) return refuse('not-in-this-stage');
  // Of two who say it at once neither sees the other: the job looks once more.
  await work.jobs.add(settleRegistration, { registration: registrationId });
  const { isYes, reasons } = vote.value;
  await appendToOrganisation(work, [
    {
      type: 'registration-voted',
      payload: { process: { registration: registrationId, organisation: registration.name, isYes, reasons } },
    },
  ]);
  return ok(registrationId);
}
