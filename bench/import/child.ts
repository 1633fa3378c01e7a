/** `./opennrm import referrals FILE --write` in a process of its own: how long it took, and its most memory. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { root, stageEnvironment } from '../../checks/test/child.ts';
import { urlOf } from '../serving.ts';

export interface Imported {
  readonly seconds: number;
  readonly megabytes: number;
}

const lookEvery = 50;

/** @throws where not every row was sent */
export async function importFile(of: {
  readonly app: pg.ClientConfig;
  readonly folder: string;
  readonly file: string;
  readonly tokenFile: string;
}): Promise<Imported> {
  const began = performance.now();
  const asked = ['import', 'referrals', of.file, '--write', '--token-file', of.tokenFile];
  const child = spawn(process.execPath, [join(root, 'app/cli.ts'), ...asked], {
    cwd: root,
    env: stageEnvironment({ DATABASE_URL: urlOf(of.app), NRM_DATA_DIR: of.folder }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += part.toString()));
  let megabytes = 0;
  const looking = setInterval(() => (megabytes = Math.max(megabytes, mostMemory(child.pid))), lookEvery);
  const killed = () => child.kill('SIGKILL');
  process.on('exit', killed);
  const status = await new Promise<number | null>(done => child.on('close', done));
  process.off('exit', killed);
  clearInterval(looking);
  if (status !== 0) throw new Error(`The import ended with ${status}: ${text}`);
  return { seconds: (performance.now() - began) / 1_000, megabytes };
}

/** Linux keeps the most that a process ever held. */
function mostMemory(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}
