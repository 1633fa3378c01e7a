import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { type DataClass, dataClasses } from '../pure/classes.ts';

/** What was erased, as every later restore must know it. Ids, classes and rules: nothing of what it was. */
export interface Erased {
  readonly of: string;
  readonly id: string;
  readonly classes: readonly DataClass[] | undefined;
  readonly entries: readonly { readonly entryId: string; readonly classes: readonly DataClass[] }[];
  readonly basis: string;
}

/** The list of erasures cannot be read, or is not what was written. */
export class ErasuresProblem extends Error {}

const classes = z.array(z.enum(dataClasses));
const line = z.strictObject({
  n: z.int().min(1),
  at: z.string(),
  before: z.string().regex(/^[0-9a-f]{64}$/),
  /** An erasure that did not come about, by its number. */
  undone: z.int().min(1).exactOptional(),
  erased: z
    .strictObject({
      of: z.string(),
      id: z.uuid(),
      classes: classes.exactOptional(),
      entries: z.array(z.strictObject({ entryId: z.uuid(), classes })),
      basis: z.string(),
    })
    .exactOptional(),
  /** Of all of the line before this. */
  sum: z.string(),
});
type Line = z.output<typeof line>;

const beginning = '0'.repeat(64);
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface ErasuresList {
  /** What was erased and not undone, the oldest first. */
  readonly erased: readonly Erased[];
  /** Durable when it returns. Answers the number under which it stands. */
  add(erased: Erased, at: string): number;
  /** Says that the transaction of this one did not come about. */
  undo(n: number, at: string): void;
}

/**
 * The list of erasures, in a file that lies in no backup: lines of JSON, of which each holds the digest of the one before. One
 * process at a time writes it. A last line that was cut off by a crash is of an erasure that never was, and is left behind.
 * @throws ErasuresProblem where a line was altered, taken out or put in
 */
export function openErasures(file: string): ErasuresList {
  const { lines, whole, isTorn } = read(file);
  let last = lines.at(-1)?.sum ?? beginning;
  let count = lines.length;
  let isWhole = !isTorn;
  const append = (said: Pick<Line, 'undone' | 'erased'>, at: string): number => {
    count += 1;
    const rest = { n: count, at, before: last, ...said };
    last = digest(JSON.stringify(rest));
    if (!isWhole) truncateSync(file, whole);
    isWhole = true;
    write(file, JSON.stringify({ ...rest, sum: last }));
    return count;
  };
  const undone = new Set(lines.flatMap(({ undone: n }) => n ?? []));
  return {
    erased: lines.flatMap(({ n, erased }) =>
      erased && !undone.has(n) ? [{ ...erased, classes: erased.classes }] : [],
    ),
    add: ({ classes: only, ...erased }, at) =>
      append(
        {
          erased: {
            ...erased,
            ...(only && { classes: [...only] }),
            entries: erased.entries.map(each => ({ entryId: each.entryId, classes: [...each.classes] })),
          },
        },
        at,
      ),
    undo: (n, at) => void append({ undone: n }, at),
  };
}

interface Read {
  readonly lines: readonly Line[];
  /** Bytes of whole lines. */
  readonly whole: number;
  readonly isTorn: boolean;
}

function read(file: string): Read {
  const text = contentOf(file);
  const whole = text.lastIndexOf('\n') + 1;
  const lines: Line[] = [];
  for (const each of text.slice(0, whole).split('\n').slice(0, -1)) {
    const said = line.safeParse(parse(each));
    const follows = said.success && said.data.before === (lines.at(-1)?.sum ?? beginning);
    if (!follows || said.data.n !== lines.length + 1 || said.data.sum !== sumOf(each))
      throw new ErasuresProblem(
        `Line ${lines.length + 1} of the list of erasures is not as it was written: nothing is erased or restored until it is put right from a copy.`,
      );
    lines.push(said.data);
  }
  return { lines, whole: Buffer.byteLength(text.slice(0, whole)), isTorn: whole < text.length };
}

/** Of what was written, byte for byte: what a parser passes over counts too. */
const sumOf = (text: string): string => digest(text.replace(/,"sum":"[0-9a-f]{64}"\}$/, '}'));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw new ErasuresProblem('The list of erasures cannot be read.', { cause: error });
  }
}

/** The disk has it before anything is erased. */
function write(file: string, text: string): void {
  let open: number | undefined;
  try {
    open = openSync(file, 'a', 0o600);
    writeSync(open, `${text}\n`);
    fsyncSync(open);
  } catch (error) {
    throw new ErasuresProblem('The list of erasures cannot be written: nothing was erased.', {
      cause: error,
    });
  } finally {
    if (open !== undefined) closeSync(open);
  }
}
