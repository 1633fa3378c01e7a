import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { aboutOf } from './envelope.ts';
import { KeyProblem, type KeyService, type Wrapped } from './keys.ts';

interface Row {
  readonly seal_id: string;
  readonly record_id: string;
  readonly field: string;
  readonly key_id: string;
  readonly wrapped: Buffer;
}

/** A table that holds wrapped data keys, as rows of `Row`; and how one of them is replaced while it is what it was. */
export interface Holder {
  readonly rows: RawBuilder<Row>;
  readonly replace: (row: Pick<Row, 'seal_id' | 'key_id'>, by: Wrapped) => RawBuilder<unknown>;
}

export const sealedValues: Holder = {
  rows: sql`SELECT seal_id, record_id, field, key_id, wrapped FROM seal.data_key`,
  replace: (row, { keyId, bytes }) => sql`UPDATE seal.data_key SET key_id = ${keyId}, wrapped = ${bytes}
    WHERE seal_id = ${row.seal_id} AND key_id = ${row.key_id}`,
};

export interface Rewrapped {
  readonly rewrapped: number;
  /** How many could not be, by the key that wrapped them. They stay as they were. */
  readonly left: ReadonlyMap<string, number>;
}

/**
 * Wraps with the newest key what older ones wrapped, without opening any value: the ciphertexts stay as they are. Small steps,
 * each committed, so that it may be interrupted and begun again, and nobody waits for it. `db` is the migrator's.
 * @throws KeyProblem where the key service does not answer
 */
export async function rewrapAll(
  db: Kysely<Tables>,
  keys: KeyService,
  holders: readonly Holder[],
  {
    onProgress,
    step = 200,
  }: { readonly onProgress?: (done: number, total: number) => void; readonly step?: number } = {},
): Promise<Rewrapped> {
  const newest = await keys.newest();
  let total = 0;
  for (const { rows } of holders) {
    const counted = await sql<{
      total: string;
    }>`SELECT count(*) AS total FROM (${rows}) AS held WHERE key_id <> ${newest}`.execute(db);
    total += Number(counted.rows[0]?.total);
  }
  const left = new Map<string, number>();
  let [rewrapped, seen] = [0, 0];
  for (const holder of holders)
    for await (const row of olderThan(db, holder, newest, step)) {
      const isDone = await rewrapOne(db, keys, holder, row);
      if (isDone) rewrapped += 1;
      else left.set(row.key_id, (left.get(row.key_id) ?? 0) + 1);
      onProgress?.((seen += 1), Math.max(total, seen));
    }
  return { rewrapped, left };
}

async function* olderThan(
  db: Kysely<Tables>,
  holder: Holder,
  newest: string,
  step: number,
): AsyncGenerator<Row> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<Row>`SELECT * FROM (${holder.rows}) AS held
      WHERE key_id <> ${newest} AND seal_id > ${after} ORDER BY seal_id LIMIT ${step}`.execute(db);
    if (rows.length === 0) return;
    yield* rows;
    after = rows.at(-1)?.seal_id ?? after;
  }
}

/** Whether the data key is wrapped anew. One that was replaced meanwhile is nobody's any more, and counts as done. */
async function rewrapOne(db: Kysely<Tables>, keys: KeyService, holder: Holder, row: Row): Promise<boolean> {
  const about = aboutOf({ recordId: row.record_id, field: row.field, sealId: row.seal_id });
  try {
    const wrapped = await keys.rewrap({ keyId: row.key_id, bytes: row.wrapped }, about);
    await holder.replace(row, wrapped).execute(db);
    return true;
  } catch (error) {
    if (error instanceof KeyProblem && error.kind !== 'keys-unreachable') return false;
    throw error;
  }
}

/** How many values each key wrapped, and whether the service can still unwrap what it did. */
export async function checkKeys(
  db: Kysely<Tables>,
  keys: KeyService,
  holders: readonly Holder[],
): Promise<readonly { readonly keyId: string; readonly values: number; readonly works: boolean }[]> {
  const checked = new Map<string, { values: number; works: boolean }>();
  for (const { rows } of holders) {
    const used = await sql<
      Row & { readonly held_values: string }
    >`SELECT DISTINCT ON (key_id) *, count(*) OVER (PARTITION BY key_id) AS held_values FROM (${rows}) AS held
      ORDER BY key_id, seal_id`.execute(db);
    for (const row of used.rows) {
      const before = checked.get(row.key_id) ?? { values: 0, works: true };
      const isThere = await works(keys, row);
      checked.set(row.key_id, {
        values: before.values + Number(row.held_values),
        works: before.works && isThere,
      });
    }
  }
  return [...checked]
    .map(([keyId, of]) => ({ keyId, ...of }))
    .toSorted((a, b) => (a.keyId < b.keyId ? -1 : 1));
}

async function works(keys: KeyService, row: Row): Promise<boolean> {
  const about = aboutOf({ recordId: row.record_id, field: row.field, sealId: row.seal_id });
  try {
    (await keys.unwrap({ keyId: row.key_id, bytes: row.wrapped }, about)).fill(0);
    return true;
  } catch (error) {
    if (error instanceof KeyProblem && error.kind !== 'keys-unreachable') return false;
    throw error;
  }
}
