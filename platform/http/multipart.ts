import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type FieldError, ok, refuse, type Result } from '../pure/result.ts';
import { mostBytes } from '../files/receive.ts';
import type { SentFile, Typed } from './route.ts';
import type { Web } from './web.ts';

/** Files in one request, and in one record. */
export const mostFiles = 100;
const mostFields = 40;

/** Lets the routes of this scope read a form with files. A body of another kind is read as everywhere. */
export async function readParts(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      files: mostFiles,
      // One byte more than is taken, so that what is too big is seen to be.
      fileSize: mostBytes + 1,
      fields: mostFields,
      fieldNameSize: 100,
      fieldSize: 100_000,
      parts: mostFiles + mostFields,
      headerPairs: 20,
    },
  });
}

export interface Parts {
  readonly typed: Readonly<Record<string, string>>;
  readonly files: readonly SentFile[];
  readonly faults: readonly FieldError[];
  /** Of every file, also of those that were not taken, in the order in which they came; empty where it is not told. */
  readonly names: readonly string[];
}

/**
 * Reads the parts as they come. `isMeant` judges the fields before the first file is taken; fields after a file are not
 * read. Whoever calls it keeps what is in `taken`, or removes it, also where this throws.
 */
export async function takeParts(
  web: Pick<Web, 'files'>,
  request: FastifyRequest,
  isMeant: (typed: Typed) => boolean,
  taken: SentFile[],
): Promise<Result<Parts>> {
  if (!request.isMultipart()) return refuse('not-understood');
  const typed: Record<string, string> = {};
  const faults: FieldError[] = [];
  const names: string[] = [];
  let number = 0;
  let isJudged = false;
  const parts = request.parts();
  for (;;) {
    const next = await parts.next().catch(unreadable);
    if (next.done) break;
    const part = next.value;
    if (part.type === 'field') {
      if (typeof part.value === 'string' && !isJudged && !part.valueTruncated)
        typed[part.fieldname] = part.value;
      continue;
    }
    if (!isJudged && !isMeant(typed)) {
      part.file.resume();
      return refuse('form-expired');
    }
    isJudged = true;
    // A browser sends an input in which nothing was chosen as a file without a name or a byte.
    const isNone = !part.filename;
    const received = await web.files.receive(whole(part.file));
    part.file.resume();
    if (isNone && !received.ok && received.error === 'empty') continue;
    number += 1;
    const name = nameOf(part.filename);
    names.push(name);
    if (received.ok) taken.push({ ...received.value, name, number });
    else
      faults.push({ field: `files.${number}`, message: `files.error.${received.error}`, values: { number } });
  }
  if (!isJudged && !isMeant(typed)) return refuse('form-expired');
  return ok({ typed, files: taken, faults, names });
}

/** What came is no form, or broke off: that is the sender's doing, and no fault of ours. Its words may quote the sender. */
class Unreadable extends Error {
  readonly statusCode: number;
  constructor(statusCode = 400) {
    super('unreadable');
    this.statusCode = statusCode;
  }
}

function unreadable(error: { readonly statusCode?: number }): never {
  throw new Unreadable(error.statusCode);
}

async function* whole(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const parts = file[Symbol.asyncIterator]();
  for (
    let next = await parts.next().catch(unreadable);
    !next.done;
    next = await parts.next().catch(unreadable)
  )
    yield next.value;
}

/** The last part of whatever path a browser tells, as text that can be kept. */
const nameOf = (told: string | undefined): string =>
  (told ?? '')
    .replace(/^.*[/\\]/s, '')
    .replaceAll(/\p{Cc}/gu, '')
    .toWellFormed()
    .slice(0, 200);
