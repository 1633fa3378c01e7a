import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { asService } from '../db/transaction.ts';
import { defineJob } from './job.ts';

/** A write may be repeated with its key for so long; keys are not kept for their own sake. */
export const writeKeyDays = 30;
/** What was typed when a session had ended waits so long for its person. */
export const keptFormHours = 24;

/** Answers how many rows went. */
export function sweep(
  db: Kysely<Tables>,
): Promise<{ readonly writeKeys: number; readonly keptForms: number }> {
  return asService(db, 'housekeeping', async transaction => {
    const keys =
      await sql`DELETE FROM http.write_key WHERE at < now() - make_interval(days => ${writeKeyDays})`.execute(
        transaction,
      );
    const forms =
      await sql`DELETE FROM http.kept_form WHERE at < now() - make_interval(hours => ${keptFormHours})`.execute(
        transaction,
      );
    return { writeKeys: Number(keys.numAffectedRows ?? 0), keptForms: Number(forms.numAffectedRows ?? 0) };
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
