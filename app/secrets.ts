import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemFor } from '../platform/db/server.ts';

/**
 * A secret of the evaluation setting: made at the first start and kept, so that sign-ins outlive a restart. Only its owner reads it.
 * @throws ServerProblem where the folder cannot be written
 */
export function keepSecret(folder: string, name: string, make: () => string): string {
  const file = join(folder, name);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    return readKept(file) ?? keepFirst(file, make());
  } catch (error) {
    throw problemFor(error, folder);
  }
}

/** Written whole and then given its name, which the first of two starts at once gets: nobody reads half a secret. */
function keepFirst(file: string, secret: string): string {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, secret, { mode: 0o600, flag: 'wx', flush: true });
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
