import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly folder: string | undefined;
}

/** Every process that runs, as /proc shows it; those that ended and were not collected yet are left out. */
function look(): readonly Seen[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      const stat = attempt(() => readFileSync(`/proc/${name}/stat`, 'utf8'));
      // A program's name may hold spaces and brackets: what follows the last one counts.
      const [state, parent] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
      if (!state || !parent || state === 'Z' || state === 'X') return [];
      return [
        {
          pid: Number(name),
          parent: Number(parent),
          folder: attempt(() => readlinkSync(`/proc/${name}/cwd`)),
        },
      ];
    });
}

/** What a process started, and everything that runs somewhere in a folder: PostgreSQL's processes enter their data folder. */
export function treeOf(pid: number | undefined, folder: string): readonly number[] {
  const seen = look();
  const found = new Set(
    seen.filter(each => each.pid === pid || each.folder?.startsWith(`${folder}/`)).map(each => each.pid),
  );
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const each of seen) if (found.has(each.parent)) found.add(each.pid);
  }
  return [...found];
}

export function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) attempt(() => process.kill(pid, name));
}

/** Kills until nothing of it is left, whatever it starts meanwhile. */
export async function killAll(find: () => readonly number[]): Promise<void> {
  for (let round = 0; round < 500; round++) {
    const left = find();
    if (left.length === 0) return;
    signal(left, 'SIGKILL');
    await pause(10);
  }
  throw new Error(`Processes ${find().join(', ')} survive SIGKILL`);
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
