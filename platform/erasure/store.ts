import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { type DataClass, dataClasses, type PayloadClass, payloadClasses } from '../pure/classes.ts';
import { erasureType, type Erasure } from '../ledger/erase.ts';
import { payloadTable } from '../ledger/rows.ts';
import type { Hold } from '../pack/retention.ts';
import { Temporal } from '../pure/time.ts';

export interface Locked {
  readonly recordId: string;
  readonly version: number;
  readonly reference: string;
  readonly stage: string;
}

/** Nobody writes to the record, nor places a hold on it, until the transaction ends. Undefined where it is no record. */
export async function lockRecord(db: Transaction<Tables>, recordId: string): Promise<Locked | undefined> {
  const row = await db
    .selectFrom('access.record')
    .select(['record_id', 'version', 'reference', 'stage'])
    .where('record_id', '=', recordId)
    .forUpdate()
    .executeTakeFirst();
  return row && { recordId: row.record_id, version: row.version, reference: row.reference, stage: row.stage };
}

export async function listHoldsOf(db: Transaction<Tables>, recordId: string): Promise<readonly Hold[]> {
  const rows = await db
    .selectFrom('erasure.hold')
    .select('lifted_at')
    .where('record_id', '=', recordId)
    .execute();
  return rows.map(({ lifted_at: at }) => ({
    liftedAt: at && Temporal.Instant.fromEpochMilliseconds(at.getTime()),
  }));
}

/** The payloads that are still there of a record's changes, of these classes, or of all that may go. */
export async function listPayloads(
  db: Transaction<Tables>,
  recordId: string,
  classes: readonly DataClass[] | undefined,
  /** Only of entries of these types. */
  types?: readonly string[],
): Promise<readonly Erasure[]> {
  const wanted = payloadClasses.filter(
    name => name !== 'process' && (classes === undefined || classes.includes(name)),
  );
  const found = new Map<string, PayloadClass[]>();
  for (const name of wanted) {
    const { rows } = await sql<{ entry_id: string }>`
      SELECT entry_id FROM ${payloadTable(name)} AS held JOIN ledger.entry USING (entry_id)
      WHERE held.record_id = ${recordId} AND kind = 'change' AND type <> ${erasureType}
        AND (${types === undefined} OR type = ANY (${[...(types ?? [])]}::text[]))
      ORDER BY position`.execute(db);
    for (const { entry_id: id } of rows) found.set(id, [...(found.get(id) ?? []), name]);
  }
  return [...found].map(([entryId, of]) => ({ entryId, classes: of }));
}

/** Of those that were erased once, what is there (again). */
export async function listThere(
  db: Transaction<Tables>,
  recordId: string,
  erased: readonly Erasure[],
): Promise<readonly Erasure[]> {
  const there = new Map<string, DataClass[]>();
  for (const name of dataClasses) {
    const ids = erased.filter(({ classes }) => classes.includes(name)).map(({ entryId }) => entryId);
    if (ids.length === 0) continue;
    const { rows } = await sql<{ entry_id: string }>`
      SELECT entry_id FROM ${payloadTable(name)} WHERE record_id = ${recordId} AND entry_id = ANY (${ids}::uuid[])`.execute(
      db,
    );
    for (const { entry_id: id } of rows) there.set(id, [...(there.get(id) ?? []), name]);
  }
  return [...there].map(([entryId, classes]) => ({ entryId, classes }));
}

/** Forms that were kept when a session ended, and what writes to the record were answered. */
export async function forgetLeftBehind(db: Transaction<Tables>, reference: string): Promise<void> {
  await sql`DELETE FROM http.kept_form WHERE strpos(path, ${reference}) > 0`.execute(db);
  await sql`DELETE FROM http.write_key WHERE strpos(outcome->>'location', ${reference}) > 0`.execute(db);
}

/** Data keys and files of a record's classes: without their keys neither is read again, from wherever. */
export async function forgetKeys(
  db: Transaction<Tables>,
  recordId: string,
  classes: readonly DataClass[] | undefined,
): Promise<void> {
  await sql`DELETE FROM seal.data_key WHERE record_id = ${recordId}
    AND (${classes === undefined} OR data_class = ANY (${[...(classes ?? [])]}::text[]))`.execute(db);
  await forgetFiles(db, recordId, classes);
}

/** Their keys go now, and their contents from the store when the worker comes by. */
export async function forgetFiles(
  db: Transaction<Tables>,
  recordId: string,
  classes?: readonly DataClass[],
): Promise<void> {
  await sql`
    WITH gone AS (
      DELETE FROM files.file WHERE record_id = ${recordId}
        AND (${classes === undefined} OR data_class = ANY (${[...(classes ?? [])]}::text[]))
      RETURNING place, copy_place)
    INSERT INTO files.unowned (place, remove_at)
    SELECT DISTINCT lost.place, now() FROM gone, unnest(ARRAY[gone.place, gone.copy_place]) AS lost(place)
    WHERE lost.place IS NOT NULL ON CONFLICT DO NOTHING`.execute(db);
}

/** In this transaction, what was erased once goes again, whatever an older backup says of holds. */
export const erasingAgain = (db: Transaction<Tables>): Promise<unknown> =>
  sql`SELECT set_config('nrm.erasing_again', 'yes', true)`.execute(db);
