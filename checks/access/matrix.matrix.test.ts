import assert from 'node:assert/strict';
import { test } from 'node:test';
import { methodOf } from '../../platform/http/route.ts';
import { examinations } from './examine.ts';
import { cells, intendedLine, keyOf } from './matrix.ts';
import { isOfPrograms, questions, routeOf } from './requests.ts';
import { readReviewed, writeReviewed } from './reviewed.ts';

if (process.env['UPDATE_REVIEWED']) writeReviewed();
const expected = readReviewed();
// What programs ask is asked beside this, in a world of its own (matrix-of-programs.matrix.test.ts).
const { world, tests } = await examinations(questions.filter(question => !isOfPrograms(question)));

test('the reviewed table has one line for each viewer, relation and stage of every route', () => {
  assert.equal(new Set(cells.map(keyOf)).size, cells.length);
  assert.deepEqual([...expected.keys()].toSorted(), cells.map(keyOf).toSorted());
  assert.ok(expected.size > 3_000, `${expected.size} lines`);
});

test('the reviewed table says what is intended', () => {
  assert.deepEqual([...expected.values()].toSorted(), cells.map(intendedLine).toSorted());
});

test('every route of the web is asked: one more fails here until it stands in the table', () => {
  const known = new Set(questions.map(routeOf));
  const served = routesIn(world.stage.app.printRoutes({ commonPrefix: false }));
  assert.ok(served.length >= 40, `${served.length} routes`);
  assert.deepEqual(
    served.filter(route => !known.has(route)),
    [],
  );
  assert.deepEqual(
    [...known].filter(route => !served.includes(route)),
    [],
  );
  const { routes, publicRoutes } = world.stage.composed;
  const composed = [
    ...routes.map(route => `${methodOf(route)} ${route.path}`),
    ...publicRoutes.map(({ method, path }) => `${method} ${path}`),
  ];
  assert.deepEqual(
    composed.filter(route => !known.has(route)),
    [],
  );
});

for (const { name, run } of tests) test(name, run);

/** `GET /cases/:reference` for each line of the tree that the router prints. */
function routesIn(tree: string): readonly string[] {
  const path: string[] = [];
  return tree.split('\n').flatMap(line => {
    const parts = /^((?:[│ ] {3})*)[├└]── (\S+)(?: \((.+)\))?$/.exec(line);
    if (!parts) return [];
    const depth = (parts[1]?.length ?? 0) / 4;
    path.splice(depth, path.length, parts[2] ?? '');
    // The printer leaves the prefix of a wildcard out (fastify 5.12); `hasRoute` knows it.
    const url = path
      .join('')
      .replace(/^\/\/+/, '/')
      .replace(/^\/\*$/, '/assets/*');
    return (parts[3] ?? '')
      .split(', ')
      .filter(method => method !== '' && method !== 'HEAD')
      .map(method => `${method} ${url}`);
  });
}
