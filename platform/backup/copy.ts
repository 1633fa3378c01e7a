import { once } from 'node:events';
import { Readable } from 'node:stream';
import type pg from 'pg';

/** What pg has of PostgreSQL's COPY, and its types lack. */
interface Wire {
  readonly stream: NodeJS.ReadWriteStream & { readonly writableNeedDrain: boolean };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

const held = 256 * 1024;

/**
 * The rows of a `COPY … TO STDOUT`, a line each, in pieces of any length. The socket waits while nobody reads: memory does
 * not grow with the table.
 */
export function copyOut(client: pg.ClientBase, statement: string): AsyncIterable<Buffer> {
  let wire: Wire | undefined;
  const rows = new Readable({ highWaterMark: held, read: () => void wire?.stream.resume() });
  // Whoever stops reading leaves rows on the wire: they are taken off, and dropped.
  rows.once('close', () => wire?.stream.resume());
  client.query({
    submit: (connection: unknown) => {
      wire = connection as Wire;
      wire.query(statement);
    },
    handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => {
      // The driver uses its buffer again for what comes next.
      if (!rows.destroyed && !rows.push(Buffer.from(chunk))) wire?.stream.pause();
    },
    handleCommandComplete: () => undefined,
    handleReadyForQuery: () => rows.push(null),
    handleError: (error: Error) => rows.destroy(error),
  });
  return rows;
}

/** Sends lines to a `COPY … FROM STDIN`; answers how many rows PostgreSQL took. What `source` throws ends the statement. */
export function copyIn(
  client: pg.ClientBase,
  statement: string,
  source: AsyncIterable<Buffer>,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let taken = 0;
  let failure: unknown;
  let isOver = false;
  const feed = async (wire: Wire) => {
    try {
      for await (const piece of source) {
        if (isOver) return;
        wire.sendCopyFromChunk(piece);
        if (wire.stream.writableNeedDrain) await drained(wire);
      }
      wire.endCopyFrom();
    } catch (error) {
      failure = error;
      if (!isOver) wire.sendCopyFail('stopped');
    }
  };
  client.query({
    submit: (connection: unknown) => (connection as Wire).query(statement),
    handleCopyInResponse: (connection: Wire) => void feed(connection),
    handleCommandComplete: ({ text }: { readonly text: string }) => {
      taken = Number(text.split(' ').at(-1));
    },
    handleReadyForQuery: () => resolve(taken),
    handleError: (error: Error) => {
      isOver = true;
      reject(failure ?? error);
    },
  });
  return promise;
}

async function drained({ stream }: Wire): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  try {
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]);
  } finally {
    stop.abort();
  }
}
