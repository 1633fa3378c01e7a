import { asService } from '../../../platform/db/transaction.ts';
import { jobsFor } from '../../../platform/jobs/job.ts';
import { listTeamAddresses } from '../../organisations/public.ts';
import { actions } from '../access.ts';

const job = jobsFor(actions);

/** A mail to everybody of a team: that there is something to look at, and neither what nor of whom. */
export const alertTeam = job({
  name: 'oversight.alert-team',
  access: 'glass:alert',
  data: { team: 'id' },
  run: async (world, { team }, attempt) => {
    const addresses = await asService(world.database, 'directory', db => listTeamAddresses(db, team));
    const language = world.pack.languages[0] ?? 'en';
    for (const [place, to] of addresses.entries())
      await world.mailer.send({
        to,
        template: 'something-new',
        language,
        token: `${attempt.token}-${place}`,
      });
  },
});
