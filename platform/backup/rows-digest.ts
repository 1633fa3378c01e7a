import { hash } from 'node:crypto';

export interface RowsDigest {
  readonly rows: number;
  /** The same for the same rows in any order. */
  readonly digest: string;
}

const newline = 0x0a;
const lanes = 8;

/**
 * Counts the lines of COPY's text format and digests them, in whatever pieces they come: the sum of the lines' SHA-256, since
 * a table has no order. It compares a table with its copy; that nobody altered the copy is what the seal says.
 */
export function digestRows(): { add(piece: Buffer): void; result(): RowsDigest } {
  const sum = new Uint32Array(lanes);
  let rows = 0;
  let begun: Buffer[] = [];
  const addLine = (line: Buffer) => {
    const hashed = hash('sha256', line, 'buffer');
    for (let lane = 0; lane < lanes; lane += 1) sum[lane] = (sum[lane] ?? 0) + hashed.readUInt32BE(4 * lane);
    rows += 1;
  };
  return {
    add(piece) {
      let from = 0;
      for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, from)) {
        const line = piece.subarray(from, end);
        addLine(begun.length > 0 ? Buffer.concat([...begun, line]) : line);
        begun = [];
        from = end + 1;
      }
      if (from < piece.length) begun.push(piece.subarray(from));
    },
    result: () => ({ rows, digest: Buffer.from(sum.buffer).toString('hex') }),
  };
}

/** Passes rows on, and adds them to a digest. */
export async function* digesting(
  source: AsyncIterable<Buffer>,
  digest: ReturnType<typeof digestRows>,
): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    digest.add(piece);
    yield piece;
  }
}
