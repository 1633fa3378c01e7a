import { readdirSync, readFileSync } from 'node:fs';

/** A clock tick of Linux, in milliseconds. */
const tick = 10;

/** Milliseconds of processor time that these processes, and the database with its own, have spent; 0 where it is not told. */
export function spentBy(processes: readonly number[], database: number): number {
  let spent = 0;
  for (const pid of listProcesses()) {
    const told = read(pid);
    if (told && (processes.includes(pid) || pid === database || told.parent === database))
      spent += told.spent;
  }
  return spent;
}

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
