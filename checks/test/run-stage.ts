import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runChild, stageEnvironment } from './child.ts';
import { type FileRun, runFiles } from './pool.ts';
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

/** A stage that takes five times its budget hangs, on a slow machine too. */
const minutesFor = ({ budget }: Stage): number => Math.max(5, (5 * budget) / 60);

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
      : await runPrograms(stage.work, env, log, options.all ? longRun : minutesFor(stage), options.all);
  return { stage, log, seconds: (performance.now() - began) / 1_000, ...result };
}

type Result = Pick<Outcome, 'passed' | 'failed' | 'reasons'>;

async function runPrograms(
  work: Programs,
  env: NodeJS.ProcessEnv,
  log: string,
  minutes: number,
  all: boolean,
): Promise<Result> {
  const reasons: string[] = [];
  const programs = (all ? work.all : undefined) ?? work.programs;
  for (const program of programs) {
    const status = await runChild(program, env, log, { minutes });
    if (status !== 0) reasons.push(`${program.join(' ')} ended with ${status}`);
  }
  return { passed: programs.length - reasons.length, failed: reasons.length, reasons };
}

async function runTests(stage: Stage, work: Tests, env: NodeJS.ProcessEnv, log: string): Promise<Result> {
  const files = testFiles(work);
  if (files.length === 0)
    return { passed: 0, failed: 1, reasons: [`no file matches ${work.files.join(' ')}`] };
  const { atOnce = 2, together = false } = work;
  return judge(await runFiles(files, { env, log, atOnce, together, minutes: minutesFor(stage) }));
}

export function testFiles(work: Tests, cwd = root): readonly string[] {
  const { using, first } = work;
  return globSync(work.files, { cwd, exclude: ['**/canary/**', ...(work.except ?? [])] })
    .filter(
      file => !using || readFileSync(join(cwd, file), 'utf8').includes(`'${using.module}'`) === using.does,
    )
    .sort((one, other) => Number(other === first) - Number(one === first) || (one < other ? -1 : 1));
}

/** A run that did no work is not a pass: every file must have run a test, and no test may sit out. */
export function judge({ runs, reasons }: Awaited<ReturnType<typeof runFiles>>): Result {
  const sum = (of: (run: FileRun) => number) => runs.reduce((total, run) => total + of(run), 0);
  const empty = runs.filter(run => run.ran + run.failed + run.reasons.length === 0);
  const failures = sum(run => run.failed);
  const others = [
    ...reasons,
    ...runs.flatMap(run => run.reasons),
    ...empty.map(({ file }) => `no test ran in ${file}`),
  ];
  return {
    passed: sum(run => run.passed),
    failed: failures + others.length,
    reasons: [
      ...runs.filter(run => run.failed > 0).map(({ file, failed }) => `${failed} failed in ${file}`),
      ...others,
    ],
  };
}
