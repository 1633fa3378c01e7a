import { createConnection, type Socket } from 'node:net';
import { once } from 'node:events';

export type Scan = (content: AsyncIterable<Buffer>) => Promise<'clean' | 'infected'>;

/** The scanner could not be asked, or could not say. The file waits. */
export class NotScanned extends Error {}

/** No answer for so long, and the scanner counts as gone. */
const patienceMilliseconds = 60_000;

/**
 * Asks clamd over INSTREAM (clamd(8)): pieces with their lengths before them, a piece of no length at the end, one line
 * back. `address`: `tcp://host:3310` or `unix:/path`.
 */
export function clamd(address: string, patience = patienceMilliseconds): Scan {
  const url = new URL(address);
  return async content => {
    const socket =
      url.protocol === 'unix:'
        ? createConnection(url.pathname)
        : createConnection(Number(url.port || 3310), url.hostname);
    socket.setTimeout(patience, () => socket.destroy(new NotScanned('clamd is silent')));
    try {
      const answer = readLine(socket);
      // It may end the stream early, with its answer: that one counts, not the broken pipe.
      await send(socket, content).catch(() => undefined);
      return verdict(await answer);
    } finally {
      socket.destroy();
    }
  };
}

async function send(socket: Socket, content: AsyncIterable<Buffer>): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const piece of content) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    if (piece.length > 0 && !socket.write(Buffer.concat([length, piece]))) await once(socket, 'drain');
  }
  socket.write(Buffer.alloc(4));
}

async function readLine(socket: Socket): Promise<string> {
  let line = '';
  try {
    for await (const part of socket) {
      line += String(part);
      if (line.includes('\0')) break;
    }
  } catch (error) {
    throw new NotScanned('clamd cannot be reached', { cause: error });
  }
  return line;
}

function verdict(line: string): 'clean' | 'infected' {
  if (line.startsWith('stream: OK\0')) return 'clean';
  if (/^stream: .* FOUND\0/.test(line)) return 'infected';
  throw new NotScanned('clamd did not say');
}
