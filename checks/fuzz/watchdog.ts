/** A server that is busy for ever cannot be timed out from its own thread: another one watches, and names the culprit. */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

export interface Watchdog {
  /** What is done now. */
  note(text: string): void;
  end(): Promise<number>;
}

const quietSeconds = 60;
const textBytes = 2_000;

export function startWatchdog(): Watchdog {
  const shared = new SharedArrayBuffer(8 + textBytes);
  const [notes, text] = [new Int32Array(shared, 0, 2), new Uint8Array(shared, 8)];
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: shared });
  worker.unref();
  return {
    note(said) {
      const bytes = Buffer.from(said).subarray(0, textBytes);
      text.set(bytes);
      notes[1] = bytes.length;
      Atomics.add(notes, 0, 1);
    },
    end: () => worker.terminate(),
  };
}

if (!isMainThread && workerData instanceof SharedArrayBuffer) watch(workerData);

function watch(shared: SharedArrayBuffer): void {
  const [notes, text] = [new Int32Array(shared, 0, 2), new Uint8Array(shared, 8)];
  let [last, quiet] = [0, 0];
  setInterval(() => {
    const now = Atomics.load(notes, 0);
    quiet = now === last ? quiet + 1 : 0;
    last = now;
    if (quiet < quietSeconds) return;
    const said = Buffer.from(text.slice(0, notes[1])).toString();
    writeSync(2, `\nHANGS: for ${quietSeconds} seconds nothing was answered. The last request was ${said}\n`);
    process.kill(process.pid, 'SIGKILL');
  }, 1_000);
}
