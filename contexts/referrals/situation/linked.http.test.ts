/** Referrals from one situation are linked once both are sent, for those who hold both; to all others nothing tells of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { findConsents, withdrawConsent } from '../../consent/public.ts';
import { endRefused } from '../notice/commands.ts';
import { answerNotice, answerStep } from '../public.ts';
import { situations, toldOfAnother } from './testing.ts';

const stage = await openStage();
const [sam, bethan, alex] = ['Sam Okafor', 'Bethan Lloyd', 'Alex Morgan'].map(name => stage.person(name)) as [
  Person,
  Person,
  Person,
];
const { superuser } = stage.database;
const { adult, page, fill, send, begun, draft, linked, rowsIn, idOf } = situations(stage, sam);

test('a second referral from one situation is linked when it is sent, and not before, for all who hold both', async () => {
  const first = await stage.refer(sam, adult());
  const second = await begun(first);
  assert.deepEqual(await linked(sam, first), []);
  assert.doesNotMatch(await page(sam, `/referrals/${first}`), toldOfAnother);
  await send(second);
  for (const as of [sam, bethan]) {
    assert.deepEqual(await linked(as, first), [second]);
    assert.deepEqual(await linked(as, second), [first]);
  }
  for (const [as, at, here, other] of [
    [sam, '/referrals', first, second],
    [bethan, '/referrals', second, first],
    [alex, '/cases', first, second],
    [alex, '/cases', second, first],
  ] as const) {
    const body = await page(as, `${at}/${here}`);
    assert.match(body, toldOfAnother);
    assert.match(body, new RegExp(`href="${at}/${other}"`));
  }
  const yesterday = stage.today().subtract({ days: 1 });
  const past = await page(
    alex,
    `/cases/${first}?on.day=${yesterday.day}&on.month=${yesterday.month}&on.year=${yesterday.year}`,
  );
  assert.doesNotMatch(past, toldOfAnother, 'it was not known then');
  assert.equal(await rowsIn('referrals.draft_beginning'), 0, 'where it began is kept no longer');
});

test('of three people from one house every two are linked, whichever was referred from whom and whichever was sent first', async () => {
  const first = await draft();
  const second = await begun(first);
  const third = await begun(second);
  const fourth = await begun(first);
  await send(third);
  await send(fourth);
  assert.deepEqual(await linked(sam, third), []);
  await send(second);
  assert.deepEqual(await linked(sam, third), [second]);
  await send(first);
  const all = [first, second, third, fourth];
  for (const each of all)
    assert.deepEqual((await linked(sam, each)).toSorted(), all.filter(other => other !== each).toSorted());
});

for (const [who, nation] of [
  ['the second person', 'ENG'],
  ['the second person', 'SCT'],
  ['the first person', 'ENG'],
  ['the first person', 'NIR'],
] as const)
  test(`where ${who} refuses in ${nation} to be identified, where it began goes at once, and no link is ever written`, async () => {
    const links = await rowsIn('referrals.situation_link');
    const first = await draft();
    const second = await begun(first);
    assert.equal(await rowsIn('referrals.draft_beginning'), 1);
    const [refusing, other] = who === 'the first person' ? [first, second] : [second, first];
    await fill(refusing, { age: { nation, ageStatus: 'adult' } });
    const say = (step: string, body: object) =>
      stage.run(sam, 'referral:draft', refusing, (work, permit) =>
        answerStep(work, permit, { step, body: { ...body } }),
      );
    await say('consent', { consent: 'refused' });
    // Where a notice is owed, whether it names them is a question by itself.
    if (nation === 'ENG')
      await stage.run(sam, 'referral:draft', refusing, (work, permit) =>
        answerNotice(work, permit, { step: 'identified', body: { identified: 'refused' } }),
      );
    assert.equal(await rowsIn('referrals.draft_beginning'), 0);
    await send(other);
    await stage.run(sam, 'referral:submit', refusing, endRefused);
    assert.deepEqual(await linked(sam, other), []);
    assert.equal(await rowsIn('referrals.situation_link'), links);
    const id = await idOf(refusing);
    const { rows } = await sql<{ body: string }>`SELECT body FROM ledger.payload_process
      WHERE record_id <> ${id}::uuid AND (body LIKE ${`%${id}%`} OR body LIKE ${`%${refusing}%`})`.execute(
      superuser,
    );
    assert.deepEqual(rows, [], 'no entry of another record names it');
  });

test('who took their consent back before the second is sent is linked with nobody', async () => {
  const first = await stage.refer(sam, adult());
  const second = await begun(first);
  await stage.run(sam, 'consent:withdraw', first, async (work, permit) => {
    const { permissions } = await findConsents(work, permit.record.recordId);
    return withdrawConsent(work, permit, permissions[0]?.id ?? '');
  });
  await send(second);
  assert.deepEqual(await linked(sam, second), []);
  assert.equal(await rowsIn('referrals.draft_beginning'), 0);
});

test('two that are sent at one moment are linked all the same', async () => {
  for (let nth = 0; nth < 5; nth += 1) {
    const first = await draft();
    const second = await begun(first);
    await Promise.all([send(first), send(second)]);
    assert.deepEqual(await linked(sam, first), [second]);
  }
});

test('that two were linked is written once, on a record of its own of which nobody holds anything', async () => {
  const { rows } = await sql<{ held: number; changes: number }>`
    SELECT (SELECT count(*)::int FROM access."grant" WHERE record_id = entry.record_id) AS held,
      (SELECT count(*)::int FROM ledger.entry AS each WHERE each.record_id = entry.record_id) AS changes
    FROM ledger.entry WHERE type = 'situation-linked'`.execute(superuser);
  assert.ok(rows.length >= 10);
  assert.deepEqual(
    rows.filter(({ held, changes }) => held !== 0 || changes !== 1),
    [],
  );
  assert.equal(await rowsIn('referrals.situation_link'), rows.length * 2);
});
