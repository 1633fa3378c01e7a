import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runChild, stageEnvironment } from './child.ts';
import type { Counts } from './counts.ts';
import type { Programs, Stage, Tests } from './stages.ts';

export interface Outcome {
  readonly stage: Stage;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  /** Why it failed, in a line each; empty where it passed. */
  readonly reasons: readonly string[];
  readonly log: string;
}

/** A folder of this run's own: two runs at once, also of two users, do not meet. */
let folder: string | undefined;
const logs = (): string => (folder ??= mkdtempSync(join(tmpdir(), 'opennrm-checks-')));
export function removeLogs(): void {
  if (folder) rmSync(folder, { recursive: true, force: true });
}

/** The long runs of `npm run test:all` may take hours. */
const longRun = 300;

/** No single test takes this long unless it hangs; then it is named. */
const testHangsAfter = 10 * 60_000;

export async function runStage(
  stage: Stage,
  options: { all: boolean; server: string | undefined },
): Promise<Outcome> {
  const began = performance.now();
  const log = join(logs(), `${stage.name}.log`);
  writeFileSync(log, '');
  const env = stageEnvironment(options.server ? { NRM_TEST_SERVER: options.server } : {});
  const result =
    'files' in stage.work
      ? await runTests(stage, stage.work, env, log)
      : await runPrograms(stage.work, env, log, options.all);
  return { stage, log, seconds: (performance.now() - began) / 1_000, ...result };
}

type Result = Pick<Outcome, 'passed' | 'failed' | 'reasons'>;

async function runPrograms(
  work: Programs,
  env: NodeJS.ProcessEnv,
  log: string,
  all: boolean,
): Promise<Result> {
  const reasons: string[] = [];
  const programs = (all ? work.all : undefined) ?? work.programs;
  for (const program of programs) {
    const status = await runChild(program, env, log, all ? { minutes: longRun } : {});
    if (status !== 0) reasons.push(`${program.join(' ')} ended with ${status}`);
  }
  return { passed: programs.length - reasons.length, failed: reasons.length, reasons };
}

async function runTests(stage: Stage, work: Tests, env: NodeJS.ProcessEnv, log: string): Promise<Result> {
  const files = testFiles(work);
  if (files.length === 0)
    return { passed: 0, failed: 1, reasons: [`no file matches ${work.files.join(' ')}`] };
  const written = join(logs(), `${stage.name}.json`);
  const status = await runChild(
    [
      'node',
      '--test',
      `--test-concurrency=${work.atOnce ?? 2}`,
      `--test-timeout=${testHangsAfter}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${join(import.meta.dirname, 'counts.ts')}`,
      `--test-reporter-destination=${written}`,
      ...files,
    ],
    env,
    log,
  );
  return judge(files, existsSync(written) ? readFileSync(written, 'utf8') : '', status);
}

export function testFiles(work: Tests, cwd = root): readonly string[] {
  const { using } = work;
  return globSync(work.files, { cwd, exclude: ['**/canary/**', ...(work.except ?? [])] })
    .filter(
      file => !using || readFileSync(join(cwd, file), 'utf8').includes(`'${using.module}'`) === using.does,
    )
    .sort();
}

/** A run that did no work is not a pass: every file must have run a test, and no test may sit out. */
export function judge(files: readonly string[], written: string, status: number): Result {
  if (written.trim() === '')
    return { passed: 0, failed: 1, reasons: [`the test runner ended with ${status} and counted nothing`] };
  const counts = JSON.parse(written) as Counts;
  const reasons: string[] = [];
  if (counts.failed > 0) reasons.push(`${counts.failed} failed`);
  const idle = counts.idle.map(name => `skipped: ${name}`);
  const empty = files
    .filter(file => !counts.files.includes(join(root, file)))
    .map(file => `no test ran in ${file}`);
  reasons.push(...idle, ...empty);
  if (reasons.length === 0 && status !== 0) reasons.push(`the test runner ended with ${status}`);
  const failed = counts.failed + idle.length + empty.length;
  return { passed: counts.passed, failed: Math.max(failed, reasons.length > 0 ? 1 : 0), reasons };
}
