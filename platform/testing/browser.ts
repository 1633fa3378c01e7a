/** A real Chromium for the tests, wherever they run: never skipped, and one clear line where none can be had. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);
const modules = join(import.meta.dirname, '../../node_modules');

/** Nothing leaves the machine, and a container without privileges will do. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Candidate {
  readonly name: string;
  readonly find: () => Promise<Found | undefined>;
}
interface Found {
  readonly path: string;
  readonly headless: 'shell' | 'new';
  readonly environment: Readonly<Record<string, string>>;
}

const candidates: readonly Candidate[] = [
  { name: 'the package @sparticuz/chromium', find: packaged },
  { name: "the system's Chromium", find: onPath },
];
const chosen: readonly Candidate[] = [
  { name: 'CHROMIUM_PATH', find: async () => whole(process.env['CHROMIUM_PATH']) },
];

/** Close it at the end. Throws where no Chromium starts, and says what to do. */
export async function launchBrowser(): Promise<Browser> {
  const failures: string[] = [];
  for (const { name, find } of process.env['CHROMIUM_PATH'] ? chosen : candidates) {
    try {
      const found = await find();
      if (found) return await launch(found);
      failures.push(`${name}: not there`);
    } catch (error) {
      failures.push(`${name}: ${reason(error)}`);
    }
  }
  const advice = "install one with the system's package manager, or set CHROMIUM_PATH to one";
  throw new Error(`No Chromium starts here (${failures.join('; ')}): ${advice}.`);
}

const launch = ({ path, headless, environment }: Found): Promise<Browser> =>
  chromium.launch({
    executablePath: path,
    ignoreDefaultArgs: ['--headless'],
    args: [`--headless=${headless}`, ...flags],
    env: { ...stringsOf(process.env), ...environment },
  });

const whole = (path: string | undefined): Found | undefined =>
  path && existsSync(path) ? { path, headless: 'new', environment: {} } : undefined;

async function onPath(): Promise<Found | undefined> {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    for (const folder of (process.env['PATH'] ?? '').split(':')) {
      const found = folder ? whole(join(folder, name)) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

/** The package's binary, with its own libraries where the system lacks some, and with its own fonts everywhere alike. */
async function packaged(): Promise<Found | undefined> {
  const folder = await unpacked();
  const path = join(folder, 'chromium');
  const { stdout } = await run('ldd', [path]).catch(() => ({ stdout: 'not found' }));
  const libraries = join(folder, 'al2023/lib');
  const already = process.env['LD_LIBRARY_PATH'];
  return {
    path,
    headless: 'shell',
    environment: {
      HOME: join(folder, 'home'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      ...(stdout.includes('not found') && {
        LD_LIBRARY_PATH: already ? `${libraries}:${already}` : libraries,
      }),
    },
  };
}

/**
 * One folder for each version and user, put in place whole by a rename: the package itself unpacks into the shared
 * temporary folder, where a second process would start a half-written file and a second user may not read the first's.
 */
async function unpacked(): Promise<string> {
  const user = process.getuid?.() ?? 0;
  const { version } = JSON.parse(
    await readFile(join(modules, '@sparticuz/chromium/package.json'), 'utf8'),
  ) as {
    version: string;
  };
  const folder = join(tmpdir(), `opennrm-chromium-${version}-${user}`);
  if (existsSync(folder)) return ownedBy(user, folder);
  const making = await mkdtemp(join(tmpdir(), 'opennrm-chromium-'));
  await chmod(making, 0o700);
  await mkdir(join(making, 'home'));
  try {
    await run(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: modules,
      // The package unpacks where TMPDIR says, and its libraries only where it believes to run on Amazon Linux 2023.
      env: { ...process.env, TMPDIR: making, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    });
    await writeFile(join(making, 'fonts/fonts.conf'), fontsIn(folder));
    await rename(making, folder).catch(error => {
      // Another process was first: its folder is as good.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return ownedBy(user, folder);
}

/** The package's own configuration looks for its fonts in the shared temporary folder. */
const fontsIn = (folder: string) =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/home</cachedir></fontconfig>\n`;

const unpack =
  "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";

/** Others may write in the temporary folder too, and what lies there is about to be run. */
async function ownedBy(user: number, folder: string): Promise<string> {
  const about = await lstat(folder);
  if (about.isDirectory() && about.uid === user && (about.mode & 0o022) === 0) return folder;
  throw new Error(`${folder} belongs to somebody else: remove it, or set TMPDIR`);
}

const stringsOf = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** The line of a launch's long log that says why. */
function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const why =
    /error while loading shared libraries: [^\n]*|Failed to launch[^\n]*|EACCES[^\n]*|ENO\w+[^\n]*/.exec(
      text,
    )?.[0];
  return why ?? text.split('\n')[0] ?? 'it did not start';
}
