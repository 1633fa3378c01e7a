import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { killLeftOver, marked } from './left-over.ts';

export const root = join(import.meta.dirname, '../..');

/** Longer than this no program takes of which nothing else is said: it hangs. */
const hangsAfter = 45;

export interface Child {
  readonly process: ChildProcess;
  /** Its exit status, once it has ended and nothing that it started is left. */
  readonly ended: Promise<number>;
}

const running = new Set<Child>();

/**
 * Starts a program of the project in a process group of its own, its output into `log`. What it starts and leaves
 * behind is killed when it has ended: nobody waits for it.
 */
export function startChild(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  log: string,
  { cwd = root, talks = false }: { cwd?: string; talks?: boolean } = {},
): Child {
  const [program = '', ...args] = command;
  const file = program === 'node' ? process.execPath : join(root, 'node_modules/.bin', program);
  const mark = randomUUID();
  // A file, not a pipe: a pipe stays open for as long as anything holds it that the program left behind.
  const out = openSync(log, 'a');
  const started = spawn(file, args, {
    cwd,
    env: marked(env, mark),
    detached: true,
    stdio: ['ignore', out, out, ...(talks ? (['ipc'] as const) : [])],
  });
  closeSync(out);
  const end = async () => {
    const status = await statusOf(started, log);
    const killed = await killLeftOver(started.pid, mark);
    if (killed.length > 0) appendFileSync(log, `\nKilled what it left running: ${killed.join(', ')}.\n`);
    running.delete(child);
    return status;
  };
  const child: Child = { process: started, ended: end() };
  running.add(child);
  return child;
}

/** Runs a program to its end, or for so many minutes. Returns its exit status. */
export async function runChild(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  log: string,
  { cwd = root, minutes = hangsAfter }: { cwd?: string; minutes?: number } = {},
): Promise<number> {
  const child = startChild(command, env, log, { cwd });
  const hanging = setTimeout(() => {
    appendFileSync(log, `\nStopped: it ran for more than ${minutes} minutes.\n`);
    void endChild(child);
  }, minutes * 60_000);
  try {
    return await child.ended;
  } finally {
    clearTimeout(hanging);
  }
}

async function statusOf(child: ChildProcess, log: string): Promise<number> {
  try {
    const [status, signal] = (await once(child, 'exit')) as [number | null, string | null];
    if (signal) appendFileSync(log, `\nEnded by ${signal}.\n`);
    return status ?? 1;
  } catch (error) {
    appendFileSync(log, `${String(error)}\n`);
    return 1;
  }
}

/** Ends what runs now, with all that it started. */
export async function endChildren(): Promise<void> {
  await Promise.all([...running].map(endChild));
}

export async function endChild({ process: { pid }, ended }: Child): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  const patience = setTimeout(() => signalGroup(pid, 'SIGKILL'), 5_000);
  await ended;
  clearTimeout(patience);
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** The environment of every stage: this Node first on the path, and nothing that could lead tests to a real deployment. */
export function stageEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => name !== 'DATABASE_URL' && name !== 'FORCE_COLOR' && !/^(NRM_|PG|NODE_TEST)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    NODE_ENV: 'test',
    NO_COLOR: '1',
    ...extra,
  };
}
