/** A file as records, read as a stream: however large it is, one record and one chunk of it are in memory. */

export interface RawRecord {
  /** As a spreadsheet numbers its rows: the first is 1, empty ones count. */
  readonly row: number;
  readonly bytes: Buffer;
  /** How it ended: as a record does, with the file, or with the file inside quotes that nothing closes. */
  readonly end: 'line' | 'file' | 'in-quotes';
  /** More than `longest` bytes: the rest of it was passed over. */
  readonly isTooLong: boolean;
  /** How much of the file was read up to its end, in bytes. */
  readonly upTo: number;
}

export interface HowToCut {
  /** Of a table: line ends in quotes belong to a cell. Without one, each line is a record. */
  readonly delimiter?: number | undefined;
  readonly longest: number;
}

const [lineFeed, quote] = [0x0a, 0x22];
type Source = AsyncIterable<Buffer>;

/** Empty records are numbered and left out. */
export async function* recordsOf(
  source: Source,
  { delimiter, longest }: HowToCut,
): AsyncGenerator<RawRecord> {
  let row = 0;
  let held: Buffer[] = [];
  let size = 0;
  let upTo = 0;
  const quotes = quoting(delimiter);
  const keep = (part: Buffer): void => {
    if (size <= longest) held.push(part);
    size += part.length;
  };
  const take = (end: RawRecord['end']): RawRecord | undefined => {
    row += 1;
    upTo += size + (end === 'line' ? 1 : 0);
    const isTooLong = size > longest;
    const bytes = isTooLong ? Buffer.alloc(0) : Buffer.concat(held);
    held = [];
    size = 0;
    return isTooLong || bytes.some(each => !isSpace(each)) ? { row, bytes, end, isTooLong, upTo } : undefined;
  };
  for await (const chunk of source) {
    let from = 0;
    for (let end = quotes.endOf(chunk, 0); end >= 0; end = quotes.endOf(chunk, from)) {
      keep(chunk.subarray(from, end));
      from = end + 1;
      const record = take('line');
      if (record) yield record;
    }
    keep(chunk.subarray(from));
    // Of a quote that nothing closes the rest of the file would be one record.
    if (size > longest && quotes.isOpen()) break;
  }
  const last = size > 0 ? take(quotes.isOpen() ? 'in-quotes' : 'file') : undefined;
  if (last) yield last;
}

const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** Where records end: at line ends, but for those inside a cell that began with a quote. */
function quoting(delimiter: number | undefined) {
  if (delimiter === undefined)
    return { endOf: (chunk: Buffer, from: number) => chunk.indexOf(lineFeed, from), isOpen: () => false };
  let isInside = false;
  /** What came just before: the start of a cell, a quote that closed one, or anything else. */
  let after: 'start' | 'closed' | 'other' = 'start';
  return {
    isOpen: () => isInside,
    endOf(chunk: Buffer, from: number): number {
      for (let at = from; at < chunk.length; at++) {
        const byte = chunk[at];
        if (isInside) {
          if (byte !== quote) continue;
          isInside = false;
          after = 'closed';
        } else if (byte === quote && after !== 'other') {
          // A doubled quote closed the cell, and opens it again.
          isInside = true;
        } else if (byte === lineFeed) {
          after = 'start';
          return at;
        } else after = byte === delimiter ? 'start' : 'other';
      }
      return -1;
    },
  };
}
