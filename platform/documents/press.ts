import { Worker } from 'node:worker_threads';
import type { Words } from '../views/page.ts';
import type { DocumentParts } from './definition.ts';
import type { Printed, ToPrint } from './press-worker.ts';
import { faultsOf } from './soundness.ts';

/** No document of ours takes a tenth of this. */
const longest = 20_000;

/** The parts of a document would leave somebody out: a mistake of ours, which no reader can put right. */
export class NotAccessible extends Error {
  constructor(faults: readonly string[]) {
    super(`A document that is not accessible: ${faults.join('; ')}`);
  }
}

/**
 * A document as PDF/UA-1, tagged. It is set in a thread of its own, one document at a time, so that nobody else waits for
 * it; a thread that takes too long is ended, with its document.
 * @throws NotAccessible before anything is set
 */
export async function printPdf(document: DocumentParts, words: Words): Promise<Buffer> {
  const faults = faultsOf(document);
  if (faults.length > 0) throw new NotAccessible(faults);
  const turn = waiting.then(() =>
    printNow({ document, page: pageWords(words), unknown: unknownWords(words) }),
  );
  waiting = turn.catch(() => undefined);
  return turn;
}

let waiting: Promise<unknown> = Promise.resolve();
let press: Press | undefined;

/** Both are written into the document by the thread, which counts. */
const pageWords = (words: Words): string => words('documents.page', { number: '#1', of: '#2' });
const unknownWords = (words: Words): string => words('documents.not-shown');

interface Press {
  readonly worker: Worker;
  /** Whoever waits for the document that is being set. */
  done: ((printed: Printed) => void) | undefined;
}

async function printNow(order: ToPrint): Promise<Buffer> {
  const running = (press ??= startPress());
  // Only while something is set does the thread keep the process alive.
  running.worker.ref();
  const printed = await new Promise<Printed>(resolve => {
    running.done = resolve;
    running.worker.postMessage(order);
    setTimeout(() => resolve({ ok: false, why: 'it took too long' }), longest).unref();
  });
  running.done = undefined;
  running.worker.unref();
  if (printed.ok) return Buffer.from(printed.pdf);
  if (press === running) press = undefined;
  void running.worker.terminate();
  throw new Error(`A document was not set: ${printed.why}`);
}

function startPress(): Press {
  const worker = new Worker(new URL('./press-worker.ts', import.meta.url), { name: 'press', env: {} });
  const started: Press = { worker, done: undefined };
  const end = () => {
    if (press === started) press = undefined;
    started.done?.({ ok: false, why: 'the press ended' });
  };
  worker.on('message', (printed: Printed) => started.done?.(printed));
  worker.on('error', end).on('exit', end);
  return started;
}
