import { readdirSync, readFileSync } from 'node:fs';

/** A clock tick of Linux, in milliseconds. */
const tick = 10;

/** By process, milliseconds of processor time that these, and the database with its own, have spent; empty where it is not told. */
export type Spent = ReadonlyMap<number, number>;

export function spentBy(processes: readonly number[], database: number): Spent {
  const spent = new Map<number, number>();
  for (const pid of listProcesses()) {
    const told = read(pid);
    if (told && (processes.includes(pid) || pid === database || told.parent === database))
      spent.set(pid, told.spent);
  }
  return spent;
}

/** Of processes that run now; what one that ended meanwhile had spent, nobody tells any more. */
export const spentSince = (before: Spent, now: Spent): number =>
  [...now].reduce((sum, [pid, spent]) => sum + spent - (before.get(pid) ?? 0), 0);

function listProcesses(): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number);
}

function read(pid: number): { readonly parent: number; readonly spent: number } | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), spent: (Number(fields[11]) + Number(fields[12])) * tick };
  } catch {
    return undefined;
  }
}
