import { connect } from 'node:net';

/** What arrived, read as strictly as a careful client would. */
export interface Answer {
  readonly status: number;
  /** Names in small letters; values as they came, several joined by a line end. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** No answer within this is a hang. Answers take milliseconds; machines differ. */
export const patience = 20_000;

export class Hang extends Error {}
export class BadAnswer extends Error {}

/** Writes bytes to a server and reads its one answer. Nothing corrects what is sent on the way. */
export async function sendBytes(port: number, bytes: Buffer): Promise<Answer> {
  const received = await new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    const late = setTimeout(() => {
      reject(new Hang(`no answer in ${patience / 1_000} seconds, ${parts.length} parts of one`));
      socket.destroy();
    }, patience);
    const end = () => {
      clearTimeout(late);
      resolve(Buffer.concat(parts));
    };
    socket.on('data', part => parts.push(part));
    socket.on('end', end);
    // A server that has answered may refuse the rest of what is being sent.
    socket.on('error', end);
    socket.on('close', end);
    socket.write(bytes);
  });
  return readAnswer(received);
}

/** @throws BadAnswer where the bytes are not one whole answer of HTTP/1.1 */
export function readAnswer(received: Buffer): Answer {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) throw new BadAnswer(`${received.length} bytes came and no whole head`);
  const [first = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]);
  if (!status) throw new BadAnswer(`the answer begins with ${JSON.stringify(first)}`);
  // The interim answer to Expect: 100-continue.
  if (status === 100) return readAnswer(received.subarray(end + 4));
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new BadAnswer(`a header without a name: ${JSON.stringify(line)}`);
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers.set(name, headers.has(name) ? `${headers.get(name)}\n${value}` : value);
  }
  return { status, headers, body: readBody(received.subarray(end + 4), headers) };
}

function readBody(rest: Buffer, headers: ReadonlyMap<string, string>): Buffer {
  if (headers.get('transfer-encoding') !== 'chunked') {
    const length = headers.get('content-length');
    if (length !== undefined && rest.length > Number(length))
      throw new BadAnswer('more came than was announced');
    return rest;
  }
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = rest.indexOf('\r\n', at);
    const size = Number.parseInt(rest.subarray(at, line).toString('latin1'), 16);
    if (line < 0 || Number.isNaN(size)) throw new BadAnswer('the answer broke off');
    if (size === 0) return Buffer.concat(parts);
    parts.push(rest.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
