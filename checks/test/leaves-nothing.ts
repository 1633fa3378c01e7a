import { setTimeout as pause } from 'node:timers/promises';

/** What the tests of a file could change for those of the next. */
interface State {
  readonly settings: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly builtIn: readonly unknown[];
  /** What keeps the process alive: timers, sockets, servers, children. */
  readonly open: readonly string[];
}

export const stateNow = (): State => ({
  settings: { ...process.env },
  folder: process.cwd(),
  builtIn: [Date, setTimeout, setInterval, fetch, Math.random],
  open: process.getActiveResourcesInfo(),
});

/** Idle connections to a database close after ten seconds: a process of its own would have waited for them, too. */
const closesWithin = 15_000;

/** @throws where something is not as it was before */
export async function leavesNothing(before: State, patience = closesWithin): Promise<void> {
  const until = performance.now() + patience;
  while (leftOpen(before).length > 0 && performance.now() < until) await pause(20, undefined, { ref: false });
  const now = stateNow();
  const open = leftOpen(before);
  const left = [
    ...changed(before.settings, now.settings).map(name => `another ${name} in the environment`),
    ...(now.folder === before.folder ? [] : [`the folder ${now.folder}`]),
    ...(now.builtIn.every((each, place) => each === before.builtIn[place]) ? [] : ['a replaced built-in']),
    ...(open.length > 0 ? [`open: ${open.join(', ')}`] : []),
    // Set by node:test for what fails when the test that began it has ended.
    ...(process.exitCode ? [`the exit code ${process.exitCode}`] : []),
  ];
  process.exitCode = undefined;
  if (left.length > 0) throw new Error(`The file leaves behind ${left.join('; ')}`);
}

/** The library of pictures says where it is, when it is first loaded. */
const notOfTests = ['VIPSHOME'];

const changed = (before: State['settings'], now: State['settings']): readonly string[] =>
  Object.keys({ ...before, ...now }).filter(name => before[name] !== now[name] && !notOfTests.includes(name));

function leftOpen({ open }: State): readonly string[] {
  const known = [...open];
  return process.getActiveResourcesInfo().filter(kind => {
    const place = known.indexOf(kind);
    if (place >= 0) known.splice(place, 1);
    return place < 0;
  });
}
