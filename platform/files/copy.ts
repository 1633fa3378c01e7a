import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Why there is no copy: more picture than is decoded, nothing that decodes, or more memory or time than there is. */
export type NoCopy = 'too-large' | 'damaged' | 'too-costly';

export interface Copied<T> {
  /** What the consumer made of the bytes, or why there were none. */
  readonly copy: { readonly kind: string; readonly size: number; readonly kept: T } | NoCopy;
  /** The most memory that the process held, in kilobytes. */
  readonly peak: number;
}

/** A decoder holds at most so much, in kilobytes; the process is ended by the kernel or by us before it takes the machine's. */
const mostResident = 480_000;
/** Node reserves some 550 MB of addresses that it never fills; the kernel counts them. */
const mostReserved = 1_050_000;
const mostSeconds = 45;

const program = join(import.meta.dirname, 'copy-process.ts');

/**
 * Makes a picture anew in a process of its own, from its pixels alone: what a camera or a program wrote beside them, and
 * whatever else lies in the file, is not there. `keep` is given the bytes of the copy as they come.
 */
export async function copyPicture<T>(
  original: AsyncIterable<Buffer>,
  kind: string,
  keep: (copy: AsyncIterable<Buffer>) => Promise<T>,
  signal?: AbortSignal,
): Promise<Copied<T>> {
  const command = `ulimit -c 0; ulimit -d ${mostReserved}; exec "$0" --max-old-space-size=128 "$1" "$2"`;
  const child = spawn('/bin/sh', ['-c', command, process.execPath, program, kind], {
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
    env: { NODE_OPTIONS: '', UV_THREADPOOL_SIZE: '1', MALLOC_ARENA_MAX: '2' },
    timeout: mostSeconds * 1000,
    killSignal: 'SIGKILL',
    ...(signal && { signal }),
  });
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  const told = textOf(child.stdio[3] as Readable);
  const watch = watchMemory(child.pid ?? 0, () => child.kill('SIGKILL'));
  let size = 0;
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const part of child.stdout as AsyncIterable<Buffer>) {
      size += part.length;
      yield part;
    }
  }
  try {
    // A process that has seen enough closes its end, and what it says counts; an original that cannot be read does not.
    let unread: Error | undefined;
    async function* read(): AsyncGenerator<Buffer> {
      try {
        yield* original;
      } catch (error) {
        unread = error as Error;
        throw error;
      }
    }
    const sent = pipeline(Readable.from(read()), child.stdin as Writable).catch(() => undefined);
    const parts = measured();
    const first = await parts.next();
    const kept = first.done ? undefined : await keep(following(first.value, parts));
    const [[status], said] = await Promise.all([ended, told]);
    await sent;
    if (unread) throw unread;
    if (status === null || said === '') return { copy: 'too-costly', peak: watch.peak() };
    const outcome = JSON.parse(said) as { kind: string; peak: number } | { refused: NoCopy; peak: number };
    const peak = Math.max(outcome.peak, watch.peak());
    if ('refused' in outcome) return { copy: outcome.refused, peak };
    return { copy: kept === undefined ? 'damaged' : { kind: outcome.kind, size, kept }, peak };
  } finally {
    watch.stop();
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}

async function* following(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const part of stream) text += String(part);
  return text;
}

/** Looks ten times a second; the limit above holds in between. */
function watchMemory(pid: number, tooMuch: () => void) {
  let peak = 0;
  const look = async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    if (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) > mostResident) tooMuch();
  };
  const timer = setInterval(() => void look(), 100);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}
