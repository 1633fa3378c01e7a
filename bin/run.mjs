// Runs on Node 20 and newer: node bin/run.mjs FILE ARGS… installs what is missing, then runs FILE under Node 24.
// With an option first (node bin/run.mjs --test FILE) everything goes to Node 24 as it is.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { endWith, install } from './install.mjs';
import { findNode, root } from './node.mjs';

/** Only these run with what `npm ci --omit=dev` installs. */
const runsWithoutDevelopmentPackages = /^app\//;

/**
 * Runs a file of the project and ends as it ended. The file may receive a stop signal twice, from the terminal and from
 * here, so it must treat the second as the first.
 * @param {string} file relative to the project, or an option of Node's
 * @param {string[]} args
 */
export async function run(file, args) {
  await install({ dev: !runsWithoutDevelopmentPackages.test(file) }).catch(endWith);
  const node = findNode();
  if (!node) {
    console.error(
      `OpenNRM needs Node 24.7 or newer, and none is packaged for ${process.platform}-${process.arch}: install it, then run the same command again.`,
    );
    process.exit(1);
  }
  const child = spawn(node, [...(file.startsWith('-') ? [file] : [resolve(root, file)]), ...args], {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'), ...process.env },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) forwardOnce(child, signal);
  child.on('error', error => {
    console.error(
      `Node 24 did not start (${/** @type {NodeJS.ErrnoException} */ (error).code}): install Node 24.7 or newer and run the command with it.`,
    );
    process.exit(1);
  });
  child.on('exit', (status, signal) => (signal ? endBy(signal) : process.exit(status ?? 1)));
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function forwardOnce(child, signal) {
  let forwarded = false;
  process.on(signal, () => {
    if (!forwarded) child.kill(signal);
    forwarded = true;
  });
}

/** Ends as the child did: a shell then sees 128 + n, and npm ends without an error report. @param {NodeJS.Signals} signal */
function endBy(signal) {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  setTimeout(() => process.exit(128 + constants.signals[signal]), 100);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [file, ...args] = process.argv.slice(2);
  if (file) await run(file, args);
  else {
    console.error('Usage: node bin/run.mjs FILE ARGS…');
    process.exitCode = 2;
  }
}
