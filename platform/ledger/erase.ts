import { sql } from 'kysely';
import { type DataClass, dataClasses } from '../pure/classes.ts';
import type { JsonObject } from '../pure/json.ts';
import { append, type RecordAt, type Writing } from './append.ts';
import type { StoredEntry } from './entry.ts';
import { payloadTable } from './rows.ts';

export const erasureType = 'payloads-erased';

export interface Erasure {
  readonly entryId: string;
  /** `trail`: what a sight says of itself. */
  readonly classes: readonly DataClass[];
}

/**
 * Destroys payloads with their salts, and says so in the ledger: entry, classes and legal basis, never content. Verification
 * takes a payload that is gone for erased only where such an entry names it. Projected copies are erased by
 * projections of `payloads-erased`. `work.db` is the migrator's: the application can delete nothing.
 * @throws VersionConflict
 */
export async function erasePayloads(
  work: Writing,
  record: RecordAt,
  erased: readonly Erasure[],
  basis: string,
): Promise<StoredEntry[]> {
  await refuseErasingErasures(work, erased);
  const said = { erased: erased.map(({ entryId, classes }) => ({ entryId, classes: [...classes] })), basis };
  const stored = await append(work, record, [{ type: erasureType, payload: { process: said } }]);
  for (const dataClass of dataClasses) {
    const entryIds = erased.filter(each => each.classes.includes(dataClass)).map(each => each.entryId);
    if (entryIds.length === 0) continue;
    // What is sealed in a payload goes with it: without its data key no copy of the ciphertext can be opened, wherever it lies.
    await sql`
      DELETE FROM seal.data_key AS key USING ${payloadTable(dataClass)} AS held
      WHERE key.record_id = ${record.recordId} AND held.record_id = key.record_id
        AND held.entry_id = ANY (${entryIds}::uuid[]) AND strpos(held.body, key.seal_id::text) > 0
    `.execute(work.db);
    // So do the files that it names: their keys at once, and their contents from the store when the worker comes by.
    await sql`
      WITH gone AS (
        DELETE FROM files.file AS file USING ${payloadTable(dataClass)} AS held
        WHERE file.record_id = ${record.recordId} AND file.data_class = ${dataClass}
          AND held.record_id = file.record_id AND held.entry_id = ANY (${entryIds}::uuid[])
          AND strpos(held.body, file.file_id::text) > 0
        RETURNING file.place, file.copy_place)
      INSERT INTO files.unowned (place, remove_at)
      SELECT DISTINCT lost.place, now() FROM gone, unnest(ARRAY[gone.place, gone.copy_place]) AS lost(place)
      WHERE lost.place IS NOT NULL ON CONFLICT DO NOTHING
    `.execute(work.db);
    await sql`
      DELETE FROM ${payloadTable(dataClass)} WHERE record_id = ${record.recordId} AND entry_id = ANY (${entryIds}::uuid[])
    `.execute(work.db);
  }
  return stored;
}

/** What an erasure says of itself holds no content, and is what proves the others lawful. */
async function refuseErasingErasures(work: Writing, erased: readonly Erasure[]): Promise<void> {
  const ids = erased.map(each => each.entryId);
  const found = await sql`
    SELECT 1 FROM ledger.entry WHERE entry_id = ANY (${ids}::uuid[]) AND type = ${erasureType}`.execute(
    work.db,
  );
  if (found.rows.length > 0) throw new TypeError('an erasure cannot itself be erased');
}

/** Whether an erasure's process payload names this payload. */
export function namesErased(body: JsonObject, entryId: string, dataClass: string): boolean {
  const erased = Array.isArray(body['erased']) ? body['erased'] : [];
  return erased.some(
    (each: JsonObject) =>
      each['entryId'] === entryId && Array.isArray(each['classes']) && each['classes'].includes(dataClass),
  );
}
