import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { methodOf } from '../../platform/http/route.ts';
import { cells, type Cell, ask, fingerprints, header, intendedLine, keyOf, sightOf } from './matrix.ts';
import { heldOfRequest } from './asking-intent.ts';
import { held, heldOfForeign } from './intent.ts';
import { nameOf } from './cast.ts';
import type { Shown } from './marks.ts';
import { questions, routeOf } from './requests.ts';
import { stagesOfRecord, type Told } from './telling.ts';
import { openWorld } from './world.ts';

const reviewed = join(import.meta.dirname, 'expected.csv');
if (process.env['UPDATE_REVIEWED'])
  writeFileSync(reviewed, `${[header, ...cells.map(intendedLine).toSorted()].join('\n')}\n`);
const expected = new Map(
  readFileSync(reviewed, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => [line.split(',').slice(0, 4).join(','), line]),
);

const world = await openWorld();
const shared = new Map<string, Told>();
for (const stage of stagesOfRecord) shared.set(stage, await world.tell(stage));
const unfinished = await world.tell('draft', { unfinished: true });
const refused = await world.tell('draft', { after: 'refusal' });
const notice = await world.tell('unallocated', { after: 'notice' });
const request = await world.tell('draft', { after: 'request' });
const handedOver = await world.tell('draft', { after: 'hand-over' });
// Of another organisation and the other authority: what every list must leave out for most.
const foreign = [
  await world.tell('draft', { foreign: true }),
  await world.tell('unallocated', { foreign: true }),
];
const recordFor = ({ question, stage }: Cell): Told => {
  if (question.after) return { refusal: refused, notice, 'hand-over': handedOver, request }[question.after];
  const told = question.unfinished ? unfinished : shared.get(stage ?? 'unallocated');
  assert.ok(told);
  return told;
};

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

for (const question of questions)
  test(`${question.name} answers everybody as the reviewed table says`, async () => {
    const asked = cells.filter(cell => cell.question === question);
    assert.ok(asked.length >= 8);
    const untouched = [...shared.values(), unfinished, refused, notice, handedOver, request, ...foreign];
    const before = await fingerprints(world, untouched);
    const wrong: string[] = [];
    for (const cell of asked) wrong.push(...(await examine(cell)));
    assert.deepEqual(wrong, []);
    assert.deepEqual(await fingerprints(world, untouched), before, 'a refused request changed a record');
  });

/** A write that should happen gets a record of its own, and must change it. */
async function examine(cell: Cell): Promise<string[]> {
  const line = expected.get(keyOf(cell)) ?? '';
  const status = line.split(',')[4];
  const isDone =
    ['303', '201'].includes(status ?? '') ||
    ((status === '422' || status === '200') && cell.question.keepsSound === true);
  const isWrite = cell.stage !== undefined && cell.question.name.startsWith('POST') && isDone;
  const told = isWrite
    ? await world.tell(cell.stage ?? 'draft', {
        moves: true,
        ...(cell.question.after && { after: cell.question.after }),
        ...(cell.question.withoutFiles && { withoutFiles: true }),
      })
    : recordFor(cell);
  const before = isWrite ? await fingerprints(world, [told]) : [];
  const from = new Date();
  const answer = await ask(world, cell, told);
  const wrong = answer.line === line ? [] : [`expected ${line}`, `answered ${answer.line}`];
  const isSame = isWrite && (await fingerprints(world, [told]))[0] === before[0];
  if (isWrite && isSame !== (cell.question.opensAnother === true))
    wrong.push(`${line}: ${isSame ? 'nothing was written' : 'the record was written to'}`);
  for (const [number, classes] of answer.others) {
    const other = world.told.find(each => each.number === number);
    const may = other ? mayBeShown(cell, other) : [];
    for (const each of classes)
      if (!may.includes(each)) wrong.push(`${line}: shows ${each} of another record`);
  }
  const seen = [...answer.shows].filter(each => each !== 'process' && each !== 'own-draft');
  if (seen.length > 0) {
    const sight = await sightOf(world, told, await world.sign(cell.actor), from);
    // What is sealed is where the person is.
    const untold = seen.filter(each => !sight?.includes(each === 'sealed' ? 'location' : each));
    if (untold.length > 0)
      wrong.push(`${line}: no sight tells that ${nameOf(cell.actor)} saw ${untold.join(', ')}`);
  }
  return wrong;
}

const mayBeShown = ({ actor }: Cell, { foreign, stage, moves, isRequest }: Told): readonly Shown[] =>
  isRequest
    ? heldOfRequest(actor)
    : foreign
      ? heldOfForeign(actor, stage)
      : [...held(actor, stage), ...(moves ? held(actor, 'decided') : [])];

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
