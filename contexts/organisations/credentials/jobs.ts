import { randomBytes } from 'node:crypto';
import { asService } from '../../../platform/db/transaction.ts';
import { digestOf } from '../../../platform/http/session.ts';
import { type Attempt, jobsFor } from '../../../platform/jobs/job.ts';
import type { JobWorld } from '../../../platform/jobs/world.ts';
import type { StaffAddress } from '../../../platform/mail/staff-address.ts';
import { actions } from '../access.ts';
import { findWorkAddress } from '../address-queries.ts';
import { wayInDays } from './rules.ts';
import { hasWay, saveSetUp } from './store.ts';

const job = jobsFor(actions);

/**
 * Sends whoever was let in a link by which they make their first way of signing in. Who has one already is sent none: who
 * reads their mail must not make another. Answers whether there was anything to send.
 */
export async function mailWayIn(
  world: JobWorld,
  to: StaffAddress,
  { token, attempt }: Pick<Attempt, 'token' | 'attempt'>,
): Promise<boolean> {
  if (world.signInWays.every(way => way === 'provider')) return false;
  const account = to.toLowerCase();
  const secret = randomBytes(32).toString('base64url');
  const made = { setUpId: world.newId(), account, digest: digestOf(secret), at: world.now() };
  const isFirst = await asService(world.database, 'credentials', async db => {
    if (await hasWay(db, account)) return false;
    await saveSetUp(db, made, wayInDays * 24 * 60);
    return true;
  });
  if (!isFirst) return false;
  const language = world.pack.languages[0] ?? 'en';
  await world.mailer.send({
    to,
    template: 'one-time-link',
    secret,
    language,
    token: `${token}-${attempt}`,
  });
  return true;
}

/** After the yes with which somebody's position counts. */
export const sendWayIn = job({
  name: 'organisations.send-way-in',
  access: 'people:invite',
  data: { person: 'id' },
  run: async (world, { person }, attempt) => {
    const to = await asService(world.database, 'directory', db => findWorkAddress(db, person));
    if (to !== undefined) await mailWayIn(world, to, attempt);
  },
});
