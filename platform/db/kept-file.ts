import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The text of a file that only its owner may read; made at first, and whole even where the process is killed meanwhile. */
export function keepText(file: string, make: () => string): string {
  return readKept(file) ?? keepFirst(file, make());
}

/** Written whole and then given its name, which the first of two starts at once gets: nobody reads half a secret. */
function keepFirst(file: string, text: string): string {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}

function readKept(file: string): string | undefined {
  try {
    const kept = readFileSync(file, 'utf8');
    chmodSync(file, 0o600);
    return kept;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
