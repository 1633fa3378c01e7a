import { altered } from './problem.ts';

/** What a backup is made of, in order: notes say what is told next, data is told. */
export type Frame =
  | { readonly kind: 'note'; readonly note: unknown }
  | { readonly kind: 'data'; readonly data: Buffer };

const kinds = { note: 1, data: 2 } as const;
const headLength = 5;
const longest = 256 * 1024;

function headOf(kind: keyof typeof kinds, length: number): Buffer {
  const head = Buffer.alloc(headLength);
  head.writeUInt8(kinds[kind]);
  head.writeUInt32BE(length, 1);
  return head;
}

export function writeNote(note: object): Buffer {
  const text = Buffer.from(JSON.stringify(note));
  return Buffer.concat([headOf('note', text.length), text]);
}

export function* writeData(data: Buffer): Generator<Buffer> {
  for (let at = 0; at < data.length; at += longest) {
    const piece = data.subarray(at, at + longest);
    yield headOf('data', piece.length);
    yield piece;
  }
}

/** @throws BackupProblem where what comes is no backup's */
export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame, void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    rest = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    while (rest.length >= headLength) {
      const length = rest.readUInt32BE(1);
      if (rest.length < headLength + length) break;
      yield frameOf(rest.readUInt8(), rest.subarray(headLength, headLength + length));
      rest = rest.subarray(headLength + length);
    }
  }
  if (rest.length > 0) throw altered();
}

function frameOf(kind: number, content: Buffer): Frame {
  if (kind === kinds.data) return { kind: 'data', data: content };
  if (kind !== kinds.note) throw altered();
  try {
    return { kind: 'note', note: JSON.parse(content.toString('utf8')) };
  } catch {
    throw altered();
  }
}
