/** `npm run bench [-- --only NAME,NAME] [--cases 1000000]`: ratios within one run of interleaved repeats. See README.md. */
import { parseArgs } from 'node:util';
import { measurePages, pageNames } from './cases/benchmark.ts';
import { measureForm } from './form/benchmark.ts';
import { measureImport } from './import/benchmark.ts';
import { measureReferrals } from './referrals/benchmark.ts';
import { measureRender } from './render/benchmark.ts';
import { measureSpaces } from './spaces/benchmark.ts';
import { measureStart } from './start/benchmark.ts';

/** Pages are compared with those of so many cases. */
const fewest = 10_000;

const known = ['referrals', 'import', ...pageNames, 'render', 'form', 'spaces', 'start'];
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    cases: { type: 'string', default: '100000' },
    rows: { type: 'string', default: '100000' },
  },
});
const asked = values.only.flatMap(names => names.split(','));
const strange = asked.find(name => !known.includes(name));
const cases = Number(values.cases);
const rows = Number(values.rows);
if (
  strange !== undefined ||
  !Number.isInteger(cases) ||
  cases <= fewest ||
  !Number.isInteger(rows) ||
  rows < 10
) {
  console.error(
    `Usage: npm run bench -- [--only NAME,NAME] [--cases N] [--rows N]; the names are ${known.join(', ')}.`,
  );
  process.exit(2);
}
const chosen = new Set(asked.length > 0 ? asked : known);

// What was started ends with this process (place.ts, serving.ts).
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

const began = performance.now();
let missed = 0;
if (chosen.has('render')) missed += await measureRender();
if (chosen.has('form')) missed += await measureForm();
if (chosen.has('spaces')) missed += await measureSpaces();
if (chosen.has('start')) missed += await measureStart();
if (chosen.has('referrals')) missed += await measureReferrals();
if (chosen.has('import')) missed += await measureImport({ small: Math.ceil(rows / 10), large: rows });
if (pageNames.some(name => chosen.has(name)))
  missed += await measurePages(chosen, { small: fewest, large: cases });
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
console.log(`${missed === 0 ? 'Every target is met' : `Targets missed: ${missed}`} (${minutes} minutes).`);
process.exitCode = missed > 0 ? 1 : 0;
