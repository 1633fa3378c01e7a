/** What somebody may not see answers exactly as what does not exist, and asks the database the same. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { createWeb } from '../../app/web.ts';
import { createLog } from '../../platform/log/log.ts';
import { makeReference } from '../../platform/pure/reference.ts';
import { actors, type Actor, actorAs as find, nameOf } from './cast.ts';
import { held, heldOfForeign } from './intent.ts';
import { send } from './matrix.ts';
import { type Question, questions, type Sent } from './requests.ts';
import { overhear } from './statements.ts';
import type { Told } from './telling.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const { composed, database, files, settings, keys } = world.stage;
const overheard = overhear(database);
after(() => overheard.close());
const app = await createWeb({
  composed,
  database: overheard.db,
  files,
  settings,
  log: createLog({ level: 'silent' }),
  keys,
});
const records = [
  await world.tell('draft'),
  await world.tell('allocated'),
  await world.tell('decided', { variant: 'child' }),
  await world.tell('draft', { foreign: true }),
  await world.tell('unallocated', { foreign: true }),
];
const sees = (actor: Actor, told: Told): boolean =>
  (told.foreign ? heldOfForeign(actor, told.stage) : held(actor, told.stage)).length > 0;
/** A draft and one that was sent, where there are such. */
function hidden(actor: Actor): readonly Told[] {
  const unseen = records.filter(told => !sees(actor, told));
  return [
    unseen.find(({ stage }) => stage === 'draft'),
    unseen.find(({ stage }) => stage !== 'draft'),
  ].filter(told => told !== undefined);
}

/** A record that never was, alike in everything that can be typed. */
const invented = (told: Told): Told => ({
  ...told,
  reference: makeReference(composed.pack.referencePrefix, randomBytes),
  recordId: `${told.recordId.slice(0, 24)}${randomBytes(6).toString('hex')}`,
});

interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly statements: readonly string[];
}

/** An answer without what names the one or the other: what was typed, tokens, ids, the time. */
async function hear(actor: Actor, sent: Sent, typed: readonly string[]): Promise<Heard> {
  const signed = await world.sign(actor);
  const [answer, statements] = await overheard.during(() => send(app, sent, signed));
  const mask = (text: string): string =>
    [...typed, ...typed.map(encodeURIComponent)]
      .reduce((masked, word) => (word === '' ? masked : masked.replaceAll(word, '[typed]')), text)
      .replaceAll(signed.csrf, '[csrf]')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '[id]');
  const { date: _, ...headers } = answer.headers;
  return {
    status: answer.statusCode,
    headers: JSON.parse(mask(JSON.stringify(headers))) as Heard['headers'],
    body: mask(answer.body),
    statements,
  };
}

let pairs = 0;
let asked = 0;
async function same(
  actor: Actor,
  of: string,
  one: readonly [Sent, readonly string[]],
  other: readonly [Sent, readonly string[]],
): Promise<void> {
  const [first, second] = [await hear(actor, ...one), await hear(actor, ...other)];
  pairs += 1;
  asked += first.statements.length;
  assert.deepEqual(first, second, `${of}, as ${nameOf(actor)}`);
}

const byReference = questions.filter(({ name, stages }) => stages.length > 0 && name.includes('/:reference'));
const askFor = async (question: Question, actor: Actor, told: Told) =>
  question.ask(world, told, await world.sign(actor));

test('a record that the viewer may not see and one that does not exist get the same answer from every page, form and operation', async t => {
  for (const question of byReference)
    for (const actor of actors)
      for (const told of hidden(actor)) {
        const never = invented(told);
        await same(
          actor,
          `${question.name}, ${told.stage}`,
          [await askFor(question, actor, told), [told.reference]],
          [await askFor(question, actor, never), [never.reference]],
        );
      }
  t.diagnostic(`${pairs} pairs, ${asked} statements`);
  assert.ok(pairs > 1_200 && asked > 6_000, `${pairs} pairs, ${asked} statements`);
});

/** What somebody types who has the reference almost right. */
const misses: Readonly<Record<string, (reference: string) => string>> = {
  'in small letters': reference => reference.toLowerCase(),
  'without hyphens': reference => reference.replaceAll('-', ''),
  'another last letter': reference => `${reference.slice(0, -1)}${reference.endsWith('2') ? '3' : '2'}`,
  'one letter more': reference => `${reference}2`,
  'with a space': reference => `${reference}%20`,
};
const pagesByReference = [
  'GET /referrals/:reference',
  'GET /cases/:reference',
  'GET /trail/:reference',
  'GET /api/v1/referrals/:reference',
  'POST /cases/:reference/take',
];

test('nearly the reference of a record that the viewer may not see is nearly that of none', async () => {
  pairs = 0;
  for (const question of byReference.filter(({ name }) => pagesByReference.includes(name)))
    for (const actor of actors)
      for (const told of hidden(actor).slice(0, 1))
        for (const [how, miss] of Object.entries(misses)) {
          const [one, other] = [told, invented(told)].map(each => ({
            ...each,
            reference: miss(each.reference),
          })) as [Told, Told];
          await same(
            actor,
            `${question.name}, ${how}`,
            [await askFor(question, actor, one), [one.reference]],
            [await askFor(question, actor, other), [other.reference]],
          );
        }
  assert.ok(pairs > 500, `${pairs} pairs`);
});

/** A name that is nobody's and sounds the same, so that it is like the same names of those whom the viewer may see. */
const alike = (name: string): string => name.replaceAll(/(?<=Zqvxj)./g, 'o');

