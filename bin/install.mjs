// Runs on Node 20 and newer: installs what package-lock.json names where it is missing, Node 24 included.
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exclusively } from './lock.mjs';
import { root } from './node.mjs';
import { completeWithoutScripts, forgetInstalled, isInstalled, isStamped, writeStamp } from './packages.mjs';
import { explain } from './problems.mjs';

/** A failure with one line for the person at the keyboard. */
export class InstallProblem extends Error {}

/**
 * Does nothing, quickly, where everything is there. Throws InstallProblem.
 * @param {{ dev: boolean }} need `dev`: also what only tests and checks need
 */
export async function install({ dev }) {
  if (isStamped(root)) return;
  try {
    // An image installed without development packages may be read-only: nothing is written there.
    if (!dev && !isInstalled(root, true) && isInstalled(root, false)) return completeWithoutScripts(root);
    await exclusively(join(root, '.installing'), sayWaiting, installOnce);
  } catch (error) {
    if (error instanceof InstallProblem || !(error instanceof Error && 'code' in error)) throw error;
    throw new InstallProblem(explain(String(error)));
  }
}

const sayWaiting = () => console.error('Another start is installing packages: waiting for it.');

async function installOnce() {
  if (isStamped(root)) return;
  if (!isInstalled(root, true)) await runNpm();
  completeWithoutScripts(root);
  writeStamp(root);
}

async function runNpm() {
  const began = Date.now();
  console.error('Installing packages: about a minute the first time.');
  const { status, output } = await npm([
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-engine-strict',
    '--no-audit',
    '--no-fund',
  ]);
  // npm warns, and succeeds, where a file could not be written whole: what it left must not pass for installed.
  if (status !== 0 || output.includes('TAR_ENTRY_ERROR')) {
    forgetInstalled(root);
    throw new InstallProblem(explain(output));
  }
  console.error(`Installed packages in ${Math.round((Date.now() - began) / 1000)} s.`);
}

/**
 * @param {string[]} args
 * @returns {Promise<{ status: number | null; output: string }>}
 */
function npm(args) {
  // Within `npm start` the same npm is used; elsewhere the one on the path.
  const own = process.env['npm_execpath'] ?? '';
  const [command, first] = /npm-cli\.c?js$/.test(own) ? [process.execPath, [own]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', text => (output = (output + text).slice(-100_000)));
    // A signal ends npm too; the lock is released as this process then exits.
    const stop = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal);
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.on('error', error =>
      reject(
        new InstallProblem(
          'code' in error && error.code === 'ENOENT'
            ? 'npm is not installed. Install npm, then run the same command again.'
            : explain(String(error)),
        ),
      ),
    );
    child.on('close', status => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve({ status, output });
    });
  });
}

/** Ends the process with the problem's one line. @param {unknown} error @returns {never} */
export function endWith(error) {
  if (!(error instanceof InstallProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await install({ dev: true }).catch(endWith);
}
