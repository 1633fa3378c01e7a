import type { Transaction } from 'kysely';
import { problemOf, standingOf } from '../db/applied.ts';
import type { DatabaseAddress } from '../db/connect.ts';
import { listMigrations, migrate } from '../db/migrate.ts';
import type { Tables } from '../db/tables.ts';
import type { FilePlace } from '../files/place.ts';
import { isFromAnotherCluster, setEpoch } from '../ledger/epoch.ts';
import { readVerifier } from '../ledger/note.ts';
import { verifyIn } from '../ledger/verify.ts';
import { keepContent } from './keep-content.ts';
import { digestOf, fillTable, forgetGoodOnce, type GoodOnce, openForFilling, setSequences } from './store.ts';
import { isEmpty } from './queries.ts';
import type { Head } from './manifest.ts';
import { BackupProblem } from './problem.ts';
import { readSealed } from './sealed-file.ts';
import { inSession, type Session } from '../db/session.ts';
import { walk, type Walked } from './walk.ts';

export interface Restoring {
  /** The migrator's, of an empty database. */
  readonly database: DatabaseAddress;
  readonly place: FilePlace;
  readonly secret: string;
  /** What is good once, such as links in mails, and is not to be good again. */
  readonly goodOnce?: readonly GoodOnce[];
  /** Erases once more what was erased since, or not: answers how many of it the backup had. In this version's tables. */
  readonly eraseAgain?: (db: Transaction<Tables>) => Promise<number>;
  readonly onProgress?: (bytes: number) => void;
}

/** @throws BackupProblem where this version cannot take what the backup holds */
export function refuseForeign({ migrations }: Pick<Head, 'migrations'>): void {
  const standing = standingOf(migrations, listMigrations());
  if (standing === 'newer' || standing === 'of-another-build')
    throw new BackupProblem((problemOf(standing) ?? '').replace('The database', 'The backup'));
}

/**
 * Puts everything back in one transaction: tables of the backup's version, their rows, this version's tables. It ends well
 * only where the ledger verifies and every table is what it was; else, and where the process is killed, the database is as
 * empty as before. Contents that were put back are taken away again where it fails.
 * @throws BackupProblem
 */
export async function restoreBackup(file: string, restoring: Restoring): Promise<Walked> {
  const kept: string[] = [];
  try {
    return await inSession(restoring.database, session =>
      session.db.transaction().execute(db => restoreIn({ ...session, db }, file, restoring, kept)),
    );
  } catch (error) {
    for (const place of kept) await restoring.place.remove(place);
    throw error;
  }
}

async function restoreIn(
  session: Session & { readonly db: Transaction<Tables> },
  file: string,
  { place, secret, goodOnce = [], eraseAgain, onProgress }: Restoring,
  kept: string[],
): Promise<Walked> {
  const { db } = session;
  let close: (() => Promise<void>) | undefined;
  const walked = await walk(readSealed(file, secret, onProgress), {
    begin: async head => {
      if (!(await isEmpty(db)))
        throw new BackupProblem('The database is not empty: a backup is restored into an empty one only.');
      refuseForeign(head);
      await migrate(db, undefined, head.migrations.length);
      close = await openForFilling(db, head);
    },
    table: async (table, rows) => fillTable(session, table, rows),
    tableEnd: async (table, digest) => {
      const found = await digestOf(session, table);
      if (found.rows !== table.rows || found.digest !== digest) throw new Error('A table is not what it was');
    },
    tablesEnd: async head => {
      await close?.();
      await setSequences(db, head.sequences);
      await continueLedger(db, head.ledger);
    },
    file: async (key, content) => {
      if (await keepContent(place, key, content)) kept.push(key);
    },
  });
  await migrate(db);
  await forgetGoodOnce(db, goodOnce);
  // What was put back was verified as it was; what is left of it now must verify too, each payload that is gone as erased.
  if (eraseAgain && (await eraseAgain(db)) > 0) await refuseUnsound(db, walked.head);
  return walked;
}

async function refuseUnsound(db: Transaction<Tables>, { ledger }: Head): Promise<void> {
  const { isSound } = await verifyIn(db, { known: ledger.verifiers.map(readVerifier) });
  if (!isSound && ledger.isSound)
    throw new BackupProblem(
      'The ledger does not verify once what was erased is erased again: nothing was restored.',
    );
}

/** In the backup's epoch, or in the next one where this cluster's transaction numbers lie behind; and it must verify. */
async function continueLedger(db: Transaction<Tables>, ledger: Head['ledger']): Promise<void> {
  await setEpoch(db, ledger.epoch);
  const { isSound, entries, notInTree } = await verifyIn(db, { known: ledger.verifiers.map(readVerifier) });
  if ((!isSound && ledger.isSound) || entries + notInTree !== ledger.entries || entries !== ledger.size)
    throw new BackupProblem('The ledger of the backup does not verify: nothing was restored.');
  if (await isFromAnotherCluster(db)) await setEpoch(db, ledger.epoch + 1);
}
