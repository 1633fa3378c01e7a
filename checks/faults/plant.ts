import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root, runChild, stageEnvironment } from '../test/child.ts';
import type { Counts } from '../test/counts.ts';

/** A fault to plant, and the test that must find it. */
export interface Fault {
  readonly name: string;
  readonly patch: string;
  readonly file: string;
  /** The name of the test, or the part of it that tells it from the file's others. */
  readonly test: string;
}

/** A patch starts with `# test: platform/ledger/verify.db.test.ts -- name of the test`. */
export function readFaults(folder: string): readonly Fault[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.patch'))
    .sort()
    .map(name => {
      const patch = join(folder, name);
      const header = /^# test: (\S+) -- (.+)$/.exec(readFileSync(patch, 'utf8').split('\n', 1)[0] ?? '');
      if (!header?.[1] || !header[2])
        throw new Error(`${name} does not begin with “# test: FILE -- NAME OF THE TEST”`);
      return { name: name.slice(0, -'.patch'.length), patch, file: header[1], test: header[2].trim() };
    });
}

/** A copy of the project as it stands here, changes that are not committed included, with these node_modules. */
export function copyProject(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'opennrm-faults-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  });
  for (const file of listed.toString().split('\0').filter(Boolean)) {
    if (!existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @throws where the patch no longer fits */
export function plant(folder: string, { patch, name }: Fault): () => void {
  const apply = (...options: string[]) =>
    execFileSync('git', ['apply', '--whitespace=nowarn', ...options, patch], {
      cwd: folder,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  try {
    apply();
  } catch (error) {
    throw new Error(`${name}: the patch no longer applies: make it again`, { cause: error });
  }
  return () => apply('--reverse');
}

/** Whether the named test passed, failed, or was not among those that ran. */
export async function runTest(
  folder: string,
  { file, test }: Fault,
): Promise<'passed' | 'failed' | 'not run'> {
  const written = join(folder, '.fault-counts.json');
  const log = join(folder, '.fault.log');
  rmSync(written, { force: true });
  const command = [
    'node',
    '--test',
    '--test-timeout=600000',
    `--test-name-pattern=${test.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}`,
    `--test-reporter=${join(root, 'checks/test/counts.ts')}`,
    `--test-reporter-destination=${written}`,
    file,
  ];
  await runChild(command, stageEnvironment(), log, { cwd: folder });
  if (!existsSync(written)) return 'not run';
  const counts = JSON.parse(readFileSync(written, 'utf8')) as Counts;
  if (counts.failures.some(name => name.includes(test))) return 'failed';
  return counts.passed > 0 && counts.failed === 0 ? 'passed' : 'not run';
}
