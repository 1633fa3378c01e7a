import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../app/demonstration/draw.ts';
import { rolesOf } from '../../platform/db/roles.ts';
import { findServer, socketsOf } from '../../platform/db/server.ts';
import { root, stageEnvironment } from '../test/child.ts';
import { killAll, signal, treeOf } from './processes.ts';

/** An OpenNRM of its own as `npm start` runs it, durable, in a folder that is removed at the end. */
export interface Deployment {
  readonly folder: string;
  readonly url: string;
  /** Ready to use. */
  start(): Promise<void>;
  /** Begins to start, and is killed after so many milliseconds, ready or not. */
  startAndKill(milliseconds: number): Promise<void>;
  /** SIGKILL for every process of server and database, the one or the other first. */
  kill(random: Random): Promise<void>;
  /** The output of a command of the command line, and its exit status. */
  run(...args: readonly string[]): Promise<{ readonly status: number; readonly text: string }>;
  /** How the database's superuser and roles connect, while it runs. */
  connections(): ReturnType<typeof rolesOf> & { readonly superuser: ReturnType<typeof rolesOf>['app'] };
  /** Kills what runs and removes the folder. */
  end(): Promise<void>;
}

/** A start takes two seconds on an idle machine. */
const patience = 120_000;

export async function makeDeployment(): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), 'opennrm-soak-'));
  // The database's user must get in.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const output = join(folder, 'server.out');
  let server: ChildProcess | undefined;
  const env = stageEnvironment({
    NRM_DATA_DIR: folder,
    PORT: String(port),
    NRM_DEMONSTRATION_CASES: '0',
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
  });
  // The number of a process that ended may be another's by now.
  const pid = () => (server?.exitCode === null && server.signalCode === null ? server.pid : undefined);
  const tree = () => treeOf(pid(), folder);
  // Whatever ends this process: nothing of ours stays behind.
  const onExit = () => signal(tree(), 'SIGKILL');
  process.on('exit', onExit);

  const launch = () => {
    const out = openSync(output, 'w');
    // In a session of its own: Ctrl-C reaches this process alone, which then ends everything.
    server = spawn(process.execPath, [join(root, 'app/cli.ts'), 'start'], {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', out, out],
    });
    closeSync(out);
    return server;
  };
  const running = () => {
    const found = findServer(folder);
    if (!found) throw new Error('The database does not run');
    return found;
  };

  return {
    folder,
    url: `http://localhost:${port}`,
    async start() {
      const child = launch();
      for (const deadline = Date.now() + patience; !said(output).includes('OpenNRM ready'); await pause(20))
        if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline)
          throw new Error(
            `OpenNRM did not start again: ${said(output)}\n${said(join(folder, 'postgres.log')).slice(-2_000)}`,
          );
      running();
    },
    async startAndKill(milliseconds) {
      launch();
      await pause(milliseconds);
      await killAll(tree);
    },
    async kill(random) {
      const both = [treeOf(undefined, folder), [pid()].filter(known => known !== undefined)];
      const [first = [], second = []] = random() < 0.5 ? both : both.toReversed();
      signal(first, 'SIGKILL');
      if (random() < 0.5) await pause(random() * 40);
      signal(second, 'SIGKILL');
      await killAll(tree);
    },
    async run(...args) {
      const child = spawn(process.execPath, [join(root, 'app/cli.ts'), ...args], {
        cwd: root,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (part: Buffer) => (text += part.toString()));
      const status = await new Promise<number>(done => child.on('close', code => done(code ?? 1)));
      return { status, text };
    },
    connections() {
      const { superuser } = running();
      return { ...rolesOf(superuser, folder, 'opennrm'), superuser: { ...superuser, database: 'opennrm' } };
    },
    async end() {
      await killAll(tree);
      process.off('exit', onExit);
      for (const left of [folder, socketsOf(folder)]) rmSync(left, { recursive: true, force: true });
    },
  };
}

const said = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer().listen(0, 'localhost', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  });
  return promise;
}
