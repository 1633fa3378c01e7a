import { sql } from 'kysely';
import { registered } from '../access/registration-requests.ts';
import type { Fuzzing } from './fuzzing.ts';

/** One to answer, and an hour in which nobody asked: more in an hour than people send are refused. */
export async function makeRegistrations({ theatre: { stage }, sent }: Fuzzing): Promise<void> {
  await registered(stage, sent);
  await sql`UPDATE organisations.registration SET asked_at = asked_at - interval '1 hour'`.execute(
    stage.database.superuser,
  );
}
