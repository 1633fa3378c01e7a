import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadPack } from '../pack/load.ts';
import type { Answers } from './definition.ts';
import { doubtsIn } from './doubts.ts';

const uk = await loadPack(join(import.meta.dirname, '..', '..', 'packs', 'uk'));
const form = uk.forms['referral'] ?? assert.fail();
const told = (answers: Answers) =>
  doubtsIn(form, answers, uk).map(({ step, item, field, is }) => `${step} ${item ?? '-'} ${field.id} ${is}`);
const child = (nation: string, more: Answers = {}): Answers => ({
  age: { nation, ageStatus: 'child' },
  child: { authorityTold: 'la-cardiff' },
  ...more,
});

test('a council or a region of another nation than the one chosen is asked about', () => {
  assert.deepEqual(told(child('WAL')), []);
  assert.deepEqual(told(child('ENG')), ['child - authorityTold nation']);
  assert.deepEqual(told(child('WAL', { place: { area: 'region-angus' } })), ['place - area nation']);
  assert.deepEqual(told(child('WAL', { place: { area: 'region-not-known' } })), []);
});

test('what surely began before the birth is asked about, and what may have begun after it is not', () => {
  const began = (started: string, birthDate: string) =>
    told(
      child('WAL', {
        person: { birthDate },
        episodes: {
          list: [
            { id: 'one', started: '2024' },
            { id: 'two', started },
          ],
        },
      }),
    );
  assert.deepEqual(began('2009', '2010-05'), ['episodes two started before-birth']);
  assert.deepEqual(began('2010-04-30', '2010-05'), ['episodes two started before-birth']);
  for (const started of ['2010', '2010-05', '2011']) assert.deepEqual(began(started, '2010-05'), []);
});

test('what surely ended before it began is asked about, of each by itself', () => {
  const lasted = (started: string, ended: string) =>
    told(
      child('WAL', {
        episodes: {
          list: [
            { id: 'one', started: '2015', ongoing: 'no', ended: '2016' },
            { id: 'two', started, ongoing: 'no', ended },
          ],
        },
      }),
    );
  assert.deepEqual(lasted('2024', '2020'), ['episodes two ended before-start']);
  assert.deepEqual(lasted('2024-03', '2024'), []);
  assert.deepEqual(lasted('2012', '2012-01-01'), []);
});

test('an answer that does not apply is not doubted', () => {
  const adult = { age: { nation: 'ENG', ageStatus: 'adult' }, child: { authorityTold: 'la-cardiff' } };
  assert.deepEqual(told(adult), []);
});

test('a decision dated before the assessment that it rests on is asked about', () => {
  const decided = (assessedOn: string, decidedOn: string) =>
    told({
      age: { nation: 'ENG', ageStatus: 'adult' },
      consent: { consent: 'without-capacity' },
      capacity: { assessedOn },
      bestInterests: { how: 'best-interests', decidedOn },
    });
  assert.deepEqual(decided('2026-11-20', '2026-11-19'), ['bestInterests - decidedOn before-other']);
  for (const on of ['2026-11-20', '2026-11-21']) assert.deepEqual(decided('2026-11-20', on), []);
});
