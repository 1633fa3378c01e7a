import { link, rename, rm, stat } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { type DatabaseAddress } from '../db/connect.ts';
import { listApplied } from '../db/applied.ts';
import type { Tables } from '../db/tables.ts';
import type { FilePlace } from '../files/place.ts';
import { rootOf } from '../ledger/merkle.ts';
import { readVerifier } from '../ledger/note.ts';
import { readFrontier, treeSize } from '../ledger/stored-tree.ts';
import { verifyIn } from '../ledger/verify.ts';
import { checkBackup, type Checked } from './check.ts';
import { contentOf } from './contents.ts';
import { copyOut } from './copy.ts';
import { writeData, writeNote } from './frames.ts';
import type { Head } from './manifest.ts';
import { BackupProblem } from './problem.ts';
import type { Holder } from '../seal/rewrap.ts';
import { digesting, digestRows } from './rows-digest.ts';
import { writeSealed } from './sealed-file.ts';
import { inSession, type Session } from '../db/session.ts';
import {
  copyFrom,
  countRows,
  listKeyIds,
  listPlaces,
  listTables,
  readMoment,
  readSequences,
} from './queries.ts';

export interface Taking {
  /** The migrator's, which reads every row. */
  readonly database: DatabaseAddress;
  readonly place: FilePlace;
  readonly secret: string;
  /** Public keys that may have signed checkpoints. */
  readonly verifiers: readonly string[];
  /** Where contexts keep keys that the key service wrapped, beside the platform's own. */
  readonly moreKeys?: readonly Holder[];
  /** Tables that no backup holds, beside the platform's own. */
  readonly leftOut?: readonly string[];
  readonly onProgress?: (what: Step, done: number, total: number) => void;
}
export type Step = 'verifying' | 'copying' | 'checking';

/**
 * Writes a backup of everything as it stands at one moment, while people go on working, and reads it back. The file gets its
 * name when it is whole and checked.
 * @throws BackupProblem
 */
export async function takeBackup(file: string, taking: Taking): Promise<Checked> {
  await refuseIfThere(file);
  const draft = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    await inSession(taking.database, session =>
      session.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(db => writeSealed(draft, taking.secret, tellAll({ ...session, db }, taking))),
    );
    const { size } = await stat(draft);
    const checked = await checkBackup(draft, taking.secret, done =>
      taking.onProgress?.('checking', done, size),
    );
    await giveName(draft, file);
    return checked;
  } catch (error) {
    throw problemOf(error, file) ?? error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function refuseIfThere(file: string): Promise<void> {
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  if (isThere) throw taken(file);
}

const taken = (file: string) =>
  new BackupProblem(`${file} is there already, and is not written over. Name another file.`);

/** A name that somebody took meanwhile stays theirs; where the disk knows no second names, a moment of doubt remains. */
async function giveName(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw taken(file);
    await refuseIfThere(file);
    await rename(draft, file);
  }
}

function problemOf(error: unknown, file: string): BackupProblem | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return new BackupProblem(`The disk is full: ${file} was not written.`);
  if (code === 'EACCES' || code === 'ENOENT' || code === 'EROFS' || code === 'ENOTDIR')
    return new BackupProblem(`${file} cannot be written. Name a file in a folder that you may write.`);
  return undefined;
}

async function* tellAll(
  session: Session & { readonly db: Transaction<Tables> },
  taking: Taking,
): AsyncGenerator<Buffer> {
  const places = await listPlaces(session.db);
  const head = await describe(session.db, taking, places.length);
  yield writeNote(head);
  const total = head.tables.reduce((sum, { rows }) => sum + rows, 0) + places.length;
  let done = 0;
  const tell = () => taking.onProgress?.('copying', done, total);
  for (const table of head.tables) {
    yield writeNote({ is: 'table', name: table.name });
    const digest = digestRows();
    for await (const piece of digesting(copyOut(session.client, copyFrom(table)), digest)) {
      yield* writeData(piece);
      taking.onProgress?.('copying', done + digest.result().rows, total);
    }
    const { rows, digest: said } = digest.result();
    if (rows !== table.rows) throw new Error('A table was counted and copied differently');
    yield writeNote({ is: 'table-end', rows, digest: said });
    done += rows;
    tell();
  }
  for (const place of places) {
    yield* contentOf(place, taking);
    done += 1;
    tell();
  }
  yield writeNote({ is: 'end' });
}

async function describe(
  db: Transaction<Tables>,
  { verifiers, leftOut, moreKeys, onProgress }: Taking,
  files: number,
): Promise<Head> {
  const verified = await verifyIn(db, {
    known: verifiers.map(readVerifier),
    onProgress: (done, total) => onProgress?.('verifying', done, total),
  });
  const size = await treeSize(db);
  const tables = [];
  for (const table of await listTables(db, leftOut))
    tables.push({ ...table, columns: [...table.columns], rows: await countRows(db, table) });
  const { madeAt, epoch } = await readMoment(db);
  return {
    is: 'begin',
    madeAt,
    migrations: (await listApplied(db)).map(({ name, digest }) => ({ name, digest: digest ?? '' })),
    tables,
    sequences: await readSequences(db),
    ledger: {
      size,
      root: rootOf(await readFrontier(db, size)).toString('hex'),
      epoch,
      entries: verified.entries + verified.notInTree,
      isSound: verified.isSound,
      verifiers: [...verifiers],
    },
    keyIds: await listKeyIds(db, moreKeys),
    files,
  };
}
