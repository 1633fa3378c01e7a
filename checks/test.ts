/** `npm test`: every check of the project, stage by stage, each in a process of its own. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { TestServer } from '../platform/testing/server.ts';
import { endChildren } from './test/child.ts';
import { type Outcome, removeLogs, runStage } from './test/run-stage.ts';
import { choose, type Stage, stages } from './test/stages.ts';

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});
const only = values.only.flatMap(names => names.split(',')).filter(Boolean);
const wide = Math.max(...stages.map(stage => stage.name.length));

let server: TestServer | undefined;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));

const chosen = chooseOrExit();
const outcomes: Outcome[] = [];
const minutes = Math.round(chosen.reduce((sum, stage) => sum + stage.budget, 0) / 60);
console.log(`Stages: ${chosen.length}. Budget: ${minutes} min on 2 cores.\n`);
for (const stage of chosen) {
  if (stopping) break;
  const outcome = await run(stage);
  if (stopping) break;
  outcomes.push(outcome);
  report(outcome);
}
if (!stopping) {
  await server?.stop();
  summarise();
}

function chooseOrExit(): readonly Stage[] {
  try {
    return choose({ all: values.all, only });
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}

async function run(stage: Stage): Promise<Outcome> {
  if (process.stdout.isTTY) process.stdout.write(`  ${stage.name} …\r`);
  try {
    if (stage.database && !server) {
      const { startTestServer } = await import('../platform/testing/server.ts');
      server = await startTestServer();
    }
    return await runStage(stage, { all: values.all, server: server?.env });
  } catch (error) {
    const reasons = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    return { stage, seconds: 0, passed: 0, failed: 1, reasons, log: '' };
  }
}

function report(outcome: Outcome): void {
  console.log(line(outcome));
  if (outcome.seconds > 3 * outcome.stage.budget)
    console.log(`  warning: ${outcome.stage.name} took more than three times its budget`);
  if (outcome.reasons.length === 0) return;
  for (const reason of outcome.reasons) console.log(`    ${reason}`);
  // The first failure is shown whole; later ones, often its echoes, by their ends.
  const text = outcome.log ? readFileSync(outcome.log, 'utf8').trimEnd() : '';
  if (text === '') return;
  const output = text.split('\n');
  const first = outcomes.filter(({ reasons }) => reasons.length > 0).length === 1;
  const shown = first ? output : output.slice(-80);
  console.log(shown.map(one => `    | ${one}`).join('\n'));
  if (shown.length < output.length) console.log(`    The whole output is in ${outcome.log}`);
}

function line({ stage, seconds, passed, failed }: Outcome): string {
  const result = failed === 0 ? `ok       ${passed} passed` : `FAILED   ${passed} passed, ${failed} failed`;
  return `${stage.name.padEnd(wide)}  ${seconds.toFixed(1).padStart(7)} s of ${String(stage.budget).padStart(4)} s   ${result}`;
}

function summarise(): void {
  const sum = (of: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  console.log('\nSummary');
  for (const outcome of outcomes) console.log(line(outcome));
  console.log(
    `${'all'.padEnd(wide)}  ${sum(one => one.seconds)
      .toFixed(1)
      .padStart(7)} s of ${sum(one => one.stage.budget)} s`,
  );
  const failed = sum(outcome => outcome.failed);
  console.log(`\n${sum(outcome => outcome.passed)} passed, ${failed} failed`);
  if (failed === 0) removeLogs();
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Ends the stage's processes and the database, then ends as the signal asks. A second signal changes nothing. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (stopping) return;
  stopping = true;
  await endChildren();
  await server?.stop();
  removeLogs();
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
