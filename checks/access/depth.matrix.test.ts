/** Policies, `access:` lines and query filters are each taken away in turn: what row-level security leaves is the point. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { sql } from 'kysely';
import { createWeb } from '../../app/web.ts';
import type { Composed } from '../../app/compose.ts';
import { createLog } from '../../platform/log/log.ts';
import { actors, type Actor, actorAs as pick, nameOf } from './cast.ts';
import { held, heldOfForeign, intended } from './intent.ts';
import type { Found, Shown } from './marks.ts';
import { ask, type Answered, fingerprints } from './matrix.ts';
import { type Question, questions } from './requests.ts';
import type { StageOfRecord, Told } from './telling.ts';
import { FilterRemover } from './without.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const { composed, database, files, settings, keys } = world.stage;
const stages = ['draft', 'allocated', 'second-reading', 'decided'] as const;
const told = new Map<StageOfRecord, Told>();
for (const stage of stages) told.set(stage, await world.tell(stage));
const foreign = [
  await world.tell('draft', { foreign: true }),
  await world.tell('unallocated', { foreign: true }),
];
const untouched = [...told.values(), ...foreign];

const webOf = (changed: Composed, kysely = database.app) =>
  createWeb({
    composed: changed,
    database: kysely,
    files,
    settings,
    log: createLog({ level: 'silent' }),
    keys,
  });

/** Once a write has lost its filter, what was told of the stages no longer holds. */
let moved = false;
const may = (actor: Actor, { foreign: isForeign, stage, moves }: Told): readonly Shown[] =>
  isForeign
    ? heldOfForeign(actor, stage)
    : [...held(actor, stage), ...(moved || moves ? held(actor, 'decided') : [])];
const holdsNothing = (actor: Actor, record: Told): boolean => may(actor, record).length === 0;

/** What an answer shows that its viewer holds no grant of. */
function leaks(actor: Actor, subject: Told, { shows, others }: Answered, where: string): string[] {
  const all: Found = new Map([...others, [subject.number, shows]]);
  return [...all].flatMap(([number, classes]) => {
    const record = world.told.find(each => each.number === number);
    const allowed = record ? may(actor, record) : [];
    return [...classes]
      .filter(each => !allowed.includes(each))
      .map(each => `${where}: ${nameOf(actor)} sees ${each} of ${record?.stage ?? 'nothing'}`);
  });
}

const isWrite = (question: Question): boolean => !isGet(question) && !question.name.includes('/search');
const isGet = ({ name }: Question): boolean => name.startsWith('GET');
const signedIn = actors.filter(({ person, session }) => person !== undefined && session === undefined);
const aboutRecords = questions.filter(({ stages: asked }) => asked.length > 0);

/** Everybody asks everything about every record; those who hold something of it ask without writing. */
async function askAll(
  name: string,
  app: Awaited<ReturnType<typeof webOf>>,
  viewers: readonly Actor[],
  records: readonly Told[],
) {
  const found: string[] = [];
  let asked = 0;
  let answered = 0;
  for (const question of aboutRecords)
    for (const record of records)
      for (const actor of viewers) {
        if (!question.stages.includes(record.stage) || (isWrite(question) && !holdsNothing(actor, record)))
          continue;
        const answer = await ask(world, { question, actor, stage: record.stage }, record, { app });
        asked += 1;
        if (answer.status < 400) answered += 1;
        found.push(...leaks(actor, record, answer, `${name}: ${question.name}`));
      }
  return { found, asked, answered };
}

let unchanged: readonly string[] = [];
before(async () => {
  unchanged = await fingerprints(world, untouched);
});

test('with a policy that permits everything, nobody sees or changes what they hold no grant of', async t => {
  const app = await webOf({ ...composed, policy: { ...composed.policy, may: () => true } });
  const { found, asked, answered } = await askAll('all permitted', app, signedIn, [...told.values()]);
  t.diagnostic(`${asked} requests, ${answered} answered`);
  assert.ok(asked > 2_000 && answered > 800, `${asked} requests, ${answered} answered`);
  assert.deepEqual(found, []);
  assert.deepEqual(await fingerprints(world, untouched), unchanged);
});

/** Whoever holds nothing of the records, or almost nothing. */
const outsiders = signedIn.filter(actor => stages.every(stage => held(actor, stage).length < 4));

