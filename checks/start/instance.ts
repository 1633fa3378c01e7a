import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { killAll, treeOf } from '../soak/processes.ts';
import { root, stageEnvironment } from '../test/child.ts';

/** A first start makes the database; on a busy machine that takes its time. */
const patience = 120_000;

/** What `npm start` runs, as a terminal would have it: in a process group of its own. */
export interface Instance {
  readonly output: () => string;
  readonly errors: () => string;
  /** Resolves once its output matches: what it says comes in parts. Rejects where it ends before, or says something else. */
  says(pattern: RegExp): Promise<void>;
  /** Resolves once it says that it is ready; rejects where it ends before. */
  ready(): Promise<void>;
  /** Its exit status, once it has ended. */
  ended(): Promise<number | null>;
  /** As Ctrl-C does, to the whole group, or as `kill` does, to the first process alone. */
  signal(name: NodeJS.Signals, to?: 'group' | 'process'): void;
}

/** Those started and not ended yet: one whose test failed would keep the file from ending. */
const running = new Set<ChildProcess>();

/** A folder that the database's user may enter; everything in it is ended and removed after the file's tests. */
export function someFolder(undo: (folder: string) => void = () => undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'opennrm-start-'));
  chmodSync(folder, 0o711);
  after(async () => {
    await killAll(() =>
      [undefined, ...[...running].map(({ pid }) => pid)].flatMap(pid => treeOf(pid, folder)),
    );
    undo(folder);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export const settingsFor = (folder: string, port: number): Record<string, string> => ({
  NRM_DATA_DIR: folder,
  PORT: String(port),
  NRM_DEMONSTRATION_CASES: '0',
});

export function start(settings: Readonly<Record<string, string>>): Instance {
  const child = spawn(process.execPath, [join(root, 'bin/start.mjs')], {
    cwd: root,
    env: stageEnvironment({ ...settings }),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const said = { output: '', errors: '' };
  child.stdout.on('data', (part: Buffer) => (said.output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said.errors += part.toString()));
  const closed = once(child, 'close');
  const says = async (pattern: RegExp) => {
    for (const deadline = Date.now() + patience; !pattern.test(said.output); await pause(20))
      if (hasEnded(child) || Date.now() > deadline)
        throw new Error(`OpenNRM does not say ${pattern}: ${said.output}${said.errors}`);
  };
  return {
    output: () => said.output,
    errors: () => said.errors,
    says,
    ready: () => says(/OpenNRM ready/),
    async ended() {
      const late = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), patience);
      await closed;
      clearTimeout(late);
      return child.exitCode;
    },
    signal(name, to = 'process') {
      if (child.pid) process.kill(to === 'group' ? -child.pid : child.pid, name);
    },
  };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
