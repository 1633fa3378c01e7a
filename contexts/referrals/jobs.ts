import { asService } from '../../platform/db/transaction.ts';
import { jobsFor } from '../../platform/jobs/job.ts';
import { listTeamAddresses } from '../organisations/public.ts';
import { actions } from './access.ts';

const job = jobsFor(actions);

/** Tells the members of a team that work waits for them: no reference, no name, no fact. */
export const notifyTeam = job({
  name: 'referrals.notify-team',
  access: 'referral:notify',
  data: { team: 'id', about: ['work-waiting', 'something-new'] },
  run: async (world, data, attempt) => {
    const addresses = await asService(world.database, 'directory', db => listTeamAddresses(db, data.team));
    for (const to of addresses)
      await world.mailer.send({
        to,
        template: data.about,
        language: world.pack.languages[0] ?? 'en',
        token: `${attempt.token}-${addresses.indexOf(to)}`,
      });
  },
});

export const jobs = [notifyTeam];
