/** `npm run restore:drill [-- --cases N]`: a backup under load, put back into an empty database, and all of it compared. */
import { parseArgs } from 'node:util';
import { showProgress } from '../app/cli/progress.ts';
import { drill } from './backup/drill.ts';

const { values } = parseArgs({ options: { cases: { type: 'string', default: '2000' } } });
const cases = Number(values.cases);
if (!Number.isInteger(cases) || cases < 10) {
  console.error('Usage: npm run restore:drill -- [--cases N], a whole number from 10 on');
  process.exit(2);
}
const bar = showProgress('Referring', cases);
const { took, rows, bytes, entries, meanwhile, peak, problems } = await drill(cases, done =>
  bar.advance(done),
);
bar.end();
const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(1);
const megabytes = (count: number): string => (count / 1024 / 1024).toFixed(1);
console.log(
  `${cases} cases, ${rows} rows, ${entries} entries · ${meanwhile} referrals sent meanwhile · backup ${seconds(took.backup)} s, ` +
    `${megabytes(bytes)} MB · restored in ${seconds(took.restore)} s · projections built again in ${seconds(took.rebuild)} s · ` +
    `at most ${megabytes(peak)} MB more memory`,
);
for (const problem of problems) console.log(`PROBLEM  ${problem}`);
console.log(`${problems.length === 0 ? 1 : 0} passed, ${problems.length} failed`);
process.exitCode = problems.length > 0 ? 1 : 0;
