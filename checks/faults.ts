/** `npm run faults`: plants each fault of checks/faults in a copy of the project and requires its test to find it. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyProject, type Fault, plant, readFaults, runTest } from './faults/plant.ts';
import { endChildren } from './test/child.ts';

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
const only = values.only.flatMap(names => names.split(',')).filter(Boolean);
const faults = readFaults(join(import.meta.dirname, 'faults')).filter(
  ({ name }) => only.length === 0 || only.some(part => name.includes(part)),
);
const copy = copyProject();
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));

// Before it is used: what stands below is reached only after everything has run.
const says = { failed: 'fails', 'not run': 'does not run', passed: 'passes' };
let found = 0;
let problems = 0;
const sound = new Map<string, Promise<string | undefined>>();
try {
  for (const fault of faults) {
    if (stopping) break;
    const began = Date.now();
    const problem = (await soundWithout(fault)) ?? (await findWith(fault));
    if (stopping) break;
    if (problem) problems += 1;
    else found += 1;
    console.log(
      `${problem ? 'FAILED' : 'found '}  ${((Date.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${fault.name}${problem ? `: ${problem}` : ''}`,
    );
  }
} finally {
  copy.remove();
}
if (!stopping) {
  if (faults.length === 0) console.log('There is no fault to plant: this proves nothing.');
  console.log(`\n${found} passed, ${problems} failed`);
  process.exitCode = problems > 0 || faults.length === 0 ? 1 : 0;
}

/** Asked once for each test: a test that fails anyway finds nothing. */
function soundWithout(fault: Fault): Promise<string | undefined> {
  const key = `${fault.file} -- ${fault.test}`;
  const known = sound.get(key);
  if (known) return known;
  const asked = runTest(copy.folder, fault).then(result =>
    result === 'passed' ? undefined : `without the fault, “${key}” ${says[result]}`,
  );
  sound.set(key, asked);
  return asked;
}

async function findWith(fault: Fault): Promise<string | undefined> {
  let remove: () => void;
  try {
    remove = plant(copy.folder, fault);
  } catch (error) {
    return (error as Error).message;
  }
  const result = await runTest(copy.folder, fault);
  remove();
  return result === 'failed' ? undefined : `with the fault, “${fault.file} -- ${fault.test}” ${says[result]}`;
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  if (stopping) return;
  stopping = true;
  await endChildren();
  copy.remove();
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
