import { type Kysely, sql, type Transaction } from 'kysely';
import type { Viewer } from '../work.ts';
import type { Tables } from './tables.ts';

/** Tells row-level security who asks. The settings end with the transaction (stack.md, trap 4). */
export async function actAs(db: Transaction<Tables>, viewer: Viewer): Promise<void> {
  await sql`SELECT set_config('nrm.person', ${viewer.personId}, true), set_config('nrm.team', ${viewer.team.id}, true),
    set_config('nrm.organisation', ${viewer.organisation.id}, true), set_config('nrm.purpose', ${viewer.purpose}, true)`.execute(
    db,
  );
}

/** What the machine itself does: each service is named in the policies of the few tables that it may touch. */
export const services = [
  'sign-in',
  'sequencer',
  'housekeeping',
  'directory',
  'files',
  'reminders',
  'founding',
  'credentials',
  'registration',
  'webhooks',
] as const;
export type Service = (typeof services)[number];

/** Runs `act` in a transaction as one of the machine's own services. It holds no grants: it sees no case. */
export function asService<T>(
  db: Kysely<Tables>,
  service: Service,
  act: (db: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async transaction => {
    await sql`SELECT set_config('nrm.service', ${service}, true)`.execute(transaction);
    return act(transaction);
  });
}
