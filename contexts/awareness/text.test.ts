import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DatedRule } from '../../platform/pack/pack.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { exampleSheet } from './pages/sheet-example.ts';
import { isolated } from './text.ts';

const rule = (from: string, until: string | null, value: number): DatedRule => ({
  id: 'rest.days',
  from,
  until,
  nations: null,
  status: 'in-force',
  value,
  source: [],
  certainty: 'A',
});
const pack = { nations: [], rules: [rule('2020-01-01', '2025-12-31', 45), rule('2026-01-01', null, 30)] };
const on = (day: string) => Temporal.PlainDate.from(day);
const said = (text: string, dir: 'ltr' | 'rtl', day = '2026-03-02') =>
  String(isolated(text, { pack, today: on(day), dir }));

test('a number in a text is that of the rule in force on the day', () => {
  assert.equal(said('At least {rest.days} days', 'ltr'), 'At least <bdi>30</bdi> days');
  assert.equal(said('At least {rest.days} days', 'ltr', '2025-03-02'), 'At least <bdi>45</bdi> days');
});

test('where the pack has no certain number none is given', () => {
  assert.equal(said('{rest.days} days', 'ltr', '2019-03-02'), '<bdi>–</bdi> days');
});

test('from right to left, numbers and Latin names are held apart', () => {
  assert.equal(
    said('خلال 30 يوما (Home Office).', 'rtl'),
    'خلال <bdi>30</bdi> يوما (<bdi>Home Office</bdi>).',
  );
});

test('what a pack writes cannot become markup', () => {
  assert.equal(said('<b>1</b>', 'ltr'), '&lt;b&gt;<bdi>1</bdi>&lt;/b&gt;');
});

test('a translation is marked until somebody reviewed it', () => {
  assert.equal(exampleSheet('en', 1).mark, undefined);
  assert.notEqual(exampleSheet('ar', 1).mark, undefined);
});
