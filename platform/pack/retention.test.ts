import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Temporal } from '../pure/time.ts';
import { loadPack } from './load.ts';
import { dueForErasure, type Kept } from './retention.ts';
import type { KeptMoment, KeptThing } from './schema-retention.ts';
import { type Faults, problemsIn } from './testing.ts';

const packs = join(import.meta.dirname, '..', '..', 'packs');
const [uk, example] = [await loadPack(join(packs, 'uk')), await loadPack(join(packs, 'example'))];
const instant = (text: string) => Temporal.Instant.from(text);
const kept = (of: KeptThing, moment: KeptMoment, at: string): Kept => ({
  of,
  last: { moment, at: instant(at) },
});
const dueIds = (
  pack: typeof uk,
  what: Kept,
  now: Temporal.Instant,
  holds: Parameters<typeof dueForErasure>[2] = [],
) => dueForErasure(pack, what, holds, now).map(({ rule }) => rule);

/** Each rule, something that happened late on 31 August in the country's time, and the first second at which it may go. */
const ends: readonly (readonly [typeof uk, string, KeptThing, KeptMoment, string])[] = [
  [uk, 'case-positive', 'case', 'decided-positive', '2033-08-31T23:00:00Z'],
  [uk, 'case-positive-near', 'case', 'decided-positive', '2029-08-31T23:00:00Z'],
  [uk, 'case-negative', 'case', 'decided-negative', '2029-08-31T23:00:00Z'],
  [uk, 'case-negative-near', 'case', 'decided-negative', '2026-08-31T23:00:00Z'],
  [uk, 'case-withdrawn', 'case', 'withdrawn', '2025-08-31T23:00:00Z'],
  [uk, 'evidence-positive', 'evidence', 'decided-positive', '2029-08-31T23:00:00Z'],
  [uk, 'evidence-negative', 'evidence', 'decided-negative', '2026-08-31T23:00:00Z'],
  [uk, 'evidence-withdrawn', 'evidence', 'withdrawn', '2024-08-31T23:00:00Z'],
  [uk, 'notice-sent', 'notice', 'sent', '2025-08-31T23:00:00Z'],
  // Ninety days later it is winter, and midnight an hour later by the world's clock.
  [uk, 'draft-put-away', 'draft', 'put-away', '2023-11-30T00:00:00Z'],
  [uk, 'draft-ended', 'draft', 'ended', '2023-09-28T23:00:00Z'],
  [uk, 'request-put-away', 'request', 'put-away', '2023-11-30T00:00:00Z'],
  [uk, 'request-ended', 'request', 'ended', '2023-09-28T23:00:00Z'],
  // February has no 31st, and in 2024 it has a 29th.
  [uk, 'registration-ended', 'registration', 'ended', '2024-03-01T00:00:00Z'],
  [uk, 'trail-seen', 'trail', 'seen', '2033-08-31T23:00:00Z'],
  [example, 'lit-way', 'case', 'decided-positive', '2024-10-01T00:00:00Z'],
  [example, 'dark-way', 'case', 'decided-negative', '2024-02-01T00:00:00Z'],
  [example, 'turned-back', 'case', 'withdrawn', '2023-09-29T00:00:00Z'],
  [example, 'keepsakes', 'evidence', 'decided-negative', '2023-10-01T00:00:00Z'],
  [example, 'unsent', 'draft', 'put-away', '2023-09-11T00:00:00Z'],
  [example, 'over', 'draft', 'ended', '2023-09-04T00:00:00Z'],
  [example, 'cry-unheard', 'request', 'put-away', '2023-09-11T00:00:00Z'],
  [example, 'cry-over', 'request', 'ended', '2023-09-04T00:00:00Z'],
  [example, 'not-let-in', 'registration', 'ended', '2023-11-01T00:00:00Z'],
  [example, 'footprints', 'trail', 'seen', '2025-03-01T00:00:00Z'],
  [example, 'told-only', 'notice', 'sent', '2024-09-01T00:00:00Z'],
];

test('each retention rule lets go from its second on, and not one second before', () => {
  for (const [pack, id, of, moment, end] of ends) {
    const what = kept(of, moment, pack === uk ? '2023-08-31T21:30:00Z' : '2023-08-31T23:59:59Z');
    const at = instant(end);
    const isDue = (seconds: number) => dueIds(pack, what, at.add({ seconds })).includes(id);
    assert.deepEqual([isDue(-1), isDue(0), isDue(1)], [false, true, true], id);
  }
  const told = ends.map(([pack, id]) => `${pack.code} ${id}`).toSorted();
  // What began in June 2026 is tried below.
  const all = [uk, example].flatMap(({ code, retention }) => retention.map(({ id }) => `${code} ${id}`));
  assert.deepEqual(told, all.filter(each => each !== 'example unsent-now').toSorted());
});

