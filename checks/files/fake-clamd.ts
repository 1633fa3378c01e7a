import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { eicar } from './two-hundred.ts';

/** Stands where clamd stands: speaks INSTREAM, and knows one virus. */
export async function startFakeClamd() {
  const server = createServer(socket => void answer(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => server.close(),
  };
}

async function answer(socket: Socket): Promise<void> {
  let sent = Buffer.alloc(0);
  const content: Buffer[] = [];
  try {
    for await (const part of socket) {
      sent = Buffer.concat([sent, part as Buffer]);
      if (sent.subarray(0, 10).equals(Buffer.from('zINSTREAM\0'))) sent = sent.subarray(10);
      for (; sent.length >= 4; sent = sent.subarray(4 + sent.readUInt32BE())) {
        const length = sent.readUInt32BE();
        if (length === 0) {
          const isFound = Buffer.concat(content).includes(eicar);
          socket.end(isFound ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
          return;
        }
        if (sent.length < 4 + length) break;
        content.push(sent.subarray(4, 4 + length));
      }
    }
  } catch {
    // Who asked has gone.
  }
}
