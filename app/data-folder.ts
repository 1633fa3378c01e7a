import { readFileSync, rmSync, writeFileSync } from 'node:fs';
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