test('the schedule counts that is in force on the day, and of a month that is not told to the day neither', () => {
  const what = kept('draft', 'put-away', '2026-04-01T12:00:00Z');
  const on = (day: string) => dueIds(example, what, instant(`${day}T00:00:00Z`));
  assert.deepEqual(on('2026-04-30'), ['unsent']);
  assert.deepEqual([on('2026-05-15'), on('2026-06-29')], [[], []]);
  assert.deepEqual(on('2026-06-30'), ['unsent-now']);
  const later = kept('draft', 'put-away', '2026-07-01T12:00:00Z');
  const end = instant('2026-07-22T00:00:00Z');
  assert.deepEqual(dueIds(example, later, end.subtract({ seconds: 1 })), []);
  assert.deepEqual(dueIds(example, later, end), ['unsent-now']);
});

test('a legal hold wins until the second in which it is lifted, and one of several is enough', () => {
  const what = kept('case', 'withdrawn', '2020-01-01T12:00:00Z');
  const lifted = instant('2026-03-02T10:00:00Z');
  const under = (now: Temporal.Instant, ...liftedAt: readonly (Temporal.Instant | null)[]) =>
    dueIds(
      uk,
      what,
      now,
      liftedAt.map(at => ({ liftedAt: at })),
    ).length > 0;
  assert.equal(under(instant('2126-01-01T00:00:00Z'), null), false);
  assert.deepEqual(
    [-1, 0, 1].map(seconds => under(lifted.add({ seconds }), lifted)),
    [false, true, true],
  );
  assert.equal(under(lifted, lifted, null), false);
  assert.equal(under(lifted), true);
});

test('what is open is never due, however old it is', () => {
  for (const thing of ['case', 'draft', 'registration', 'trail'] as const)
    assert.deepEqual(
      dueForErasure(uk, { of: thing, last: undefined }, [], instant('2999-01-01T00:00:00Z')),
      [],
    );
});

test('a day counts as the country counts it: half past eleven in London is another day than in Greenwich in summer', () => {
  const late = kept('draft', 'ended', '2026-06-01T23:30:00Z');
  const end = instant('2026-06-30T23:00:00Z');
  assert.deepEqual(dueIds(uk, late, end.subtract({ seconds: 1 })), []);
  assert.deepEqual(dueIds(uk, late, end), ['draft-ended']);
});

test('a schedule that contradicts another, names what is not there or leaves something out is told', async context => {
  const mistakes: readonly (readonly [Faults, RegExp])[] = [
    [{ 'retention.yaml': ['keep: P13M', 'keep: 13 months'] }, /must be a duration of whole days/],
    [{ 'retention.yaml': ['keep: P13M', 'keep: P0D'] }, /must not be nothing/],
    [{ 'retention.yaml': ['after: withdrawn', 'after: seen'] }, /is no moment of "case", which has/],
    [
      { 'retention.yaml': ['of: case, after: withdrawn', 'of: case, after: decided-negative'] },
      /another end than "dark-way"/,
    ],
    [{ 'retention.yaml': [', until: "2026-05"', ''] }, /another end than "unsent"/],
    [{ 'retention.yaml': ['id: over,', 'id: unsent,'] }, /"unsent" is defined twice/],
    [{ 'retention.yaml': ['source: [GAZ]', 'source: [GAZZ]'] }, /source "GAZZ" is not in sources\.yaml/],
    [
      { 'retention.yaml': ['of: trail, after: seen,', 'of: trail, after: seen, classes: [identity],'] },
      /goes whole: name no classes/,
    ],
    [
      { 'retention.yaml': ['classes: [identity], keep: P1Y', 'keep: P1Y'] },
      /name which classes of "notice" go/,
    ],
    [
      { 'retention.yaml': ['contact, location, reasoning], keep: P13M', 'contact, reasoning], keep: P13M'] },
      /nothing says how long "location" of "case" is kept after "decided-positive"/,
    ],
    [
      { 'retention.yaml': ['of: trail, after: seen', 'of: evidence, after: withdrawn'] },
      /nothing says how long "trail" is kept after "seen"/,
    ],
  ];
  for (const [faults, says] of mistakes) {
    const problems = (await problemsIn(context, faults)).filter(each => each.startsWith('retention.yaml'));
    assert.ok(
      problems.some(each => says.test(each)),
      `${says}: ${JSON.stringify(problems)}`,
    );
  }
});
