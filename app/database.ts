import { keepLegalGrounds } from '../platform/access/legal-grounds.ts';
import { connect, type DatabaseAddress } from '../platform/db/connect.ts';
import { migrate } from '../platform/db/migrate.ts';
import { prepareRoles, rolesOf, type RoleUrls } from '../platform/db/roles.ts';
import { findServer, startServer } from '../platform/db/server.ts';
import { problemOfDisk, ServerProblem } from '../platform/db/server-problem.ts';
import { ensureEpoch } from '../platform/ledger/epoch.ts';
import type { Pack } from '../platform/pack/pack.ts';
import type { Config } from './config.ts';
import { lockFolder, refuseHalfRestored } from './data-folder.ts';

export interface OpenDatabase extends RoleUrls {
  /** Where data is kept; another folder than was asked for where that could not be reached. */
  readonly folder: string;
  readonly notice: string | undefined;
  close(): Promise<void>;
}

/**
 * The evaluation setting's database: the one of DATABASE_URL, whose role must be allowed to make roles, or a PostgreSQL of
 * our own in the data folder. Roles are made and migrations are done.
 * @throws ServerProblem
 */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const opened = await prepareDatabase(config);
  try {
    refuseHalfRestored(opened.folder);
    await migrateAs(opened.migrator, config.database ? undefined : opened.folder);
    return opened;
  } catch (error) {
    await opened.close();
    throw problemOfDisk(error, config.dataDir) ?? error;
  }
}

/**
 * The same with roles alone: what is in it, and whether anything is, was not looked at.
 * @throws ServerProblem
 */
export async function prepareDatabase(config: Config): Promise<OpenDatabase> {
  const lock = lockFolder(config.dataDir);
  try {
    const server = config.database
      ? undefined
      : await startServer(config.dataDir, {}, config.dataDirIsChosen);
    const close = async () => {
      await server?.stop();
      lock.release();
    };
    try {
      const admin = server?.superuser ?? parseUrl(config.database?.url ?? '');
      const folder = server?.folder ?? config.dataDir;
      const roles = await prepareRoles(admin, folder, server ? 'opennrm' : admin.database).catch(explain);
      return { ...roles, folder, notice: server?.notice, close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw problemOfDisk(error, config.dataDir) ?? error;
  }
}

/**
 * Also begins a new epoch of the ledger where the database was restored into another cluster.
 * @throws ServerProblem as `migrate`
 */
export async function migrateAs(migrator: DatabaseAddress, folder?: string): Promise<readonly string[]> {
  const connection = connect({ ...migrator, max: 1 });
  try {
    const done = await migrate(connection.db, folder);
    await ensureEpoch(connection.db);
    return done;
  } finally {
    await connection.close();
  }
}

/** What a deployment's pack lets be shown without a permission, told to the database at each start. */
export async function keepGroundsAs(migrator: DatabaseAddress, pack: Pick<Pack, 'grants'>): Promise<void> {
  const connection = connect({ ...migrator, max: 1 });
  try {
    await keepLegalGrounds(connection.db, pack);
  } finally {
    await connection.close();
  }
}

export function parseUrl(url: string): DatabaseAddress & { readonly database: string } {
  const read = new URL(url);
  const host = read.searchParams.get('host') ?? read.hostname;
  const isVerified = read.searchParams.get('sslmode') === 'verify-full';
  return {
    host,
    port: Number(read.port || 5432),
    user: decodeURIComponent(read.username),
    password: decodeURIComponent(read.password),
    database: decodeURIComponent(read.pathname.slice(1)) || 'opennrm',
    ...(isVerified && { ssl: { rejectUnauthorized: true } }),
  };
}

/** The server's own words may name what was asked of it; these say what to do. */
function explain(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['ECONNREFUSED', 'ENOENT', 'ENOTFOUND', 'ETIMEDOUT'].includes(code))
    throw new ServerProblem(
      'The database of DATABASE_URL does not answer. Start it, or correct DATABASE_URL.',
    );
  if (['28P01', '28000'].includes(code))
    throw new ServerProblem('The database refuses the name or password of DATABASE_URL. Correct it.');
  if (code === '42501')
    throw new ServerProblem(
      'The role of DATABASE_URL may not make roles. Use one that may, or see docs/guides/operate.md.',
    );
  throw error;
}

/**
 * The database for a command that may run beside `npm start`: joins the one that runs, or starts it for as long as the
 * command takes.
 * @throws ServerProblem
 */
export async function attachDatabase(config: Config): Promise<OpenDatabase> {
  const close = async () => undefined;
  if (config.database) {
    const admin = parseUrl(config.database.url);
    return {
      ...rolesOf(admin, config.dataDir, admin.database),
      folder: config.dataDir,
      notice: undefined,
      close,
    };
  }
  const running = findServer(config.dataDir, config.dataDirIsChosen);
  return running
    ? { ...rolesOf(running.superuser, running.folder), folder: running.folder, notice: undefined, close }
    : openDatabase(config);
}
