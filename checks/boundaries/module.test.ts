import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCircle } from './graph.ts';
import { readModule } from './module.ts';

const imports = (source: string) =>
  readModule('a.ts', source).imports.map(({ from, typeOnly }) => [from, typeOnly ? 'type' : 'value']);

test('every form of import is seen, and whether it is only a type', () => {
  const forms: readonly [string, ...[string | undefined, 'type' | 'value'][]][] = [
    ["import { a } from './a.ts';", ['./a.ts', 'value']],
    ["import './side.ts';", ['./side.ts', 'value']],
    ["import {} from './empty.ts';", ['./empty.ts', 'value']],
    ["import d, * as all from './b.ts';", ['./b.ts', 'value']],
    ["import type { T } from './t.ts';", ['./t.ts', 'type']],
    ["import { type T, type U } from './t.ts';", ['./t.ts', 'type']],
    ["import { type T, u } from './t.ts';", ['./t.ts', 'value']],
    ["export * from './c.ts';", ['./c.ts', 'value']],
    ["export { c } from './c.ts';", ['./c.ts', 'value']],
    ["export type { C } from './c.ts';", ['./c.ts', 'type']],
    ["export type * from './c.ts';", ['./c.ts', 'type']],
    ["type T = import('./g.ts').T;", ['./g.ts', 'type']],
    ["const f = async () => import('./i.ts');", ['./i.ts', 'value']],
    ['const f = async () => import(`./j.ts`);', ['./j.ts', 'value']],
    ['const f = async (x: string) => import(`./${x}.ts`);', [undefined, 'value']],
    ["import k = require('./k.ts');", ['./k.ts', 'value']],
    ["const l = require('./l.cjs');", ['./l.cjs', 'value']],
    ["import data from './data.json' with { type: 'json' };", ['./data.json', 'value']],
  ];
  for (const [source, ...expected] of forms) assert.deepEqual(imports(source), expected, source);
});

test('what stands in comments, strings, templates and patterns is no import', () => {
  const source = `
    // import a from './no.ts'
    /* import b from './no.ts' */
    const text = "import c from './no.ts'" + 'import("./no.ts")';
    const template = \`import d from './no.ts' \${'import("./no.ts")'}\`;
    const pattern = /import e from '.\\/no.ts'/;
    const ratio = 4 / 2 / 1; // ' "
  `;
  assert.deepEqual(imports(source), []);
});

test('SQL is seen as a template, by its functions, and as a step of Kysely’s', () => {
  const seen = (source: string) => readModule('a.ts', source).sql.length;
  assert.equal(seen('sql`select 1`'), 1);
  assert.equal(seen('sql<number>`select 1`'), 1);
  assert.equal(seen("sql.raw('select 1')"), 1);
  assert.equal(seen("db.with('a', q => q).selectFrom('a')"), 1);
  assert.equal(seen("db['insertInto']('a')"), 1);
  assert.equal(seen("const words = 'selectFrom'; const sql = 1; f(sql);"), 0);
});

test('clocks, chance and the process are seen as values, not as names of properties or types', () => {
  const seen = (source: string) => readModule('a.ts', source).ambient.map(({ name }) => name);
  assert.deepEqual(seen('new Date(); Date.now(); Math.random(); Temporal.Now.instant(); const f = Date;'), [
    'Date',
    'Date',
    'Math.random',
    'Temporal.Now',
    'Date',
  ]);
  assert.deepEqual(seen('setTimeout(() => {}, 1); process.env; const { env } = process;'), [
    'setTimeout',
    'process',
    'process',
  ]);
  assert.deepEqual(
    seen('const on: Date = given.Date; interface A { process: 1 } const a = { process: given.process };'),
    [],
  );
  assert.deepEqual(seen('export const f = ({ process }: Payload) => process.state;'), []);
  assert.deepEqual(seen("import { performance } from './mine.ts'; performance();"), []);
});

test('a file that does not parse is an error, never a file without imports', () => {
  assert.throws(() => readModule('a.ts', 'import { from'), /a\.ts does not parse/);
});

test('a circle of contexts is found and told along its way', () => {
  assert.equal(findCircle({ a: ['b', 'c'], b: ['c'], c: [] }), undefined);
  assert.deepEqual(findCircle({ a: ['b'], b: ['c'], c: ['b'] }), ['b', 'c', 'b']);
  assert.deepEqual(findCircle({ a: ['a'] }), ['a', 'a']);
});
