/** `npm run scan [-- --seconds N]`: two scanners that are not ours (Debian's wapiti and sqlmap), against every route, on this machine. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openTheatre } from './fuzz/theatre.ts';
import { explainedIn, type Finding, lineOf } from './scan/findings.ts';
import { startForwarder } from './scan/forwarder.ts';
import { scanWithSqlmap } from './scan/sqlmap.ts';
import { findTargets, type Target } from './scan/targets.ts';
import { scanWithWapiti } from './scan/wapiti.ts';

const { values } = parseArgs({
  options: {
    /** For each role, with wapiti. */
    seconds: { type: 'string', default: '120' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const document = readFileSync(join(import.meta.dirname, '../docs/security/scanners.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'opennrm-scan-'));
const theatre = await openTheatre(Number(values.seed));
const targets = await findTargets(theatre, Number(values.seed));
const actors = [...new Set(targets.map(({ actor }) => actor))];
const routes = targets.map(({ name }) => name);
const forwarder = await startForwarder(theatre, actors);
const findings: Finding[] = [];
console.log(`${targets.length} routes, ${actors.length} people`);
try {
  if (values.only !== 'wapiti') await runSqlmap();
  if (values.only !== 'sqlmap') await runWapiti();
  report();
} finally {
  forwarder.close();
  await theatre.close();
  rmSync(folder, { recursive: true });
}

async function runSqlmap(): Promise<void> {
  const before = forwarder.requests();
  const { findings: found, output } = await scanWithSqlmap(folder, forwarder.port, targets, actors, routes);
  if (process.env['SCAN_OUTPUT']) writeFileSync(process.env['SCAN_OUTPUT'], output);
  findings.push(...found);
  console.log(`sqlmap: ${forwarder.requests() - before} requests, ${found.length} findings`);
}

async function runWapiti(): Promise<void> {
  for (const [place, actor] of actors.entries()) {
    const before = forwarder.requests();
    const own = targets.filter((target: Target) => target.actor === actor);
    const found = await scanWithWapiti(folder, forwarder.port, own, place, routes, Number(values.seconds));
    findings.push(...found);
    console.log(
      `wapiti as ${actor.role}: ${forwarder.requests() - before} requests, ${found.length} findings`,
    );
  }
}

function report(): void {
  const isExplained = explainedIn(document);
  const lines = [...new Set(findings.map(lineOf))].toSorted();
  const left = new Set(findings.filter(finding => !isExplained(finding)).map(lineOf));
  for (const line of lines) console.log(`${left.has(line) ? 'UNEXPLAINED' : 'explained  '}  ${line}`);
  for (const failure of theatre.failures) console.log(`FAILED  ${failure}`);
  console.log(
    `${forwarder.requests()} requests, ${lines.length} findings, ${left.size} unexplained, ${theatre.failures.length} faults of the service`,
  );
  process.exitCode = left.size + theatre.failures.length === 0 ? 0 : 1;
}
