import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { expirySeconds } from './attempt.ts';
import type { JobQueue } from './queue.ts';

/** Adds jobs in the caller's own transaction, each in one round trip. */
export function jobsIn(db: Transaction<Tables>): JobQueue {
  return {
    async add(kind, data) {
      const content = JSON.stringify({ job: kind.name, data: kind.data.parse(data) });
      await sql`SELECT pgboss.add_job(${kind.lane}, ${content}::jsonb, ${kind.retries}, ${expirySeconds(kind)})`.execute(
        db,
      );
    },
  };
}
