import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPack } from '../../platform/pack/load.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { exampleWords } from '../../platform/testing/page-examples.ts';
import { nowView } from './advice-view.ts';
import type { AgeStatus, NoticedSign } from './model.ts';
import type { NowView } from './pages/now.page.ts';

const pack = await loadPack('packs/uk');
const { en: words } = await exampleWords();
const every: readonly NoticedSign[] = pack.signs.groups.flatMap(group =>
  group.signs.map(({ code }) => ({ sign: code, known: 'observed' })),
);

const advise = (age: AgeStatus, signs: readonly NoticedSign[], mayRefer = true): NowView =>
  nowView(
    { pack, language: 'en', today: Temporal.PlainDate.from('2026-11-22') },
    { words, tokens: { csrf: '', key: '' }, may: () => mayRefer },
    { screeningId: 'screening', setting: 'police-stop', age, signs },
  );

test('the emergency number comes first, whoever it is', () => {
  for (const age of ['adult', 'child', 'not-known'] as const)
    assert.match(advise(age, []).danger.text ?? '', /call 999 now/);
});

test('for a child, and for somebody who may be one, the local authority is told today and no consent is asked for', () => {
  for (const age of ['child', 'not-known'] as const) {
    const said = advise(age, []).first.paragraphs.join(' ');
    assert.match(said, /local authority’s children’s services/);
    assert.match(said, /does not have to agree/);
  }
});

test('an adult is told what a referral means and asked whether they agree', () => {
  const said = advise('adult', []).first.paragraphs.join(' ');
  assert.match(said, /must agree/);
  assert.match(said, /duty to notify/);
  assert.doesNotMatch(said, /children’s services/);
});

test('nothing but the list of what was noticed depends on how many signs there were, or on which', () => {
  for (const age of ['adult', 'child', 'not-known'] as const) {
    const [few, many] = [every.slice(0, 1), every].map(signs => ({
      ...advise(age, signs),
      noticed: undefined,
    }));
    assert.deepEqual(few, many);
  }
  assert.ok(every.length > 80, `only ${every.length} signs`);
});

test('what was noticed is repeated whole: signs, and circumstances apart from them', () => {
  const { signs, circumstances, caution } = advise('adult', every).noticed;
  assert.equal(signs.length + (circumstances?.items.length ?? 0), every.length);
  assert.equal(circumstances?.items.length, 6);
  assert.match(caution, /No single sign proves anything, and the absence of signs proves nothing/);
});

test('a referral can be started with the signs, without any, or not at all by those who may not refer', () => {
  assert.equal(advise('adult', every).start?.screening, 'screening');
  assert.equal(advise('adult', []).start?.screening, undefined);
  assert.ok(advise('adult', []).start);
  assert.equal(advise('adult', every, false).start, undefined);
});

test('the numbers are those of the pack, with nations that share them named together', () => {
  const { nations } = advise('adult', []).help;
  assert.deepEqual(
    nations.map(({ name }) => name),
    ['England and Wales', 'Scotland', 'Northern Ireland'],
  );
  const phones = nations.map(({ lines }) =>
    lines.rows.map(row => String(row.value.html).match(/tel:(\d+)/)?.[1]),
  );
  assert.deepEqual(phones[0], ['08008083733', '08000121700']);
  assert.deepEqual(
    advise('child', []).help.nations.map(({ lines }) => lines.rows.length),
    [2, 1],
  );
});
