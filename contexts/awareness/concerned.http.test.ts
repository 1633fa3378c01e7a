import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, packFolders } from '../../checks/support/stage.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { concernedView } from './concerned-view.ts';

const stage = await openStage();

test('whoever may not refer reads whom to turn to, without signing in, being asked or leaving anything', async () => {
  const { statusCode, body, headers } = await stage.app.inject({ url: '/concerned' });
  assert.equal(statusCode, 200);
  assert.equal(headers['set-cookie'], undefined);
  assert.equal(headers['cache-control'], 'no-store');
  assert.doesNotMatch(body, /<(form|input|textarea)\b/);
  for (const part of ['call 999', 'safeguarding person', '0800 808 3733', 'Police forces', 'href="tel:'])
    assert.ok(body.includes(part), part);
  const welsh = await stage.app.inject({ url: '/concerned?lang=cy' });
  assert.match(welsh.body, /Heddluoedd/);
  assert.match((await stage.app.inject({ url: '/' })).body, /href="\/concerned"/);
});

test('first responders are those of the nation and of the day, and numbers that are always answered come first', () => {
  const { composed } = stage;
  const on = (day: string) =>
    concernedView(composed.words.en, composed.pack, {
      today: Temporal.PlainDate.from(day),
      language: 'en',
    }).nations;
  const named = (day: string, nation: string) =>
    on(day)
      .find(({ name }) => name === nation)
      ?.responders.join('; ') ?? '';
  assert.match(named('2026-03-31', 'England'), /Gangmasters/);
  assert.doesNotMatch(named('2026-03-31', 'England'), /Fair Work/);
  assert.doesNotMatch(named('2026-05-01', 'England'), /Gangmasters/);
  assert.match(named('2026-05-01', 'England'), /Fair Work/);
  assert.match(named('2026-05-01', 'Wales'), /BAWSO/);
  assert.doesNotMatch(named('2026-05-01', 'England'), /BAWSO|TARA/);
  const scotland = on('2026-05-01').find(({ name }) => name === 'Scotland');
  assert.match(String(scotland?.calls.rows[0]?.key.text), /TARA/);
});

test('another country has its own', async () => {
  const other = await openStage({ pack: packFolders['example'] });
  const { body } = await other.app.inject({ url: '/concerned' });
  for (const part of ['call 555', 'Lighthouses', 'The harbour watch']) assert.ok(body.includes(part), part);
  assert.doesNotMatch(body, /999|Police forces/);
});
