import { readFileSync, statSync } from 'node:fs';
import { passwordKeys } from '../contexts/organisations/public.ts';
import { checkBackup } from '../platform/backup/check.ts';
import { BackupProblem } from '../platform/backup/problem.ts';
import { refuseForeign, restoreBackup } from '../platform/backup/restore.ts';
import type { GoodOnce } from '../platform/backup/store.ts';
import { type Step, takeBackup } from '../platform/backup/take.ts';
import type { Walked } from '../platform/backup/walk.ts';
import type { DatabaseAddress } from '../platform/db/connect.ts';
import { eraseAgain } from '../platform/erasure/erase.ts';
import { ErasuresProblem, openErasures } from '../platform/erasure/list.ts';
import { findPlace } from '../platform/db/place.ts';
import { ServerProblem } from '../platform/db/server-problem.ts';
import { verifierOf } from '../platform/ledger/note.ts';
import { shortestPassphrase } from '../platform/seal/recovery.ts';
import { clock } from './clock.ts';
import { compose, erasers } from './compose.ts';
import type { Config } from './config.ts';
import { restoreFolder } from './data-folder.ts';
import { parseUrl, prepareDatabase } from './database.ts';
import { placeFor } from './files.ts';

/** Links that somebody was sent: after a restore they are sent anew. */
export const goodOnce: readonly GoodOnce[] = [
  { table: 'organisations.founder', columns: ['link_digest', 'link_ends_at'] },
  { table: 'organisations.set_up', columns: ['link_digest', 'link_ends_at'] },
  // A system that was ended since the backup must not come back with it: each gets a new secret.
  { table: 'organisations.client_secret', columns: ['digest'] },
  { table: 'organisations.registrant', columns: ['link_digest', 'link_ends_at'] },
];

type OnProgress = (step: Step, done: number, total: number) => void;

/** The passphrase of backups. @throws BackupProblem */
export function backupSecret({ backupKeyFile: file }: Pick<Config, 'backupKeyFile'>): string {
  if (file === undefined)
    throw new BackupProblem(
      'NRM_BACKUP_KEY_FILE is missing: a file with the passphrase of backups, for example from: openssl rand -base64 48',
    );
  const secret = readSecret(file);
  if (secret === undefined || secret.length < shortestPassphrase || secret.includes('\n'))
    throw new BackupProblem(
      `NRM_BACKUP_KEY_FILE must name a file with one line of at least ${shortestPassphrase} characters.`,
    );
  if ((statSync(file).mode & 0o077) !== 0)
    throw new BackupProblem('NRM_BACKUP_KEY_FILE names a file that others can read: chmod 600 it.');
  return secret;
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** `./opennrm backup FILE`: all that there is at this moment, while people go on working. @throws BackupProblem */
export function backupTo(
  file: string,
  config: Config,
  at: { readonly database: DatabaseAddress; readonly folder: string },
  onProgress: OnProgress,
): Promise<Walked> {
  return takeBackup(file, {
    database: at.database,
    place: placeFor(config, at.folder),
    secret: backupSecret(config),
    moreKeys: [passwordKeys],
    verifiers: [config.ledgerSigner.verifier, ...config.ledgerOlderKeys.map(verifierOf)],
    onProgress,
  });
}

/** `./opennrm restore FILE`: the whole file is checked before anything is touched. @throws BackupProblem, ServerProblem */
export async function restoreFrom(
  file: string,
  config: Config,
  onProgress: OnProgress,
  isCheckOnly = false,
): Promise<Walked> {
  const secret = backupSecret(config);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const checked = await checkBackup(file, secret, done => onProgress('checking', done, size));
  refuseForeign(checked.head);
  if (isCheckOnly) return checked;
  const again = await erasedSince(config);
  const restore = (database: DatabaseAddress, folder: string) =>
    restoreBackup(file, {
      database,
      place: placeFor(config, folder),
      secret,
      goodOnce,
      ...(again && { eraseAgain: again }),
      onProgress: done => onProgress('copying', done, size),
    });
  if (config.setting === 'production') return restore(migratorOf(config), config.dataDir);
  const { place: folder } = findPlace(config.dataDir, config.dataDirIsChosen);
  return restoreFolder(folder, async () => {
    const opened = await prepareDatabase(config);
    try {
      return await restore(opened.migrator, opened.folder);
    } finally {
      await opened.close();
    }
  });
}

/** What the list of erasures says. @throws BackupProblem where it cannot be read: people who were erased would be back */
async function erasedSince({ erasuresFile, packFolder }: Config) {
  if (erasuresFile === undefined)
    throw new BackupProblem(
      'NRM_ERASURES is missing: the list of what was erased, so that it stays erased (docs/guides/retention.md).',
    );
  const { erased } = listOf(erasuresFile);
  if (erased.length === 0) return undefined;
  const { pack, projections } = await compose(packFolder);
  const parts = { pack, projections, erasers, newId: clock.newId, now: clock.now() };
  return (db: Parameters<typeof eraseAgain>[0]) => eraseAgain(db, parts, erased);
}

function listOf(file: string) {
  try {
    return openErasures(file);
  } catch (error) {
    if (error instanceof ErasuresProblem) throw new BackupProblem(error.message);
    throw error;
  }
}

function migratorOf({ database }: Config): DatabaseAddress {
  if (!database?.migrationUrl)
    throw new ServerProblem(
      'NRM_MIGRATION_URL is missing: the address of the database as the role nrm_migrator.',
    );
  return parseUrl(database.migrationUrl);
}
