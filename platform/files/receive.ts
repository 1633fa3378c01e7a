import { createHash, randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../pure/result.ts';
import type { KeyService, Wrapped } from '../seal/keys.ts';
import { sealStream } from '../seal/stream.ts';
import { aboutContent, makeContentKey } from './keys.ts';
import { headLength, kindOf } from './detect.ts';
import type { Kind } from './kinds.ts';
import type { FilePlace } from './place.ts';

/** A content in the store: where, and the key that opens it, itself wrapped by the key service. */
export interface Content {
  readonly place: string;
  readonly wrapped: Wrapped;
}

/** What came in and lies sealed in the store, owned by nothing yet. */
export interface Received extends Content {
  readonly kind: Kind;
  /** Of the plain content, in bytes. */
  readonly size: number;
  /** Of the plain content. */
  readonly sha256: Buffer;
  /** Nobody waits for a scanner that is not there. */
  readonly scan: 'waiting' | 'not-scanned';
}

export type NotReceived = 'empty' | 'too-big' | 'not-taken';

/** 25 MB, as the official form of the United Kingdom has it. */
export const mostBytes = 25 * 1024 * 1024;

class TooBig extends Error {}

export interface Receiving {
  readonly place: FilePlace;
  readonly keys: KeyService;
  /** Told of a content's place before anything is written to it. */
  readonly begin: (place: string) => Promise<void>;
  /** Nothing was kept there after all. */
  readonly abandon: (place: string) => Promise<void>;
  readonly hasScanner: boolean;
}

/**
 * Takes in one file as it streams past: its kind is found from its first bytes, its hash on the way, and only sealed
 * pieces touch the disk. What is refused leaves nothing behind.
 */
export async function receive(
  { place, keys, begin, abandon, hasScanner }: Receiving,
  source: AsyncIterable<Buffer>,
): Promise<Result<Received, NotReceived>> {
  const parts = source[Symbol.asyncIterator]();
  const head = await readHead(parts);
  if (head.length === 0) return err('empty');
  const kind = await kindOf(head);
  if (!kind) return err('not-taken');
  const at = randomUUID();
  const { key, wrapped } = await makeContentKey(keys, at);
  const hash = createHash('sha256');
  let size = 0;
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const part of joined(head, parts)) {
      size += part.length;
      if (size > mostBytes) throw new TooBig();
      hash.update(part);
      yield part;
    }
  }
  await begin(at);
  try {
    await place.put(at, sealStream(measured(), key, aboutContent(at)));
  } catch (error) {
    await abandon(at);
    if (error instanceof TooBig) return err('too-big');
    throw error;
  }
  const scan = hasScanner ? 'waiting' : 'not-scanned';
  return ok({ place: at, wrapped, kind, size, sha256: hash.digest(), scan });
}

async function readHead(parts: AsyncIterator<Buffer>): Promise<Buffer> {
  const read: Buffer[] = [];
  let length = 0;
  while (length < headLength) {
    const next = await parts.next();
    if (next.done) break;
    read.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(read);
}

async function* joined(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
