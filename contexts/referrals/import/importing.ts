/** A whole file, a batch at a time: each batch is a transaction of its own, and what is committed is not done again. */
import { createHash } from 'node:crypto';
import { createReadStream, openSync, readSync, closeSync, statSync } from 'node:fs';
import type { Permit } from '../../../platform/access/permit.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import { type BadRows, openBadRows } from './bad-rows.ts';
import { importRows, type Outcome } from './commands.ts';
import { FileProblem, type ReadRow, type Rows, rowsOf } from './rows.ts';
import { type Format, sniff } from './sniff.ts';
import { isImportClash } from './store.ts';

export interface ImportOptions {
  readonly file: string;
  readonly format?: Format | undefined;
  /** Columns that are not taken over. */
  readonly leaveOut: readonly string[];
  readonly isTrial: boolean;
  readonly secret: string;
  readonly pack: Pack;
  readonly today: () => PlainDate;
  readonly words: Words;
  /** One transaction as whoever imports, who must be permitted to in each of them. */
  readonly acting: <T>(act: (work: Work, permit: Permit<'referral:import'>) => Promise<T>) => Promise<T>;
  readonly onStart?: (rows: Pick<Rows, 'leftOut'>) => void;
  readonly onProgress?: (bytes: number, ofBytes: number) => void;
}

export interface ImportCounts {
  readonly sent: number;
  readonly there: number;
  readonly bad: number;
  /** Where the bad rows are, if there are any. */
  readonly badRows: string | undefined;
}

/** So many rows are one transaction. */
const batchSize = 100;

/** @throws FileProblem where the file as a whole cannot be read: nothing of it was imported then */
export async function importReferrals(options: ImportOptions): Promise<ImportCounts> {
  const { file, pack, today, leaveOut, words, acting } = options;
  const ofBytes = statSync(file).size;
  const sniffed = sniff(file, startOf(file), options.format);
  if (!sniffed.ok) throw new FileProblem(sniffed.error);
  const digest = await digestOf(file);
  const source = createReadStream(file, { start: sniffed.value.startsAt, highWaterMark: 256 * 1_024 });
  const reading = { form: theForm(pack), given: { pack, today }, leaveOut: new Set(leaveOut) };
  const rows = await rowsOf(source as AsyncIterable<Buffer>, sniffed.value, reading);
  options.onStart?.(rows);
  const bad = openBadRows(file, rows.header);
  const counts = { sent: 0, there: 0, bad: 0 };
  const importing = {
    isTrial: options.isTrial,
    seen: new Map<string, number>(),
    secret: options.secret,
    file: digest,
  };
  const attempt = (batch: readonly ReadRow[]) =>
    acting((work, permit) => importRows(work, permit, batch, importing));
  const done = async (batch: readonly ReadRow[]) => {
    try {
      return await attempt(batch);
    } catch (error) {
      // Somebody imports the same rows: theirs are there now.
      if (isImportClash(error)) return attempt(batch);
      throw error;
    }
  };
  try {
    for await (const batch of batchesOf(rows.rows)) {
      const outcomes = await done(batch);
      for (const [nth, row] of batch.entries()) {
        const outcome = outcomes[nth];
        if (!outcome) throw new Error('nobody said what became of a row');
        counts[outcome.is] += 1;
        tell(bad, row, outcome, { rows, words });
      }
      options.onProgress?.(batch.at(-1)?.upTo ?? 0, ofBytes);
    }
  } finally {
    bad.end();
  }
  return { ...counts, badRows: bad.file };
}

function tell(
  bad: BadRows,
  row: ReadRow,
  outcome: Outcome,
  { rows, words }: { readonly rows: Rows; readonly words: Words },
): void {
  if (outcome.is !== 'bad') return;
  const wrong = outcome.faults.map(({ column, message, values }) => ({
    column: rows.columnFor(column),
    reason: words(message, values),
  }));
  bad.add(row, wrong);
}

async function* batchesOf(rows: AsyncIterable<ReadRow>): AsyncGenerator<readonly ReadRow[]> {
  let batch: ReadRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function startOf(file: string): Buffer {
  const open = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(64 * 1_024);
    return buffer.subarray(0, readSync(open, buffer));
  } finally {
    closeSync(open);
  }
}

async function digestOf(file: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest();
}
