/** Bytes that are hardly a request: whatever comes back is whole and tells nothing, and the next request is answered. */
import { connect } from 'node:net';
import { type Chance, chanceOf } from './chance.ts';
import { type Fuzzing, mostFailures } from './fuzzing.ts';
import { brokenOff, faultsOf } from './judge.ts';
import { type Request, toBytes } from './request.ts';
import { BadAnswer, patience, readAnswer, sendBytes } from './send.ts';

const head = 'GET /home HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n';
const post = 'POST /sign-out HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n';

const whole: readonly string[] = [
  '',
  '\r\n',
  '\0',
  'GET',
  'GET /\r\n\r\n',
  'GET / HTTP/1.0\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'GET / HTTP/9.9\r\nhost: x\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  'get / http/1.1\r\nhost: x\r\n\r\n',
  'NOSUCH / HTTP/1.1\r\nhost: x\r\n\r\n',
  'CONNECT elsewhere.example:443 HTTP/1.1\r\nhost: elsewhere.example\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
  `${head}a b: c\r\n\r\n`,
  `${head}: c\r\n\r\n`,
  `${head}a\0: c\r\n\r\n`,
  `${head}a: b\0c\r\n\r\n`,
  `${head}a: b\r\n folded\r\n\r\n`,
  `${head}a: b\nc: d\n\n`,
  `${head}host: y\r\n\r\n`,
  `${head}upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-key: x\r\n\r\n`,
  `${head}upgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n\r\n`,
  `${head}expect: something\r\n\r\n`,
  `${head}x: ${'y'.repeat(20_000)}\r\n\r\n`,
  `${head}${'x: y\r\n'.repeat(3_000)}\r\n`,
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
  `${post}content-length: 10\r\n\r\nabc`,
  `${post}content-length: -1\r\n\r\n`,
  `${post}content-length: 1e9\r\n\r\n`,
  `${post}content-length: 99999999999999999999\r\n\r\n`,
  `${post}content-length: 3\r\ncontent-length: 4\r\n\r\nabcd`,
  `${post}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
  `${post}transfer-encoding: chunked\r\n\r\nzz\r\n`,
  `${post}transfer-encoding: chunked\r\n\r\n5\r\nabc`,
  `${post}transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\nabc`,
  `${post}transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  `${post}transfer-encoding: identity\r\n\r\nabc`,
  `${post}content-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n3;ext=1\r\na=b\r\n0\r\ntrailer: x\r\n\r\n`,
  `${post}content-type: application/json\r\ncontent-length: 1048577\r\n\r\n`,
  `${head}\r\nGET /metrics HTTP/1.1\r\nhost: x\r\n\r\n`,
];

/** Sends so many; the server is asked for its health after each. Answers how many were sent. */
export async function tryBytes(
  { theatre, problems, earlier, watchdog, seed }: Fuzzing,
  count: number,
): Promise<number> {
  const health = toBytes({ method: 'GET', path: '/healthz', query: [], headers: [], body: undefined });
  let sent = 0;
  for (; sent < count && problems.length < mostFailures; sent++) {
    const bytes = drawRaw(chanceOf(seed ^ 1, sent), earlier);
    watchdog.note(bytes.toString('latin1'));
    const faults = await faultsOfRaw(theatre.port, bytes);
    const { status } = await sendBytes(theatre.port, health);
    if (status !== 200) faults.push(`afterwards the server was not well: ${status}`);
    problems.push(
      ...faults.map(fault => `${fault}, after ${JSON.stringify(bytes.toString('latin1').slice(0, 400))}`),
    );
  }
  return sent;
}

/** One of the list, or an ordinary request with some of its bytes changed. */
function drawRaw(chance: Chance, requests: readonly Request[]): Buffer {
  if (requests.length === 0 || chance.happens(0.4)) return Buffer.from(chance.one(whole), 'latin1');
  const bytes = Buffer.from(toBytes(chance.one(requests)));
  const end = bytes.indexOf('\r\n\r\n') + 4;
  for (let n = chance.whole(6); n >= 0; n--)
    bytes[chance.whole(end)] = chance.one([0, 9, 10, 13, 32, 58, 37, 47, 0x7f, 0x80, 0xff]);
  return chance.happens(0.2) ? bytes.subarray(0, chance.whole(bytes.length)) : bytes;
}

const goOn = Buffer.from('HTTP/1.1 100 Continue\r\n\r\n');

/** Sends bytes, then no more; a server may close without a word. */
async function faultsOfRaw(port: number, bytes: Buffer): Promise<string[]> {
  const received = await new Promise<Buffer | undefined>(resolve => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    const late = setTimeout(() => {
      resolve(undefined);
      socket.destroy();
    }, patience);
    socket.on('data', part => parts.push(part));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(late);
      resolve(Buffer.concat(parts));
    });
    socket.end(bytes);
  });
  if (!received) return ['the connection stays open'];
  // To whoever sends no more a server may close without a word, also after it asked them to go on.
  if (received.length === 0 || received.equals(goOn)) return [];
  try {
    // What is asked is not known to us either: it is judged as if it were any page.
    return faultsOf('GET', '/', readAnswer(received)).filter(fault => !brokenOff.has(fault));
  } catch (error) {
    if (error instanceof BadAnswer) return received.includes('HTTP/1.1') ? [error.message] : [];
    throw error;
  }
}
