/** What a program started and left running: found by a mark in its environment, which whatever it starts inherits. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const name = 'OPENNRM_STARTED_BY';

/** Marks add up: what a marked program marks in turn is left over of both. */
export const marked = (env: NodeJS.ProcessEnv, mark: string): NodeJS.ProcessEnv => ({
  ...env,
  [name]: [env[name], mark].filter(Boolean).join(' '),
});

/** Kills until nothing is left, whatever it starts meanwhile. Returns the processes that were killed. */
export async function killLeftOver(group: number | undefined, mark: string): Promise<readonly number[]> {
  if (group !== undefined) kill(-group);
  const killed = new Set<number>();
  for (let round = 0; round < 500; round++) {
    const left = processesWith(mark);
    if (left.length === 0) break;
    for (const pid of left) {
      kill(pid);
      killed.add(pid);
    }
    await pause(10);
  }
  return [...killed];
}

/** Only Linux tells; elsewhere the group has to do. */
function processesWith(mark: string): readonly number[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc')
    .filter(pid => /^\d+$/.test(pid) && environmentOf(pid).includes(mark))
    .map(Number);
}

/** Empty of a process that has ended, or is of another user. */
export function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
