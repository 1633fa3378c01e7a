import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';

export interface Imported {
  readonly key: Buffer;
  readonly file: Buffer;
  readonly row: number;
}

/** Which of these rows were imported by the viewer's team, by their keys in hex. */
export async function findImported(
  work: Work,
  keys: readonly Buffer[],
): Promise<ReadonlyMap<string, Omit<Imported, 'key'>>> {
  const { rows } = await sql<Imported>`
    SELECT key, file, row FROM referrals.imported WHERE team_id = ${work.viewer.team.id} AND key = ANY (${keys}::bytea[])`.execute(
    work.db,
  );
  return new Map(rows.map(({ key, file, row }) => [key.toString('hex'), { file, row }]));
}

/** Fails where another import of the same row was faster (`isImportClash`). In the order of keys, so that two wait one way. */
export async function saveImported(
  work: Work,
  imported: readonly (Imported & { readonly recordId: string })[],
): Promise<void> {
  const sorted = imported.toSorted((one, other) => Buffer.compare(one.key, other.key));
  await sql`
    INSERT INTO referrals.imported (team_id, key, record_id, file, row)
    SELECT ${work.viewer.team.id}::uuid, given.key, given.record_id, given.file, given.row
    FROM unnest(${sorted.map(({ key }) => key)}::bytea[], ${sorted.map(({ recordId }) => recordId)}::uuid[],
      ${sorted.map(({ file }) => file)}::bytea[], ${sorted.map(({ row }) => row)}::integer[]) AS given (key, record_id, file, row)`.execute(
    work.db,
  );
}

export const isImportClash = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  'table' in error &&
  error.table === 'imported';
