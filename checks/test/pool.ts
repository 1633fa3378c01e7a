import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, endChild, root, startChild } from './child.ts';
import type { Finished } from './counts.ts';

/** What came of a test file. */
export interface FileRun {
  readonly file: string;
  /** Tests that ran, whatever came of them. */
  ran: number;
  passed: number;
  failed: number;
  /** Why it fails, where its tests do not say it. */
  readonly reasons: string[];
}

export interface PoolOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly log: string;
  /** Processes at the same time. */
  readonly atOnce: number;
  /** Files take turns in a process; otherwise each has one of its own. */
  readonly together: boolean;
  /** After so many minutes everything is ended. */
  readonly minutes: number;
  /** The folder that files are named from. */
  readonly cwd?: string;
}

const driver = join(import.meta.dirname, 'in-turn.ts');

const command = (minutes: number): readonly string[] => [
  'node',
  // A test that hangs is named before the stage is ended.
  `--test-timeout=${Math.ceil(minutes * 0.6 * 60_000)}`,
  '--test-force-exit',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  `--test-reporter=${join(import.meta.dirname, 'tell.ts')}`,
  '--test-reporter-destination=stdout',
  driver,
];

/** Runs each file once. A file that ends its process takes no other with it: the next goes to a new process. */
export async function runFiles(
  files: readonly string[],
  options: PoolOptions,
): Promise<{ readonly runs: readonly FileRun[]; readonly reasons: readonly string[] }> {
  const { atOnce, minutes } = options;
  const waiting = [...files];
  const runs: FileRun[] = [];
  const reasons: string[] = [];
  const children = new Set<Child>();
  const limit = AbortSignal.timeout(Math.round(minutes * 60_000));
  limit.addEventListener('abort', () => {
    for (const child of children) void endChild(child);
  });
  await Promise.all(Array.from({ length: Math.min(atOnce, files.length) }, (_, place) => work(place)));
  if (waiting.length > 0) reasons.push(`not reached: ${waiting.length} files, from ${waiting[0]} on`);
  return { runs, reasons };

  async function work(place: number): Promise<void> {
    while (waiting.length > 0 && !limit.aborted) await runSome(`${options.log}.${place}`);
  }

  /** One process, until no file waits or it has had enough. */
  async function runSome(log: string): Promise<void> {
    let current: FileRun | undefined;
    const before = runs.length;
    const child = startChild(command(minutes), options.env, log, { talks: true });
    children.add(child);
    const give = () => {
      const file = current && !options.together ? undefined : waiting.shift();
      current = file === undefined ? undefined : { file, ran: 0, passed: 0, failed: 0, reasons: [] };
      if (current) runs.push(current);
      // Where it has died meanwhile, its end says so.
      child.process.send(file === undefined ? '' : join(options.cwd ?? root, file), () => undefined);
    };
    child.process.on('message', (finished: Finished) => {
      if (current && count(current, finished)) give();
    });
    give();
    const status = await child.ended;
    children.delete(child);
    if (current && limit.aborted)
      current.reasons.push(`${current.file} was not done after ${minutes} minutes`);
    else if (current) current.reasons.push(`${current.file} ended its process, with ${status}`);
    else if (status !== 0 && !runs.slice(before).some(({ failed }) => failed > 0))
      reasons.push(`a process of tests ended with ${status}`);
    appendFileSync(options.log, readFileSync(log));
    rmSync(log);
  }
}

/** Returns whether the file is done. */
function count(run: FileRun, { name, file, passed, failedWithin, isSuite, isIdle }: Finished): boolean {
  if (file === driver) {
    const isDone = name.endsWith('.ts');
    if (isDone && !passed && !failedWithin) run.failed += 1;
    return isDone;
  }
  if (!passed) run.failed += 1;
  if (isSuite) return false;
  run.ran += 1;
  if (isIdle) run.reasons.push(`skipped: ${name}`);
  else if (passed) run.passed += 1;
  return false;
}
