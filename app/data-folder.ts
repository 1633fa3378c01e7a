import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../platform/db/make-folder.ts';
import { problemFor, ServerProblem } from '../platform/db/server-problem.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Makes the data folder this process's own until released, so that no second OpenNRM starts a database on it.
 * A lock whose process is gone is taken over.
 * @throws ServerProblem
 */
export function lockFolder(folder: string): FolderLock {
  const file = join(folder, 'opennrm.pid');
  try {
    makeFolder(folder, 0o711);
    for (let attempt = 0; ; attempt++) {
      try {
        writeFileSync(file, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
        return { release: () => rmSync(file, { force: true }) };
      } catch (error) {
        if (attempt > 0 || (error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        refuseIfAlive(file, folder);
        rmSync(file, { force: true });
      }
    }
  } catch (error) {
    throw error instanceof ServerProblem ? error : problemFor(error, folder);
  }
}

function refuseIfAlive(file: string, folder: string): void {
  const pid = Number(readFileSync(file, 'utf8').trim());
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isNode(pid)) return;
  throw new ServerProblem(
    `OpenNRM already uses ${folder} (process ${pid}). Stop it, or set NRM_DATA_DIR to another folder.`,
  );
}

/** The number of a process that is gone may belong to another program by now. */
function isNode(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('cli.ts');
  } catch {
    return false;
  }
}

const restoring = 'restoring';

/** What may be in a folder before a backup is restored into it: keys, which no backup holds. */
const brought: ReadonlySet<string> = new Set(['keys', 'ledger.key', 'app.secret', 'opennrm.pid']);

/**
 * Makes what `act` leaves in an empty folder all or nothing: where it fails everything it made is removed, and where it is
 * killed the folder says so itself.
 * @throws ServerProblem where something else than keys is in the folder
 */
export async function restoreFolder<T>(folder: string, act: () => Promise<T>): Promise<T> {
  refuseHalfRestored(folder);
  const before = existsSync(folder) ? readdirSync(folder) : [];
  const [other] = before.filter(name => !brought.has(name));
  if (other !== undefined)
    throw new ServerProblem(
      `${folder} is not empty (${other}): a backup is restored into an empty folder only. Set NRM_DATA_DIR to another.`,
    );
  try {
    makeFolder(folder, 0o711);
    writeFileSync(join(folder, restoring), '', { flag: 'wx', mode: 0o600 });
    const done = await act();
    rmSync(join(folder, restoring));
    return done;
  } catch (error) {
    for (const name of readdirSync(folder))
      if (!before.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
    throw error;
  }
}

/** @throws ServerProblem where a restore into the folder was cut off */
export function refuseHalfRestored(folder: string): void {
  if (existsSync(join(folder, restoring)))
    throw new ServerProblem(
      `A restore into ${folder} did not end. Remove what is in it, but for the keys, and restore again.`,
    );
}
