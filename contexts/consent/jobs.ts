import { asService } from '../../platform/db/transaction.ts';
import { jobsFor } from '../../platform/jobs/job.ts';
import { listTeamAddresses } from '../organisations/public.ts';
import { actions } from './access.ts';

const job = jobsFor(actions);

/** Tells a recipient's team that there is something to read: that a consent was withdrawn, and of whom, stands in no mail. */
export const notifyRecipient = job({
  name: 'consent.notify-recipient',
  access: 'consent:notify',
  data: { team: 'id' },
  run: async (world, data, attempt) => {
    const addresses = await asService(world.database, 'directory', db => listTeamAddresses(db, data.team));
    for (const [place, to] of addresses.entries())
      await world.mailer.send({
        to,
        template: 'something-new',
        language: world.pack.languages[0] ?? 'en',
        token: `${attempt.token}-${place}`,
      });
  },
});

/** Tells the others of a team that something waits for them which whoever asked cannot decide alone. */
export const notifyColleagues = job({
  name: 'consent.notify-colleagues',
  access: 'consent:notify',
  data: { team: 'id', except: 'id' },
  run: async (world, data, attempt) => {
    const addresses = await asService(world.database, 'directory', db =>
      listTeamAddresses(db, data.team, data.except),
    );
    for (const [place, to] of addresses.entries())
      await world.mailer.send({
        to,
        template: 'work-waiting',
        language: world.pack.languages[0] ?? 'en',
        token: `${attempt.token}-${place}`,
      });
  },
});

export const jobs = [notifyRecipient, notifyColleagues];
