/** Who is reminded of what is due, once of each, and who is told that something ended by itself. No fact is in any of it. */
import type { Transaction } from 'kysely';
import { asService } from '../../../platform/db/transaction.ts';
import type { Tables } from '../../../platform/db/tables.ts';
import { jobsIn } from '../../../platform/jobs/enqueue.ts';
import { jobsFor } from '../../../platform/jobs/job.ts';
import type { JobWorld } from '../../../platform/jobs/world.ts';
import { actions } from '../access.ts';
import { jobs as notifying, notifyColleagues, notifyTeam, notifyRecipient } from '../jobs.ts';
import { type Due, listDue, remember } from './reminder-store.ts';

/** Of so many at once. */
const batch = 500;

/**
 * That somebody is reminded is written down in one transaction with the job that tells them: a run that breaks reminds of
 * nothing, one that is repeated of nothing twice. Answers of how many things.
 */
export const remind = ({
  database,
  pack,
  now,
}: Pick<JobWorld, 'database' | 'pack' | 'now'>): Promise<number> =>
  asService(database, 'reminders', async db => {
    const fresh = await remember(db, await listDue(db, { pack, now: now() }, batch));
    await tell(db, fresh);
    return fresh.length;
  });

/** One mail for a team, however much waits for it, and none for somebody who could do nothing of it. */
async function tell(db: Transaction<Tables>, fresh: readonly Due[]): Promise<void> {
  const jobs = jobsIn(db);
  const [lapsed, waiting] = [fresh.filter(isLapsed), fresh.filter(each => !isLapsed(each))];
  for (const team of new Set(lapsed.map(each => each.team))) await jobs.add(notifyRecipient, { team });
  for (const [team, found] of Map.groupBy(waiting, each => each.team)) {
    const parted = new Set(found.map(({ except }) => except));
    const [except] = parted;
    if (parted.size === 1 && except) await jobs.add(notifyColleagues, { team, except });
    else await jobs.add(notifyTeam, { team });
  }
}

const isLapsed = ({ step }: Due): boolean => step === 'lapsed';

const reminders = jobsFor(actions)({
  name: 'consent.remind',
  access: 'consent:notify',
  data: {},
  lane: 'long',
  timeoutSeconds: 600,
  schedule: '7 * * * *',
  run: async (world, _, { signal }) => {
    while (!signal.aborted && (await remind(world)) > 0);
  },
});

export const jobs = [...notifying, reminders];
