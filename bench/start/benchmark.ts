/** How long a second start takes until OpenNRM is ready, against Node and PostgreSQL alone on the same folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsFor, start } from '../../checks/start/instance.ts';
import { startServer } from '../../platform/db/server.ts';
import { interleave, median, millisecondsOf, ratioOf } from '../measure.ts';
import { report } from '../report.ts';
import { freePort } from '../serving.ts';

const repeats = 7;
const cases = '25';
/** "A second start is ready within a few seconds." */
const target = { atMost: 5, unit: 's' };

/** Prints the comparison; answers how many targets were missed. */
export async function measureStart(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'opennrm-bench-'));
  // The database's user must get in.
  chmodSync(folder, 0o711);
  const settings = { ...settingsFor(folder, await freePort()), NRM_DEMONSTRATION_CASES: cases };
  try {
    await startWhole(settings);
    const figures = await interleave(repeats, {
      whole: () => startWhole(settings),
      bare: () => startBare(folder),
    });
    const seconds = { whole: median(figures.whole) / 1_000, bare: median(figures.bare) / 1_000 };
    const isMet = report({
      name: 'start',
      ours: { is: 'second start to ready', value: seconds.whole, unit: 's' },
      against: { is: 'Node and PostgreSQL alone', value: seconds.bare, unit: 's' },
      ratio: ratioOf(figures.whole, figures.bare),
      target,
    });
    return isMet ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As `npm start` does, and ended again. */
async function startWhole(settings: Readonly<Record<string, string>>): Promise<number> {
  const began = performance.now();
  const running = start(settings);
  await running.ready();
  const taken = performance.now() - began;
  running.signal('SIGTERM');
  await running.ended();
  return taken;
}

async function startBare(folder: string): Promise<number> {
  const node = await millisecondsOf(() =>
    once(spawn(process.execPath, ['--eval', '0'], { stdio: 'ignore' }), 'close'),
  );
  const began = performance.now();
  const server = await startServer(folder);
  const database = performance.now() - began;
  await server.stop();
  return node + database;
}
