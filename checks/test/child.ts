import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** Longer than this a program of `npm test` does not take: it hangs. Budgets are no limits, machines differ. */
const hangsAfter = 45;

const running = new Set<ChildProcess>();

/** Runs a program of the project in a process group of its own, its output into `log`. Returns its exit status. */
export async function runChild(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  log: string,
  { cwd = root, minutes = hangsAfter }: { cwd?: string; minutes?: number } = {},
): Promise<number> {
  const [program = '', ...args] = command;
  const file = program === 'node' ? process.execPath : join(root, 'node_modules/.bin', program);
  const out = createWriteStream(log, { flags: 'a' });
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.stdout.pipe(out, { end: false });
  child.stderr.pipe(out, { end: false });
  const hanging = setTimeout(() => {
    out.write(`\nStopped: it ran for more than ${minutes} minutes.\n`);
    void endGroup(child);
  }, minutes * 60_000);
  try {
    return await statusOf(child, out);
  } finally {
    clearTimeout(hanging);
    running.delete(child);
    out.end();
    await once(out, 'close');
  }
}

async function statusOf(child: ChildProcess, out: WriteStream): Promise<number> {
  try {
    const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (signal) out.write(`\nEnded by ${signal}.\n`);
    return status ?? 1;
  } catch (error) {
    out.write(`${String(error)}\n`);
    return 1;
  }
}

/** Ends what runs now, with all that it started. */
export async function endChildren(): Promise<void> {
  await Promise.all([...running].map(endGroup));
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  signalGroup(child.pid, 'SIGTERM');
  const patience = setTimeout(() => signalGroup(child.pid ?? 0, 'SIGKILL'), 5_000);
  await closed;
  clearTimeout(patience);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
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