for (const instead of [
  'service:home',
  'referral:view',
  'case:view',
  'trail:view',
  'service:read-public-pages',
])
  test(`with ${instead} in place of the action of every route, nobody sees or changes what they hold no grant of`, async t => {
    const routes = composed.routes.map(route => ({ ...route, access: instead }));
    const records = (['draft', 'second-reading'] as const).flatMap(stage => told.get(stage) ?? []);
    const { found, asked, answered } = await askAll(
      instead,
      await webOf({ ...composed, routes }),
      outsiders,
      records,
    );
    t.diagnostic(`${asked} requests, ${answered} answered`);
    assert.ok(outsiders.length >= 12 && asked > 600, `${asked} requests by ${outsiders.length}`);
    assert.deepEqual(found, []);
    assert.deepEqual(await fingerprints(world, untouched), unchanged);
  });

/** One of each kind of viewer, insiders included: they must not see what others referred. */
const curious = [
  pick('responder', 'referrer'),
  pick('responder', 'other-organisation'),
  pick('responder', 'grant-lapsed'),
  pick('responder', 'grant-closed'),
  pick('responder', 'grant-for-other-purpose'),
  pick('responder', 'grant-of-two-classes'),
  pick('caseworker', 'decider'),
  pick('caseworker', 'other-authority'),
  pick('caseworker', 'own-organisation'),
  pick('manager', 'authority-team'),
  pick('data-protection-officer', 'referring-organisation'),
  pick('data-protection-officer', 'other-organisation'),
];
const stageFor = ({ stages: asked }: Question): StageOfRecord =>
  stages.find(stage => stage !== 'draft' && asked.includes(stage)) ?? 'draft';

test('the ledger’s own reading, without the record that was asked for, shows nobody what they hold no grant of', async () => {
  const { rows } = await sql<{
    text: string;
  }>`SELECT pg_get_functiondef('ledger.changes(uuid, timestamptz, integer)'::regprocedure) AS text`.execute(
    database.superuser,
  );
  const whole = rows[0]?.text ?? '';
  const open = whole.replace(/entry\.record_id = of_record/, '(entry.record_id = of_record OR true)');
  assert.notEqual(open, whole);
  const app = await webOf({ ...composed, policy: { ...composed.policy, may: () => true } }, database.app);
  try {
    await sql.raw(open).execute(database.superuser);
    const { found, answered } = await askAll('changes', app, curious, [told.get('decided') ?? assert.fail()]);
    assert.ok(answered > 30, `${answered} answered`);
    assert.deepEqual(found, []);
  } finally {
    await sql.raw(whole).execute(database.superuser);
  }
});

test('each filter of each query taken away in turn shows nobody what they hold no grant of', async t => {
  const remover = new FilterRemover();
  const app = await webOf(composed, database.app.withPlugin(remover));
  const count = { taken: 0, answered: 0, requests: 0 };
  const found: string[] = [];
  for (const question of aboutRecords.toSorted((one, other) => Number(isWrite(one)) - Number(isWrite(other))))
    for (const actor of curious) {
      const stage = stageFor(question);
      moved ||= isWrite(question);
      // A write that goes through changes its record, so each attempt has one of its own.
      const goesThrough = isWrite(question) && intended(question, actor, stage).answer === '303';
      const subject = async () =>
        goesThrough ? world.tell(stage, { moves: true }) : (told.get(stage) ?? assert.fail());
      const strange = isWrite(question) ? foreign.filter(record => holdsNothing(actor, record)) : [];
      const before = await fingerprints(world, strange);
      let filters = 0;
      for (let target = 0; target <= filters; target += 1) {
        const record = await subject();
        remover.take(target);
        const answer = await ask(world, { question, actor, stage }, record, { app });
        if (target === 0) filters = remover.seen;
        else count.taken += 1;
        if (target > 0 && answer.status < 400) count.answered += 1;
        found.push(...leaks(actor, record, answer, `${question.name}, filter ${target} of ${filters}`));
      }
      count.requests += 1;
      assert.deepEqual(
        await fingerprints(world, strange),
        before,
        `${question.name}: ${nameOf(actor)} reached a record of others`,
      );
    }
  t.diagnostic(
    `${count.taken} filters of ${count.requests} requests taken away, ${count.answered} answered all the same`,
  );
  assert.ok(count.taken > 1_000 && count.answered > 200, `${count.taken} filters`);
  assert.deepEqual(found, []);
});
