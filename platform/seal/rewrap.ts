import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { aboutOf } from './envelope.ts';
import { KeyProblem, type KeyService } from './keys.ts';

interface Row {
  readonly seal_id: string;
  readonly record_id: string;
  readonly field: string;
  readonly key_id: string;
  readonly wrapped: Buffer;
}

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
  {
    onProgress,
    step = 200,
  }: { readonly onProgress?: (done: number, total: number) => void; readonly step?: number } = {},
): Promise<Rewrapped> {
  const newest = await keys.newest();
  const { total } = await db
    .selectFrom('seal.data_key')
    .select(eb => eb.fn.countAll<number>().as('total'))
    .where('key_id', '!=', newest)
    .executeTakeFirstOrThrow();
  const left = new Map<string, number>();
  let [rewrapped, seen, after] = [0, 0, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const rows = await db
      .selectFrom('seal.data_key')
      .select(['seal_id', 'record_id', 'field', 'key_id', 'wrapped'])
      .where('key_id', '!=', newest)
      .where('seal_id', '>', after)
      .orderBy('seal_id')
      .limit(step)
      .execute();
    if (rows.length === 0) return { rewrapped, left };
    for (const row of rows) {
      const isDone = await rewrapOne(db, keys, row);
      if (isDone) rewrapped += 1;
      else left.set(row.key_id, (left.get(row.key_id) ?? 0) + 1);
      after = row.seal_id;
      onProgress?.((seen += 1), Math.max(total, seen));
    }
  }
}

/** Whether the data key is wrapped anew. One that was replaced meanwhile is nobody's any more, and counts as done. */
async function rewrapOne(db: Kysely<Tables>, keys: KeyService, row: Row): Promise<boolean> {
  const about = aboutOf({ recordId: row.record_id, field: row.field, sealId: row.seal_id });
  try {
    const { keyId, bytes } = await keys.rewrap({ keyId: row.key_id, bytes: row.wrapped }, about);
    await sql`UPDATE seal.data_key SET key_id = ${keyId}, wrapped = ${bytes}
      WHERE seal_id = ${row.seal_id} AND key_id = ${row.key_id}`.execute(db);
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
): Promise<readonly { readonly keyId: string; readonly values: number; readonly works: boolean }[]> {
  const used = await db
    .selectFrom('seal.data_key')
    .select(['key_id', eb => eb.fn.countAll<number>().as('values')])
    .groupBy('key_id')
    .orderBy('key_id')
    .execute();
  const checked = [];
  for (const { key_id: keyId, values } of used) {
    const one = await db
      .selectFrom('seal.data_key')
      .select(['seal_id', 'record_id', 'field', 'key_id', 'wrapped'])
      .where('key_id', '=', keyId)
      .limit(1)
      .executeTakeFirst();
    checked.push({ keyId, values, works: one !== undefined && (await works(keys, one)) });
  }
  return checked;
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
