/** The file of rows that were not taken, with what is wrong with each: they are put right there, and that file is imported. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { csvRow, csvStart } from '../../../platform/text/csv.ts';
import { columnsOfBadRows } from './columns.ts';
import type { ReadRow } from './rows.ts';

export interface Wrong {
  readonly column: string;
  readonly reason: string;
}
export interface BadRows {
  /** Undefined until there is a row in it. */
  readonly file: string | undefined;
  add(row: ReadRow, wrong: readonly Wrong[]): void;
  end(): void;
}

/**
 * Written anew by each reading, and for its owner alone: it holds the rows as they were. What an earlier reading left there
 * is removed.
 */
export function openBadRows(file: string, header: readonly string[] | undefined): BadRows {
  const name = header ? `${file.replace(/\.\w+$/, '')}.bad.csv` : `${file.replace(/\.\w+$/, '')}.bad.ndjson`;
  rmSync(name, { force: true });
  let open: number | undefined;
  const write = (text: string): void => {
    open ??= begin(name, header);
    writeSync(open, text);
  };
  return {
    get file() {
      return open === undefined ? undefined : name;
    },
    add(row, wrong) {
      write(header ? tableRow(row, wrong, header) : line(row, wrong));
    },
    end() {
      if (open !== undefined) closeSync(open);
    },
  };
}

function begin(name: string, header: readonly string[] | undefined): number {
  const open = openSync(name, 'wx', 0o600);
  if (header) writeSync(open, csvStart + csvRow([...columnsOfBadRows, ...header.filter(isNotOurs)]));
  return open;
}
const isNotOurs = (name: string): boolean => !columnsOfBadRows.some(own => own === name.trim());

function tableRow({ row, said }: ReadRow, wrong: readonly Wrong[], header: readonly string[]): string {
  const cells = typeof said === 'object' ? said.filter((_, nth) => isNotOurs(header[nth] ?? '')) : [];
  const columns = wrong.map(({ column }) => column).filter(column => column !== '');
  return csvRow([String(row), columns.join('; '), wrong.map(inWords).join(' '), ...cells]);
}

const inWords = ({ column, reason }: Wrong): string => (column === '' ? reason : `${column}: ${reason}`);

function line({ row, id, answers, said }: ReadRow, wrong: readonly Wrong[]): string {
  const held = said === undefined ? {} : { ...(id !== undefined && { id }), answers };
  return `${JSON.stringify({ row, faults: wrong, ...held })}\n`;
}