test('a search for somebody whom the viewer may not see finds as much as one for nobody', async t => {
  pairs = 0;
  for (const actor of actors)
    for (const told of hidden(actor)) {
      const { givenName = '', familyName = '', birthDate = '' } = told.answers['person'] ?? {};
      const phone = String(told.answers['contact']?.['phone'] ?? '+447700900001');
      const name = `${String(givenName)} ${String(familyName)}`;
      const searches: readonly (readonly [what: string, one: string, none: string])[] = [
        ['reference', told.reference, invented(told).reference],
        ['name', name, alike(name)],
        ['a part of the name', String(familyName), alike(String(familyName))],
        ['birth date', String(birthDate), String(birthDate).replace(/^\d{4}/, '1931')],
        ['phone', phone, '+447700900998'],
        ['name and birth date', `${name} ${String(birthDate)}`, `${alike(name)} ${String(birthDate)}`],
        ['name and year', `${name} 1999 ${phone}`, `${alike(name)} 1999 ${phone}`],
        ['reference and name', `${told.reference} ${name}`, `${invented(told).reference} ${name}`],
      ];
      for (const [what, one, none] of searches) {
        const form = (q: string): readonly [Sent, readonly string[]] => [
          { url: '/search', form: { q } },
          [q, q.replaceAll('+', '&#43;'), q.replaceAll(' ', '+')],
        ];
        await same(actor, `search by ${what}`, form(one), form(none));
      }
      const further = ({ recordId }: Told): readonly [Sent, readonly string[]] => [
        { url: '/search', form: { q: name, after: `exact_25_${recordId}` } },
        [name, recordId],
      ];
      await same(actor, 'further matches', further(told), further(invented(told)));
      const trail = ({ reference }: Told): readonly [Sent, readonly string[]] => [
        { url: `/trail?reference=${reference}` },
        [reference],
      ];
      await same(actor, 'search of the trail', trail(told), trail(invented(told)));
    }
  t.diagnostic(`${pairs} pairs`);
  assert.ok(pairs > 250, `${pairs} pairs`);
});

const lists = [
  '/home',
  '/referrals',
  '/queue',
  '/queue?view=mine',
  '/queue?view=allocated',
  '/queue?view=decided',
  '/trail',
  '/api/v1/referrals',
];

test('lists and counts are the same before and after others refer somebody', async () => {
  const strangers = actors.filter(
    actor => !sees(actor, records[3] as Told) && !sees(actor, records[4] as Told),
  );
  assert.ok(strangers.length >= 20);
  const listed = async () => {
    const heard: (readonly [string, Heard])[] = [];
    for (const actor of strangers)
      for (const url of lists) heard.push([`${url} as ${nameOf(actor)}`, await hear(actor, { url }, [])]);
    return heard;
  };
  const before = await listed();
  for (const stage of ['draft', 'unallocated'] as const) await world.tell(stage, { foreign: true });
  const afterwards = await listed();
  assert.ok(before.length >= 160);
  for (const [place, one] of before.entries()) assert.deepEqual(afterwards[place], one);
});

test('continuing a list after a record of others is continuing it after none', async () => {
  for (const actor of actors)
    for (const told of hidden(actor)) {
      const never = invented(told).recordId;
      for (const path of [
        '/referrals?before=',
        '/api/v1/referrals?before=',
        '/trail?before=',
        '/queue?after=2026-01-01_',
      ])
        await same(actor, path, [{ url: `${path}${told.recordId}` }, []], [{ url: `${path}${never}` }, []]);
    }
});

test('a screening of another team, a colleague elsewhere and a key of somebody else are as if they were not', async () => {
  const [outsider, manager] = [find('responder', 'other-organisation'), find('manager', 'authority-team')];
  await same(
    outsider,
    'screening',
    [{ url: `/signs/${world.screened}` }, []],
    [{ url: `/signs/${randomUUID()}` }, []],
  );
  const start = (screening: string): readonly [Sent, readonly string[]] => [
    { url: '/referrals', form: { screening } },
    [],
  ];
  const [theirs, none] = [
    await hear(outsider, ...start(world.screened)),
    await hear(outsider, ...start(randomUUID())),
  ];
  const unnamed = (heard: Heard) =>
    JSON.parse(JSON.stringify(heard).replace(/NRM-[\w-]+/g, '[reference]')) as Heard;
  assert.equal(theirs.status, 303);
  assert.deepEqual(unnamed(theirs), unnamed(none));
  const used = randomUUID();
  await hear(find('responder', 'referrer'), { url: '/referrals', form: {}, key: used }, []);
  const write = async (key: string) =>
    unnamed(await hear(outsider, { url: '/referrals', form: {}, key }, []));
  assert.deepEqual(await write(used), await write(randomUUID()));
  const allocate = (to: string): readonly [Sent, readonly string[]] => [
    { url: `/cases/${records[1]?.reference ?? ''}/allocate`, form: { to } },
    [],
  ];
  for (const name of ['Lee Harker', 'Sam Okafor', 'Uma Serrano'])
    await same(
      manager,
      `allocating to ${name}`,
      allocate(world.stage.person(name).personId),
      allocate(randomUUID()),
    );
});

test('what one may see is answered otherwise than what does not exist: the comparison can tell', async () => {
  for (const [actor, name] of [
    [find('responder', 'referrer'), 'GET /referrals/:reference'],
    [find('caseworker', 'authority-team'), 'GET /cases/:reference'],
    [find('data-protection-officer', 'authority'), 'GET /trail/:reference'],
  ] as const) {
    const question = byReference.find(each => each.name === name) ?? assert.fail();
    const [told, never] = [records[1] as Told, invented(records[1] as Told)];
    const [there, not] = [
      await hear(actor, await askFor(question, actor, told), [told.reference]),
      await hear(actor, await askFor(question, actor, never), [never.reference]),
    ];
    assert.equal(there.status, 200);
    assert.equal(not.status, 404);
    assert.notDeepEqual(there.statements, not.statements);
  }
});
