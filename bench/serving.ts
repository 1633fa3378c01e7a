import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { root, stageEnvironment } from '../checks/test/child.ts';

export interface Serving {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

const patience = 60_000;

/** `./opennrm serve` on a database, in a process of its own, its log in a file. */
export async function serve(app: pg.ClientConfig, folder: string): Promise<Serving> {
  const port = await freePort();
  const said = join(folder, `serve-${port}.log`);
  const out = openSync(said, 'w');
  const child = spawn(process.execPath, [join(root, 'app/cli.ts'), 'serve'], {
    cwd: root,
    env: stageEnvironment({ DATABASE_URL: urlOf(app), NRM_DATA_DIR: folder, PORT: String(port) }),
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  const killed = () => child.kill('SIGKILL');
  process.on('exit', killed);
  for (
    const deadline = Date.now() + patience;
    !readFileSync(said, 'utf8').includes('OpenNRM ready');
    await pause(20)
  )
    if (hasEnded(child) || Date.now() > deadline)
      throw new Error(`serve did not start: ${readFileSync(said, 'utf8')}`);
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      if (!hasEnded(child)) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }
      process.off('exit', killed);
    },
  };
}

export const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

export function urlOf({ host, user, password, database }: pg.ClientConfig): string {
  const who = `${encodeURIComponent(user ?? '')}:${encodeURIComponent(String(password))}`;
  return `postgresql://${who}@localhost/${database}?host=${encodeURIComponent(host ?? '')}`;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
