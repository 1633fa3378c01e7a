/** Questions asked of the web as everybody, each answer held against the reviewed table. */
import assert from 'node:assert/strict';
import { heldOfRequest } from './asking-intent.ts';
import { nameOf } from './cast.ts';
import { held, heldOfForeign } from './intent.ts';
import type { Shown } from './marks.ts';
import { ask, type Cell, cells, fingerprints, keyOf, sightOf } from './matrix.ts';
import type { Question } from './requests.ts';
import { readReviewed } from './reviewed.ts';
import { stagesOfRecord, type Told } from './telling.ts';
import { openWorld, type World } from './world.ts';

/** What one question was examined as, and how. */
export interface Examination {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** A test for each question, to be declared where it is to be counted. The world it opens is for these alone. */
export async function examinations(
  questions: readonly Question[],
): Promise<{ readonly world: World; readonly tests: readonly Examination[] }> {
  const world = await openWorld();
  const expected = readReviewed();
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

  const tests = questions.map(question => ({
    name: `${question.name} answers everybody as the reviewed table says`,
    run: async () => {
      const asked = cells.filter(cell => cell.question === question);
      assert.ok(asked.length >= 8);
      const untouched = [...shared.values(), unfinished, refused, notice, handedOver, request, ...foreign];
      const before = await fingerprints(world, untouched);
      const wrong: string[] = [];
      for (const cell of asked) wrong.push(...(await examine(cell)));
      assert.deepEqual(wrong, []);
      assert.deepEqual(await fingerprints(world, untouched), before, 'a refused request changed a record');
    },
  }));
  return { world, tests };

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
}

const mayBeShown = ({ actor }: Cell, { foreign, stage, moves, isRequest }: Told): readonly Shown[] =>
  isRequest
    ? heldOfRequest(actor)
    : foreign
      ? heldOfForeign(actor, stage)
      : [...held(actor, stage), ...(moves ? held(actor, 'decided') : [])];
