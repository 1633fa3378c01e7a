// Runs on Node 20 and newer: one installation at a time in one checkout.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A folder without its owner's number this long after it was made was left by a start that was killed. */
const ownerlessAfter = 5_000;

/**
 * Waits its turn, then holds the lock while `work` runs. Locks left by processes that are gone are taken over.
 * @template T
 * @param {string} folder made to take the lock, removed to release it
 * @param {() => void} onWait called once if another holds it
 * @param {() => Promise<T>} work
 */
export async function exclusively(folder, onWait, work) {
  let waited = false;
  while (!take(folder)) {
    if (isStale(folder)) {
      rmSync(folder, { recursive: true, force: true });
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await sleep(200);
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** @param {string} folder */
function take(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(folder, 'owner'), String(process.pid));
  return true;
}

/** @param {string} folder */
function isStale(folder) {
  try {
    const owner = Number(readFileSync(join(folder, 'owner'), 'utf8'));
    if (owner > 0) return !isAlive(owner);
    return Date.now() - statSync(folder).mtimeMs > ownerlessAfter;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    const made = statSync(folder, { throwIfNoEntry: false });
    return made !== undefined && Date.now() - made.mtimeMs > ownerlessAfter;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** @param {unknown} error */
const codeOf = error => (error instanceof Error && 'code' in error ? error.code : undefined);
