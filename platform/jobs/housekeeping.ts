import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { asService } from '../db/transaction.ts';
import { keptFormHours } from '../http/session-kept-form.ts';
import { defineJob } from './job.ts';

/** A write may be repeated with its key for so long; keys are not kept for their own sake. */
export const writeKeyDays = 30;
/** Who was signed in when is of use to an inquiry for a while; who did what stands in the ledger. */
export const sessionDays = 30;

export interface Swept {
  readonly writeKeys: number;
  readonly keptForms: number;
  readonly sessions: number;
}

/** Answers how many rows went. */
export function sweep(db: Kysely<Tables>): Promise<Swept> {
  return asService(db, 'housekeeping', async transaction => {
    const olderThan = async (hours: number, table: string, column: string): Promise<number> => {
      const age = sql`${sql.ref(column)} < now() - make_interval(hours => ${hours})`;
      const gone = await sql`DELETE FROM ${sql.table(table)} WHERE ${age}`.execute(transaction);
      return Number(gone.numAffectedRows ?? 0);
    };
    return {
      writeKeys: await olderThan(writeKeyDays * 24, 'http.write_key', 'at'),
      keptForms: await olderThan(keptFormHours, 'http.kept_form', 'at'),
      sessions: await olderThan(sessionDays * 24, 'http.session', 'ends_at'),
    };
  });
}

export const housekeeping = defineJob({
  name: 'platform.housekeeping',
  access: 'service:operate',
  data: {},
  lane: 'long',
  timeoutSeconds: 600,
  schedule: '17 * * * *',
  run: async ({ database }) => void (await sweep(database)),
});
