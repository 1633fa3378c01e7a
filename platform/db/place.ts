import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyBinaries, findBinaries, isReachable } from './binaries.ts';
import { makeFolder } from './make-folder.ts';
import { problemFor, ServerProblem } from './server-problem.ts';

/** Whose the database is where we are root, where it lies, and where its programs are. */
export interface Place {
  readonly owner: Owner | undefined;
  readonly place: string;
  readonly native: string;
  readonly notice: string | undefined;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A folder that somebody chose is used or refused; the usual one may be elsewhere where it cannot be reached. */
export function findPlace(folder: string, isChosen: boolean): Place {
  const owner = process.getuid?.() === 0 ? databaseUser() : undefined;
  const shipped = findBinaries();
  if (!owner) return { owner, place: ensureFolder(folder), native: shipped, notice: undefined };
  const elsewhere = join(
    '/var/lib',
    `opennrm-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`,
  );
  const native = isReachable(shipped, owner.uid, owner.gid)
    ? shipped
    : copyBinaries(shipped, join(ensureFolder(elsewhere), 'native'));
  if (isReachable(folder, owner.uid, owner.gid))
    return { owner, place: ensureFolder(folder), native, notice: undefined };
  if (isChosen)
    throw new ServerProblem(
      `The database's user cannot enter ${folder}. Set NRM_DATA_DIR to a folder below one that others may enter.`,
    );
  return {
    owner,
    place: ensureFolder(elsewhere),
    native,
    notice: `Data is kept in ${elsewhere}: the database's user cannot enter ${folder}.`,
  };
}

function ensureFolder(folder: string): string {
  try {
    makeFolder(folder, 0o711);
    return folder;
  } catch (error) {
    throw problemFor(error, folder);
  }
}

/** PostgreSQL refuses to run as root; these accounts exist on ordinary systems. */
function databaseUser(): Owner {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  const found =
    accounts.find(account => account[0] === 'postgres') ?? accounts.find(account => account[0] === 'nobody');
  if (!found)
    throw new ServerProblem(
      'PostgreSQL cannot run as root. Add a user named postgres, or start as another user.',
    );
  return { uid: Number(found[2]), gid: Number(found[3]) };
}
