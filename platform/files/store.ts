import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { asService } from '../db/transaction.ts';
import type { DataClass } from '../pure/classes.ts';
import type { Holder } from '../seal/rewrap.ts';
import type { Work } from '../work.ts';
import { hasCopy } from './kinds.ts';
import type { Content, Received } from './receive.ts';

/** A content whose owner has not come within this was left behind by a process that ended. */
const ownerWithinHours = 24;

/** `waiting` for the scanner, where there is one. */
export type Scanned = 'waiting' | 'not-scanned' | 'clean' | 'infected';
/** The copy for showing. `none`: of this kind none is made. The last three: none could be made, and why. */
export type CopyState = 'none' | 'waiting' | 'made' | 'too-large' | 'damaged' | 'too-costly';

/** Says that a content is about to be written, so that it is removed where nothing comes to own it. */
export const noteUnowned = (db: Kysely<Tables>, place: string): Promise<void> =>
  asService(db, 'files', async transaction => {
    await transaction
      .insertInto('files.unowned')
      .values({ place, remove_at: sql<Date>`now() + make_interval(hours => ${ownerWithinHours})` })
      .execute();
  });

export const forgetUnowned = (db: Kysely<Tables>, place: string): Promise<void> =>
  asService(db, 'files', transaction => own(transaction, place));

async function own(db: Transaction<Tables>, place: string): Promise<void> {
  await db.deleteFrom('files.unowned').where('place', '=', place).execute();
}

/** Makes what was received a file of the record; answers its id. */
export async function keepFile(
  work: Work,
  recordId: string,
  dataClass: DataClass,
  received: Received,
): Promise<string> {
  const fileId = work.newId();
  await own(work.db, received.place);
  await work.db
    .insertInto('files.file')
    .values({
      file_id: fileId,
      record_id: recordId,
      data_class: dataClass,
      kind: received.kind,
      size: received.size,
      sha256: received.sha256,
      place: received.place,
      key_id: received.wrapped.keyId,
      wrapped: received.wrapped.bytes,
      added_at: work.now.toString(),
      scan: received.scan,
      copy: hasCopy(received.kind) ? 'waiting' : 'none',
    })
    .execute();
  return fileId;
}

/** Files go for good: with their rows the keys of their contents are gone, and the contents follow. Answers how many. */
export async function dropFiles(work: Work, fileIds: readonly string[]): Promise<number> {
  if (fileIds.length === 0) return 0;
  const gone = await work.db
    .deleteFrom('files.file')
    .where(sql<boolean>`file_id = ANY (${[...fileIds]}::uuid[])`)
    .returning(['place', 'copy_place'])
    .execute();
  const places = new Set(gone.flatMap(row => [row.place, row.copy_place]).filter(place => place !== null));
  if (places.size > 0)
    await work.db
      .insertInto('files.unowned')
      .values([...places].map(place => ({ place, remove_at: work.now.toString() })))
      .execute();
  return gone.length;
}

/** What a job needs to know of a file. Undefined where it has gone meanwhile. */
export interface Unexamined {
  readonly kind: string;
  readonly content: Content;
  readonly scan: Scanned;
  readonly copy: CopyState;
}

export const findUnexamined = (db: Kysely<Tables>, fileId: string): Promise<Unexamined | undefined> =>
  asService(db, 'files', async transaction => {
    const row = await transaction
      .selectFrom('files.file')
      .select(['kind', 'place', 'key_id', 'wrapped', 'scan', 'copy'])
      .where('file_id', '=', fileId)
      .executeTakeFirst();
    return (
      row && {
        kind: row.kind,
        content: { place: row.place, wrapped: { keyId: row.key_id, bytes: row.wrapped } },
        scan: row.scan as Scanned,
        copy: row.copy as CopyState,
      }
    );
  });

export const saveScan = (
  db: Kysely<Tables>,
  fileId: string,
  scan: Exclude<Scanned, 'waiting'>,
): Promise<void> =>
  asService(db, 'files', async transaction => {
    await transaction
      .updateTable('files.file')
      .set({ scan, ...(scan === 'infected' && { copy: 'none' }) })
      .where('file_id', '=', fileId)
      .where('scan', '=', 'waiting')
      .execute();
  });

export interface MadeCopy extends Content {
  readonly kind: string;
  readonly size: number;
}

/** What became of the copy; it is owned by the file if and only if the file still waits for it. */
export const saveCopy = (
  db: Kysely<Tables>,
  fileId: string,
  copy: MadeCopy | Exclude<CopyState, 'none' | 'waiting' | 'made'>,
): Promise<void> =>
  asService(db, 'files', async transaction => {
    const done = await transaction
      .updateTable('files.file')
      .set(
        typeof copy === 'string'
          ? { copy }
          : {
              copy: 'made',
              copy_kind: copy.kind,
              copy_size: copy.size,
              copy_place: copy.place,
              copy_key_id: copy.wrapped.keyId,
              copy_wrapped: copy.wrapped.bytes,
            },
      )
      .where('file_id', '=', fileId)
      .where('copy', '=', 'waiting')
      .executeTakeFirst();
    if (typeof copy !== 'string' && done.numUpdatedRows > 0n) await own(transaction, copy.place);
  });

/** Contents to remove now, at most so many. */
export const listUnowned = (db: Kysely<Tables>, limit: number): Promise<readonly string[]> =>
  asService(db, 'files', async transaction => {
    const rows = await transaction
      .selectFrom('files.unowned')
      .select('place')
      .where('remove_at', '<=', sql<Date>`now()`)
      .limit(limit)
      .execute();
    return rows.map(row => row.place);
  });

/** Where the wrapped keys of contents are, for rotating and checking keys: those of originals, and those of copies. */
export const contentKeys: readonly Holder[] = [
  {
    rows: sql`SELECT place AS seal_id, place AS record_id, 'content' AS field, key_id, wrapped FROM files.file`,
    replace: (row, { keyId, bytes }) => sql`UPDATE files.file SET key_id = ${keyId}, wrapped = ${bytes}
      WHERE place = ${row.seal_id} AND key_id = ${row.key_id}`,
  },
  {
    rows: sql`SELECT copy_place AS seal_id, copy_place AS record_id, 'content' AS field, copy_key_id AS key_id,
      copy_wrapped AS wrapped FROM files.file WHERE copy_place IS NOT NULL`,
    replace: (
      row,
      { keyId, bytes },
    ) => sql`UPDATE files.file SET copy_key_id = ${keyId}, copy_wrapped = ${bytes}
      WHERE copy_place = ${row.seal_id} AND copy_key_id = ${row.key_id}`,
  },
];
