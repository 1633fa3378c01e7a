import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cells, header, intendedLine } from './matrix.ts';

const reviewed = join(import.meta.dirname, 'expected.csv');

export function writeReviewed(): void {
  writeFileSync(reviewed, `${[header, ...cells.map(intendedLine).toSorted()].join('\n')}\n`);
}

/** The lines that people reviewed, each by what was asked, by whom and when. */
export const readReviewed = (): ReadonlyMap<string, string> =>
  new Map(
    readFileSync(reviewed, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map(line => [line.split(',').slice(0, 4).join(','), line]),
  );
