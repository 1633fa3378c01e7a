/** `npm run bench [-- --only NAME] [--cases 1000000] [--seconds 4]`: ratios within one run. See bench/README.md. */
import { parseArgs } from 'node:util';
import { measurePages, pageNames } from './cases/benchmark.ts';
import { measureReferrals } from './referrals/benchmark.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    cases: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '4' },
  },
});
const { only } = values;
const known = ['referrals', ...pageNames];
if (only !== undefined && !known.includes(only)) {
  console.error(`There is no benchmark named ${only}. There are: ${known.join(', ')}.`);
  process.exit(2);
}
let missed = 0;
if (only === undefined || only === 'referrals')
  missed += await measureReferrals({ repeats: 4, seconds: Number(values.seconds) });
const large = Number(values.cases);
if (only !== 'referrals')
  missed += await measurePages({
    only: only === undefined ? undefined : new Set([only]),
    cases: { small: Math.round(large / 10), large },
  });
process.exitCode = missed > 0 ? 1 : 0;
