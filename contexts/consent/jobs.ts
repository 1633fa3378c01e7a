import { asService } from '../../platform/db/transaction.ts';
import { type Attempt, jobsFor } from '../../platform/jobs/job.ts';
import type { JobWorld } from '../../platform/jobs/world.ts';
import { listTeamAddresses } from '../organisations/public.ts';
import { actions } from './access.ts';

const job = jobsFor(actions);

/** A mail to everybody of a team, but for one: that there is something, and neither what nor of whom. */
async function mail(
  world: JobWorld,
  attempt: Attempt,
  { team, except }: { readonly team: string; readonly except?: string },
  template: 'something-new' | 'work-waiting',
): Promise<void> {
  const addresses = await asService(world.database, 'directory', db => listTeamAddresses(db, team, except));
  const language = world.pack.languages[0] ?? 'en';
  for (const [place, to] of addresses.entries())
    await world.mailer.send({ to, template, language, token: `${attempt.token}-${place}` });
}

/** Tells a recipient's team that there is something to read: that a consent was withdrawn, and of whom, stands in no mail. */
export const notifyRecipient = job({
  name: 'consent.notify-recipient',
  access: 'consent:notify',
  data: { team: 'id' },
  run: (world, data, attempt) => mail(world, attempt, data, 'something-new'),
});

/** Tells the others of a team that something waits for them which whoever asked cannot decide alone. */
export const notifyColleagues = job({
  name: 'consent.notify-colleagues',
  access: 'consent:notify',
  data: { team: 'id', except: 'id' },
  run: (world, data, attempt) => mail(world, attempt, data, 'work-waiting'),
});

/** Tells a team that something waits for it. */
export const notifyTeam = job({
  name: 'consent.notify-team',
  access: 'consent:notify',
  data: { team: 'id' },
  run: (world, data, attempt) => mail(world, attempt, data, 'work-waiting'),
});

export const jobs = [notifyRecipient, notifyColleagues, notifyTeam];
