/** `npm run fuzz [-- --requests N --seed S]`: whatever is sent, by whomever, is answered well. */
import { parseArgs } from 'node:util';
import { showProgress } from '../app/cli/progress.ts';
import { fuzz, type FuzzResult, leastAccepted } from './fuzz/run.ts';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '10000' }, seed: { type: 'string' } },
});
const requests = Number(values.requests);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));
if (!Number.isInteger(requests) || requests < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run fuzz -- [--requests N] [--seed S], whole numbers both');
  process.exit(2);
}

const began = Date.now();
console.log(`Seed ${seed}`);
const bar = showProgress('Sending', requests);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
try {
  const result = await fuzz({
    requests,
    seed,
    onProgress: done => bar.advance(done),
    signal: stopping.signal,
  });
  bar.end();
  report(result);
} catch (error) {
  if (!stopping.signal.aborted) throw error;
  console.log('Stopped; everything that ran was ended.');
  process.exitCode = 130;
}

function report({ failures, problems, neverAccepted, ...counts }: FuzzResult): void {
  const share = counts.accepted / counts.requests;
  console.log(
    `${counts.requests} requests in ${Math.round((Date.now() - began) / 1_000)} s · ${(share * 100).toFixed(1)} % accepted · ` +
      `${counts.operations} operations, ${counts.pairs} of operation and role permitted · ${counts.bytes} of mere bytes · ${counts.costs} costs compared · ${failures.length + problems.length} answered badly`,
  );
  console.log(
    [...counts.statuses]
      .sort(([one], [other]) => one - other)
      .map(([status, times]) => `${status || 'none'}: ${times}`)
      .join(' · '),
  );
  for (const failure of failures) tellFailure(failure);
  for (const problem of problems) console.log(`FAILED  ${problem}`);
  for (const name of neverAccepted) console.log(`NEVER ACCEPTED  ${name}`);
  if (share < leastAccepted) console.log(`TOO FEW ACCEPTED: at least ${leastAccepted * 100} % are needed`);
  if (
    failures.length > 0 ||
    neverAccepted.length > 0 ||
    share < leastAccepted ||
    counts.requests < requests
  ) {
    console.log(`Again with: npm run fuzz -- --requests ${requests} --seed ${seed}`);
    process.exitCode = 1;
  }
}

function tellFailure({
  place,
  operation,
  role,
  twists,
  faults,
  request,
  answer,
  log,
}: FuzzResult['failures'][number]): void {
  console.log(
    `\nFAILED  request ${place}: ${operation} as ${role}${twists.length > 0 ? `, with ${twists.join(' and ')}` : ''}`,
  );
  for (const fault of faults.slice(0, 4)) console.log(`  ${fault}`);
  for (const line of log) console.log(`  log: ${line}`);
  const lines = request.split('\n');
  for (const line of lines.slice(0, 30)) console.log(`  | ${line}`);
  if (lines.length > 30) console.log(`  | … ${lines.length} lines in all`);
  console.log(`  > ${answer.replaceAll('\n', ' ').slice(0, 300)}`);
}
