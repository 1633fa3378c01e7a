import { randomBytes } from 'node:crypto';
import { asService } from '../../../platform/db/transaction.ts';
import { jobsFor } from '../../../platform/jobs/job.ts';
import { digestOf } from '../../../platform/http/session.ts';
import { actions } from '../access.ts';
import { findWorkAddress } from '../address-queries.ts';
import { replaceLink } from './store.ts';

const job = jobsFor(actions);

/**
 * Sends a founder their link. It is made now, and only its digest is kept: nobody but the reader of the mail has it. A
 * repeat makes another, and is another message: the one before works no longer.
 */
export const sendLink = job({
  name: 'organisations.send-founding-link',
  access: 'people:invite',
  data: { founder: 'id' },
  run: async (world, { founder }, attempt) => {
    const secret = randomBytes(32).toString('base64url');
    const to = await asService(world.database, 'founding', async db =>
      (await replaceLink(db, founder, { digest: digestOf(secret), at: world.now() }))
        ? findWorkAddress(db, founder)
        : undefined,
    );
    if (to === undefined) return; // over meanwhile
    await world.mailer.send({
      to,
      template: 'one-time-link',
      secret,
      language: world.pack.languages[0] ?? 'en',
      token: `${attempt.token}-${attempt.attempt}`,
    });
  },
});
