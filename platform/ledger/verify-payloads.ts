import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { type DataClass, dataClasses } from '../pure/classes.ts';
import { type Digests, payloadDigest } from './digest.ts';
import { erasureType, namesErased } from './erase.ts';
import type { Findings } from './findings.ts';
import { parseBody } from './read.ts';
import { payloadTable } from './rows.ts';

/** An entry whose payloads are to be checked; `leafIndex` where it has a place in the tree. */
export interface Checked {
  readonly leafIndex: number | undefined;
  readonly entryId: string;
  readonly recordId: string;
  readonly type: string;
  readonly digests: Digests;
}

interface PayloadRow {
  readonly entry_id: string;
  readonly salt: Buffer;
  readonly body: string;
}

/** Checks the payloads of a page of entries against their digests. Returns how many were lawfully erased. */
export async function checkPayloads(
  db: Transaction<Tables>,
  entries: readonly Checked[],
  findings: Findings,
): Promise<number> {
  const gone: { readonly entry: Checked; readonly dataClass: DataClass }[] = [];
  for (const dataClass of dataClasses) {
    const holders = entries.filter(entry => entry.digests[dataClass] !== undefined);
    if (holders.length === 0) continue;
    const found = await sql<PayloadRow>`
      SELECT entry_id, salt, body FROM ${payloadTable(dataClass)}
      WHERE entry_id = ANY (${holders.map(entry => entry.entryId)}::uuid[])`.execute(db);
    const byEntry = new Map(found.rows.map(row => [row.entry_id, row]));
    for (const entry of holders) {
      const payload = byEntry.get(entry.entryId);
      if (!payload) gone.push({ entry, dataClass });
      else if (payloadDigest(payload.salt, dataClass, payload.body) !== entry.digests[dataClass])
        findings.add({ what: 'payload-altered', ...named(entry) });
    }
  }
  return gone.length === 0 ? 0 : countErased(db, gone, findings);
}

async function countErased(
  db: Transaction<Tables>,
  gone: readonly { readonly entry: Checked; readonly dataClass: DataClass }[],
  findings: Findings,
): Promise<number> {
  const records = [...new Set(gone.map(({ entry }) => entry.recordId))];
  const erasures = await sql<{ record_id: string; body: string }>`
    SELECT entry.record_id, body FROM ledger.entry JOIN ledger.payload_process USING (entry_id)
    WHERE entry.record_id = ANY (${records}::uuid[]) AND kind = 'change' AND type = ${erasureType}`.execute(
    db,
  );
  const said = Map.groupBy(erasures.rows, row => row.record_id);
  let erased = 0;
  for (const { entry, dataClass } of gone) {
    const isNamed = (said.get(entry.recordId) ?? []).some(row =>
      namesErased(parseBody(row.body), entry.entryId, dataClass),
    );
    if (isNamed) erased += 1;
    else findings.add({ what: 'payload-gone', ...named(entry) });
  }
  return erased;
}

/** Payloads that no entry accounts for, or that stand under a record that is not their entry's. */
export async function findStrays(db: Transaction<Tables>, findings: Findings): Promise<void> {
  for (const dataClass of dataClasses) {
    const found = await sql<{
      entry_id: string;
      type: string | null;
      leaf_index: number | null;
      strays: number;
    }>`
      SELECT held.entry_id, entry.type, leaf.leaf_index, count(*) OVER () AS strays
      FROM ${payloadTable(dataClass)} AS held
        LEFT JOIN ledger.entry USING (entry_id) LEFT JOIN ledger.leaf USING (entry_id)
      WHERE entry.entry_id IS NULL OR entry.record_id <> held.record_id OR NOT jsonb_exists(entry.digests, ${dataClass})
      ORDER BY leaf.leaf_index NULLS LAST LIMIT 1`.execute(db);
    const [first] = found.rows;
    if (!first) continue;
    const { entry_id: entryId, type, leaf_index: leafIndex, strays } = first;
    findings.add(
      { what: 'payload-stray', entryId, type: type ?? undefined, leafIndex: leafIndex ?? undefined },
      strays,
    );
  }
}

export const named = ({ leafIndex, entryId, recordId, type }: Checked) => ({
  leafIndex,
  entryId,
  recordId,
  type,
});
