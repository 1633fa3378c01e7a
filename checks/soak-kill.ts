/** `npm run soak:kill [-- --cycles N --seed S]`: SIGKILL under load, again and again; nothing acknowledged is lost or doubled. */
import { parseArgs } from 'node:util';
import { showProgress } from '../app/cli/progress.ts';
import { leastAcknowledged, soak, type SoakResult } from './soak/run.ts';

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '30' }, seed: { type: 'string' } },
});
const cycles = Number(values.cycles);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));
if (!Number.isInteger(cycles) || cycles < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run soak:kill -- [--cycles N] [--seed S], whole numbers both');
  process.exit(2);
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

const began = Date.now();
console.log(`Seed ${seed}`);
const bar = showProgress('Killing and restarting', cycles);
try {
  const result = await soak({ cycles, seed, onCycle: done => bar.advance(done), signal: stopping.signal });
  bar.end();
  report(result);
} catch (error) {
  if (!stopping.signal.aborted) throw error;
  console.log('Stopped; everything that ran was ended.');
  process.exitCode = 130;
}

function report(result: SoakResult): void {
  const { least, lost, doubled, problems } = result;
  console.log(
    `${result.cycles} cycles in ${Math.round((Date.now() - began) / 1_000)} s · ${result.acknowledged} referrals acknowledged before a kill, ` +
      `at least ${least} in each cycle · ${result.retried} sent again after it · ${result.drafts} drafts · ${lost.length} lost · ${doubled.length} doubled`,
  );
  for (const one of lost) console.log(`LOST     ${one}`);
  for (const one of doubled) console.log(`DOUBLED  ${one}`);
  for (const one of problems) console.log(`PROBLEM  ${one}`);
  const failed = lost.length + doubled.length + problems.length;
  if (least < leastAcknowledged)
    console.log(
      `PROBLEM  a cycle acknowledged ${least}, fewer than ${leastAcknowledged}: this proves too little`,
    );
  if (failed > 0 || least < leastAcknowledged || result.cycles < cycles) {
    console.log(`Again with: npm run soak:kill -- --cycles ${cycles} --seed ${seed}`);
    process.exitCode = 1;
  }
}
