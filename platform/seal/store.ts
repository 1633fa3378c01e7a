import { sql } from 'kysely';
import type { DataClass } from '../pure/classes.ts';
import type { Work } from '../work.ts';
import type { Wrapped } from './keys.ts';
import type { About } from './envelope.ts';

export interface KeptDataKey extends About {
  readonly dataClass: DataClass;
  readonly wrapped: Wrapped;
}

export async function saveDataKeys(work: Work, keys: readonly KeptDataKey[]): Promise<void> {
  if (keys.length === 0) return;
  await work.db
    .insertInto('seal.data_key')
    .values(
      keys.map(({ sealId, recordId, field, dataClass, wrapped }) => ({
        seal_id: sealId,
        record_id: recordId,
        field,
        data_class: dataClass,
        key_id: wrapped.keyId,
        wrapped: wrapped.bytes,
      })),
    )
    .execute();
}

/** The wrapped data key of a value: row-level security shows it to those on duty, who hold its class. */
export async function findDataKey(
  work: Work,
  { sealId, recordId, field }: About,
): Promise<Wrapped | undefined> {
  const row = await work.db
    .selectFrom('seal.data_key')
    .select(['key_id', 'wrapped'])
    .where('seal_id', '=', sealId)
    .where('record_id', '=', recordId)
    .where('field', '=', field)
    .executeTakeFirst();
  return row && { keyId: row.key_id, bytes: row.wrapped };
}

/** Forgets the data keys of a draft's fields but for those to be kept: nobody can open those values any more. */
export async function forgetDataKeys(
  work: Work,
  recordId: string,
  { fields, keep }: { readonly fields: readonly string[]; readonly keep: readonly string[] },
): Promise<void> {
  if (fields.length === 0) return;
  await work.db
    .deleteFrom('seal.data_key')
    .where('record_id', '=', recordId)
    .where(sql<boolean>`field = ANY (${[...fields]}::text[]) AND seal_id <> ALL (${[...keep]}::uuid[])`)
    .execute();
}
