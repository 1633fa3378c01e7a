import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { generateTables, tablesFile } from './generate-tables.ts';

test('the types of the tables are those of the migrated database (write them anew with npm run db:types)', async () => {
  const made = await generateTables();
  assert.match(made, /export type Int8 = ColumnType<number,/);
  assert.ok((made.match(/^ {2}"?\w+\.\w+"?: /gm) ?? []).length >= 20, 'few tables were found');
  assert.equal(readFileSync(tablesFile, 'utf8'), made);
});
