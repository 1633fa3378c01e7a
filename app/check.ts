import { randomUUID } from 'node:crypto';
import { hasDemonstrationAccounts } from '../contexts/organisations/public.ts';
import { connect, type Connection } from '../platform/db/connect.ts';
import { findUnfit, isAboveRowSecurity } from '../platform/db/fitness.ts';
import { ServerProblem } from '../platform/db/server-problem.ts';
import { asService } from '../platform/db/transaction.ts';
import { BackupProblem } from '../platform/backup/problem.ts';
import type { FilePlace } from '../platform/files/place.ts';
import { findUnknownSigner, unknownKey } from '../platform/ledger/signers.ts';
import { backupSecret } from './backup.ts';
import type { Config } from './config.ts';
import { parseUrl } from './database.ts';
import { placeFor } from './files.ts';
import { openKeys } from './keys.ts';

/**
 * What stands against serving, one line for each thing, all at once: beyond the settings themselves, what they lead to.
 * Leaves nothing behind.
 */
export async function findFaults(config: Config): Promise<readonly string[]> {
  const asked = await Promise.all([
    faultOfDatabase(config),
    faultOfMigrator(config),
    problemIn(openKeys(config)),
    problemIn(tryPlace(placeFor(config, config.dataDir))),
    problemIn((async () => config.backupKeyFile && backupSecret(config))()),
  ]);
  return asked.flat();
}

/** The line that says what is wrong; whatever else was thrown has words of its own, which may hold what somebody typed. */
async function problemIn(asked: Promise<unknown>): Promise<readonly string[]> {
  try {
    await asked;
    return [];
  } catch (error) {
    if (error instanceof ServerProblem || error instanceof BackupProblem) return [error.message];
    throw error;
  }
}

async function faultOfDatabase(config: Config): Promise<readonly string[]> {
  if (!config.database) return ['DATABASE_URL is missing: the address of a PostgreSQL 16 or newer.'];
  return withConnection(config.database.url, 'DATABASE_URL', async db => {
    const unfit = await findUnfit(db);
    if (unfit !== undefined) return [unfit];
    const stranger = await findUnknownSigner(db, config.ledgerSigner, config.ledgerOlderKeys);
    const isDemonstration =
      config.setting === 'production' && (await asService(db, 'sign-in', hasDemonstrationAccounts));
    return [
      ...(isDemonstration ? [demonstrationRefused] : []),
      ...(stranger === undefined ? [] : [unknownKey(stranger)]),
    ];
  });
}

const demonstrationRefused =
  'This database holds demonstration accounts, which production refuses. Use another database.';

/** The migrator acts as the owner, yet no more than row-level security lets it. */
async function faultOfMigrator(config: Config): Promise<readonly string[]> {
  const url = config.setting === 'production' ? config.database?.migrationUrl : undefined;
  if (url === undefined) return [];
  return withConnection(url, 'NRM_MIGRATION_URL', async db =>
    (await isAboveRowSecurity(db))
      ? ['The role of NRM_MIGRATION_URL is a superuser or bypasses row-level security. Use nrm_migrator.']
      : [],
  );
}

async function withConnection(
  url: string,
  name: string,
  ask: (db: Connection['db']) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const connection = connect({ ...parseUrl(url), max: 2, connectionTimeoutMillis: 10_000 });
  try {
    return await ask(connection.db);
  } catch {
    return [
      `The database of ${name} does not answer, or refuses the name or password. Start it, or correct it.`,
    ];
  } finally {
    await connection.close();
  }
}

/** Writes something, reads it and takes it away. */
async function tryPlace(place: FilePlace): Promise<void> {
  const key = randomUUID();
  const refused = new ServerProblem(
    'The store of files (NRM_FILES_DIR, NRM_S3_URL) cannot be written and read. Correct the setting, or who may write there.',
  );
  try {
    await place.put(key, once());
    for await (const piece of place.get(key)) if (piece.length === 0) throw refused;
    await place.remove(key);
  } catch {
    throw refused;
  }
}

async function* once(): AsyncGenerator<Buffer> {
  yield Buffer.of(1);
}
