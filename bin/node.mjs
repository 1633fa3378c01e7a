// Runs on Node 20 and newer: finds the Node 24 that runs OpenNRM. As a program, prints its path.
import { accessSync, chmodSync, constants, existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The first release with everything that we use: TypeScript run directly, `crypto.argon2`. */
const oldest = [24, 7];

/** A path to a Node that runs OpenNRM, or undefined where packages must be installed first. */
export function findNode() {
  return isFit() ? process.execPath : packagedNode();
}

function isFit() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const features = /** @type {{ typescript?: string | false }} */ (process.features);
  const crypto = /** @type {Record<string, unknown>} */ (createRequire(import.meta.url)('node:crypto'));
  const old = major < (oldest[0] ?? 0) || (major === oldest[0] && minor < (oldest[1] ?? 0));
  return !old && Boolean(features.typescript) && typeof crypto['argon2'] === 'function';
}

/** The npm package `node` has no binary where install scripts are off, so its platform package is used. */
function packagedNode() {
  const path = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (!existsSync(path)) return undefined;
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
  return path;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const path = findNode();
  if (path) console.log(path);
  else console.error('Node 24 is not installed yet: run "node bin/install.mjs" first.');
  process.exitCode = path ? 0 : 1;
}
