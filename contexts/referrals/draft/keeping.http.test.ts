import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { ok } from '../../../platform/pure/result.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { startDraft } from '../commands.ts';
import { listReferrals } from '../queries.ts';
import { findDraftAnswers } from '../store.ts';
import { keepingOf, putAwayBefore } from './keeping.ts';

const stage = await openStage();
const [sam, bethan, priya] = ['Sam Okafor', 'Bethan Lloyd', 'Priya Raman'].map(name =>
  stage.person(name),
) as [Person, Person, Person];
const { pack } = stage.composed;
const saved = Temporal.Instant.from('2026-03-02T23:30:00Z');
const on = (day: string) => ({ pack, today: Temporal.PlainDate.from(day) });

const began = async () =>
  (
    await stage.run(sam, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, stage.answers()),
    )
  ).reference;
/** The clock moved: so many days since anybody touched it. */
const untouchedFor = (reference: string, days: number) =>
  sql`UPDATE referrals.draft SET saved_at = now() - make_interval(days => ${days})
    WHERE record_id = (SELECT record_id FROM access.record WHERE reference = ${reference})`.execute(
    stage.database.superuser,
  );
async function get(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
}
async function keep(as: Person, reference: string) {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ _csrf: csrf, _key: randomUUID() }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url: `/referrals/${reference}/keep`, headers, payload });
}
const answersOf = (reference: string) =>
  stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await findDraftAnswers(work, record.recordId)),
  );

test('a draft is kept, then warned of with its day, then put away: by the calendar of the pack', () => {
  assert.deepEqual(keepingOf(saved, on('2026-03-22')), { is: 'kept' });
  const warned = keepingOf(saved, on('2026-03-23'));
  assert.ok(warned.is === 'warned' && warned.putAwayOn.toString() === '2026-03-30');
  assert.equal(keepingOf(saved, on('2026-03-29')).is, 'warned');
  assert.equal(keepingOf(saved, on('2026-03-30')).is, 'put-away');
});

test('what a page says of a draft and which list it stands in are one rule, on every day', () => {
  for (let day = 0; day < 40; day += 1) {
    const asking = on(Temporal.PlainDate.from('2026-03-02').add({ days: day }).toString());
    const cutoff = putAwayBefore(asking) ?? assert.fail();
    const isListed = Temporal.Instant.compare(saved, cutoff) < 0;
    assert.equal(isListed, keepingOf(saved, asking).is === 'put-away', `${day} days`);
  }
});

test('everybody of the team is warned in the list and in the draft, with the day, and keeps it with one press', async () => {
  const reference = await began();
  await untouchedFor(reference, 22);
  for (const as of [sam, bethan])
    for (const url of ['/referrals', `/referrals/${reference}`])
      assert.match((await get(as, url)).body, /It is put away on \d+ \w+ \d{4} unless/, url);
  assert.equal((await keep(bethan, reference)).statusCode, 303);
  assert.doesNotMatch((await get(sam, `/referrals/${reference}`)).body, /It is put away on|Keep this draft/);
});

test('a draft that was put away loses nothing, however long it lies, and is taken up again', async () => {
  const reference = await began();
  const before = await answersOf(reference);
  for (const days of [28, 400]) {
    await untouchedFor(reference, days);
    assert.ok(!(await get(sam, '/referrals')).body.includes(reference), 'not among those that are worked on');
    const list = (await get(bethan, '/referrals?view=put-away')).body;
    assert.ok(list.includes(reference) && list.includes('Nothing of it is lost'));
    assert.match((await get(sam, '/referrals')).body, /view=put-away/);
    assert.deepEqual(await answersOf(reference), before, 'every answer is there');
  }
  assert.equal((await keep(sam, reference)).statusCode, 303);
  assert.ok((await get(sam, '/referrals')).body.includes(reference));
  assert.deepEqual(await answersOf(reference), before);
});

test('programs are told which drafts were put away and when, and may ask for them alone, or for all the others', async () => {
  const [current, away] = [await began(), await began()];
  await untouchedFor(away, 30);
  const headers = { authorization: `Bearer ${await stage.token(sam)}` };
  const list = async (query: string) =>
    (await stage.app.inject({ url: `/api/v1/referrals${query}`, headers })).json().referrals as readonly {
      reference: string;
      draft: { is: string; putAwayOn: string | null } | null;
    }[];
  const found = (rows: Awaited<ReturnType<typeof list>>, reference: string) =>
    rows.find(each => each.reference === reference);
  const all = await list('');
  assert.equal(found(all, current)?.draft?.is, 'kept');
  assert.deepEqual(
    [found(all, away)?.draft?.is, found(all, away)?.draft?.putAwayOn],
    ['put-away', stage.today().subtract({ days: 2 }).toString()],
  );
  const sent = await stage.refer(sam);
  assert.equal(found(await list(''), sent)?.draft, null);
  const [others, alone] = [await list('?drafts=current'), await list('?drafts=put-away')];
  assert.ok(found(others, current) && found(others, sent) && !found(others, away));
  assert.ok(found(alone, away) && !found(alone, current) && !found(alone, sent));
});

test('nobody else keeps it, and what was sent is in the list whatever its age', async () => {
  const reference = await began();
  await untouchedFor(reference, 30);
  assert.equal((await keep(priya, reference)).statusCode, 404);
  const sent = await stage.refer(sam);
  const later = Temporal.Now.instant().add({ hours: 24 * 100 });
  const rows = await stage.run(
    sam,
    'referral:list',
    undefined,
    async work => {
      const before = putAwayBefore(work) ?? assert.fail();
      return ok((await listReferrals(work, undefined, { before, only: false })).rows);
    },
    later,
  );
  const references = rows.map(row => row.reference);
  assert.ok(references.includes(sent) && !references.includes(reference));
});
