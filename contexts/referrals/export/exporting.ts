/** A whole export, a page at a time: whoever saw what is committed before it is written to the file. */
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Permit } from '../../../platform/access/permit.ts';
import type { Policy } from '../../../platform/access/policy.ts';
import type { FormDefinition } from '../../../platform/forms/definition.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { csvRow, csvStart } from '../../../platform/text/csv.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import { textOf } from '../import/cells.ts';
import { columnsOfExport } from '../import/columns.ts';
import type { Format } from '../import/sniff.ts';
import { type Exported, exportPage } from './commands.ts';
import { countHeld } from './queries.ts';

export interface ExportOptions {
  /** Must not be there yet. */
  readonly file: string;
  readonly format: Format;
  readonly pack: Pack;
  readonly policy: Policy;
  readonly words: Words;
  /** One transaction as whoever exports, who must be permitted to in each of them. */
  readonly acting: <T>(act: (work: Work, permit: Permit<'referral:export'>) => Promise<T>) => Promise<T>;
  readonly onProgress?: (done: number, of: number) => void;
}

const pageSize = 50;

/** Answers how many referrals are in the file. It is there whole, or not at all. */
export async function exportReferrals(options: ExportOptions): Promise<number> {
  const { file, format, pack, policy, words, acting, onProgress } = options;
  const form = theForm(pack);
  const columns = answerColumns(form);
  const part = `${file}.part`;
  // Neither is written over: what lies there may be all that somebody has.
  closeSync(openSync(file, 'wx', 0o600));
  let [count, passed] = [0, 0];
  try {
    const open = openSync(part, 'wx', 0o600);
    try {
      if (format === 'csv') writeSync(open, csvStart + csvRow([...columnsOfExport, ...columns]));
      const of = await acting(work => countHeld(work));
      let after: string | undefined;
      do {
        const page = await acting((work, permit) =>
          exportPage(work, permit, { policy, words, after, most: pageSize }),
        );
        const lines = page.referrals.map(each =>
          format === 'csv' ? exportedRow(each, columns) : `${JSON.stringify(each)}\n`,
        );
        writeSync(open, lines.join(''));
        count += page.referrals.length;
        passed += page.passed;
        after = page.last;
        onProgress?.(Math.min(passed, of), of);
      } while (after !== undefined);
    } finally {
      closeSync(open);
    }
    renameSync(part, file);
    return count;
  } catch (error) {
    for (const left of [part, file]) rmSync(left, { force: true });
    throw error;
  }
}

/** Every question but those whose answers are sealed, in the form's order. */
export const answerColumns = (form: FormDefinition): readonly string[] =>
  form.steps.flatMap(step => step.fields.filter(({ sealed }) => !sealed).map(({ id }) => `${step.id}.${id}`));

export function exportedRow(
  { reference, stage, submittedAt, warnings, answers }: Exported,
  columns: readonly string[],
): string {
  const cells = columns.map(column => {
    const [step = '', field = ''] = column.split('.');
    const answer = answers[step]?.[field];
    return answer === undefined ? '' : textOf(answer);
  });
  return csvRow(['1', reference, stage, submittedAt, warnings.join('; '), ...cells]);
}
