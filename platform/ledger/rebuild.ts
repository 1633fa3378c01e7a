import { type Kysely, sql, type Transaction } from 'kysely';
import { openedAs } from '../access/record.ts';
import type { Tables } from '../db/tables.ts';
import type { Pack } from '../pack/pack.ts';
import { payloadClasses } from '../pure/classes.ts';
import type { JsonObject } from '../pure/json.ts';
import { Temporal } from '../pure/time.ts';
import type { EntryRow } from './digest.ts';
import type { StoredEntry } from './entry.ts';
import type { Projections } from './projections.ts';
import { parseBody } from './read.ts';
import { entryRowColumns, payloadTable } from './rows.ts';

export interface RebuildOptions {
  /** What the projections write, whole: `referrals.search_key`. */
  readonly tables: readonly string[];
  readonly projections: Projections;
  readonly pack: Pack;
  readonly onProgress?: (done: number) => void;
}

/**
 * Empties the projected tables and what records got from entries (stage, nation, version), and writes them again from the
 * entries alone, in one transaction. Entries come in the
 * order in which they were put in, so that each finds what it was written on. `db` is the migrator's.
 * Payloads that were erased are missing from their entries: projections must do with what is there.
 */
export async function rebuildProjections(
  db: Kysely<Tables>,
  options: RebuildOptions,
): Promise<{ readonly entries: number }> {
  return db.transaction().execute(async transaction => {
    await sql`SET LOCAL ROLE nrm_owner`.execute(transaction);
    if (options.tables.length > 0)
      await sql`TRUNCATE ${sql.join(options.tables.map(name => sql.table(name)))}`.execute(transaction);
    await sql`RESET ROLE`.execute(transaction);
    await forgetChanges(transaction);
    await sql`
      DECLARE replay NO SCROLL CURSOR FOR
      SELECT ${entryRowColumns} FROM ledger.entry WHERE kind = 'change' ORDER BY position`.execute(
      transaction,
    );
    let entries = 0;
    for (;;) {
      const page = await sql<EntryRow>`FETCH 500 FROM replay`.execute(transaction);
      if (page.rows.length === 0) return { entries };
      for (const entry of await withPayloads(transaction, page.rows))
        for (const project of options.projections.get(entry.type) ?? [])
          await project(transaction, entry, options.pack);
      entries += page.rows.length;
      options.onProgress?.(entries);
    }
  });
}

/** Who opened a record, when and under which reference is no entry and stays; the rest of its row is what entries made of it. */
async function forgetChanges(db: Transaction<Tables>): Promise<void> {
  await sql`
    UPDATE access.record SET stage = ${openedAs}, nation = NULL, version = coalesce((
      SELECT max(entry.version) FROM ledger.entry WHERE entry.record_id = record.record_id AND kind = 'change'), 0)
  `.execute(db);
}

async function withPayloads(db: Transaction<Tables>, rows: readonly EntryRow[]): Promise<StoredEntry[]> {
  const payloads = new Map<string, Record<string, JsonObject>>(rows.map(row => [row.entryId, {}]));
  for (const dataClass of payloadClasses) {
    const holders = rows.filter(row => row.digests[dataClass] !== undefined).map(row => row.entryId);
    if (holders.length === 0) continue;
    const found = await sql<{ entry_id: string; body: string }>`
      SELECT entry_id, body FROM ${payloadTable(dataClass)} WHERE entry_id = ANY (${holders}::uuid[])`.execute(
      db,
    );
    for (const { entry_id, body } of found.rows) {
      const payload = payloads.get(entry_id);
      if (payload) payload[dataClass] = parseBody(body);
    }
  }
  return rows.map(({ entryId, recordId, version, type, at, actorId, organisationId, teamId, purpose }) => {
    const payload = payloads.get(entryId) ?? {};
    const who = { actorId, organisationId, teamId, purpose };
    return {
      entryId,
      recordId,
      version,
      kind: 'change',
      type,
      at: Temporal.Instant.from(at),
      ...who,
      payload,
    };
  });
}

/** Every row of these tables as text, sorted: what a test compares before and after. `db` sees everything. */
export async function contentsOf(
  db: Kysely<Tables>,
  tables: readonly string[],
): Promise<Record<string, string[]>> {
  const contents: Record<string, string[]> = {};
  for (const name of tables) {
    const found = await sql<{ row: string }>`
      SELECT to_jsonb(each)::text AS row FROM ${sql.table(name)} AS each ORDER BY 1`.execute(db);
    contents[name] = found.rows.map(each => each.row);
  }
  return contents;
}
