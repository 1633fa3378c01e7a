import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../../checks/support/stage.ts';
import { ok } from '../../../platform/pure/result.ts';
import { type Instant, Temporal } from '../../../platform/pure/time.ts';
import { ask, decide, holdByLaw, review, saveContact } from '../commands.ts';
import type { ContactSaid } from '../contact/record.ts';
import { listTasks } from '../tasks/queries.ts';
import { answer, dealings, openConsentStage, partyOf, tellRecord } from '../testing.ts';
import { countWaiting, listWaiting, type Waiting } from './queries.ts';
import { remind } from './reminding.ts';

const stage = await openConsentStage();
const [sam, bethan, haven] = [
  stage.person('Sam Okafor'),
  stage.person('Bethan Lloyd'),
  stage.person('Haven desk'),
];
const { app, superuser } = stage.database;
const { pack } = stage.composed;
const { consent, newest, withdraw, override } = dealings(stage, sam, haven);
const now = Temporal.Now.instant();
const inDays = (days: number): Instant => now.add({ hours: 24 * days });
const onDay = (days: number) => Temporal.Now.plainDateISO(pack.timeZone).add({ days });
const nothing: Waiting = { review: 0, decide: 0, 'contact-ends': 0, 'sharing-ends': 0 };

const counts = (as: Person, at = now): Promise<Waiting> =>
  stage.run(as, 'consent:tasks', undefined, async work => ok(await countWaiting({ ...work, now: at })));
/** What is counted for somebody more than before. */
async function more(as: Person, act: () => Promise<unknown>, at = now): Promise<Partial<Waiting>> {
  const before = await counts(as, at);
  await act();
  const after = await counts(as, at);
  const changed = Object.entries(after).map(([kind, count]) => [kind, count - before[kind as keyof Waiting]]);
  return Object.fromEntries(changed.filter(([, by]) => by !== 0));
}
const asks = (reference: string, atOnce: boolean) =>
  stage.run(sam, 'override:ask', reference, (work, permit) =>
    ask(work, permit, override('danger-to-life', atOnce)),
  );
const verdict = { agrees: true, reasons: 'The danger is real and near.' };
const tasks = (as: Person, reference: string) =>
  stage.run(as, 'consent:tasks', undefined, async work =>
    ok((await listTasks(work)).filter(each => each.reference === reference)),
  );
const contact: ContactSaid = {
  channel: 'phone-call',
  address: '+447700900123',
  days: ['mon'],
  from: '09:00',
  to: '17:00',
  codeWord: undefined,
  sharedWith: undefined,
  voicemail: false,
  letters: false,
  language: undefined,
  interpreter: undefined,
  note: undefined,
  fallback: undefined,
  expiresOn: onDay(3),
};

test('what is asked without consent waits for the colleagues of who asked, until one of them decides', async () => {
  const { reference } = await tellRecord(stage, sam);
  const before = await counts(sam);
  assert.deepEqual(await more(bethan, () => asks(reference, false)), { decide: 1 });
  assert.deepEqual(await counts(sam), before, 'who asked cannot decide');
  assert.deepEqual(await counts(haven), nothing, 'nothing waits for those with whom it would be shared');
  const { id } = await newest(reference);
  const decides = () =>
    stage.run(bethan, 'override:decide', reference, (work, permit) => decide(work, permit, id, verdict));
  assert.deepEqual(await more(bethan, decides), { decide: -1 });
});

test('what one person decided at once waits for another to look again, also after it was due', async () => {
  const { reference } = await tellRecord(stage, sam);
  assert.deepEqual(await more(bethan, () => asks(reference, true), inDays(4)), { review: 1 });
  const { id } = await newest(reference);
  const reviews = () =>
    stage.run(bethan, 'override:review', reference, (work, permit) => review(work, permit, id, verdict));
  assert.deepEqual(await more(bethan, reviews), { review: -1 });
});

test('a consent and a safe contact wait within the pack’s days before their end, and not once they are renewed', async () => {
  const { reference } = await tellRecord(stage, sam);
  const { warns } = pack.consent;
  const given = () => consent(reference, answer(partyOf(haven), { expiresOn: onDay(warns.sharing + 3) }));
  assert.deepEqual(await more(sam, given), {});
  assert.equal((await counts(sam, inDays(5)))['sharing-ends'] > 0, true);
  assert.deepEqual(await more(sam, () => withdraw(reference), inDays(5)), { 'sharing-ends': -1 });
  const records = (expiresOn: ContactSaid['expiresOn']) => () =>
    stage.run(sam, 'contact:record', reference, (work, permit) =>
      saveContact(work, permit, { ...contact, expiresOn }),
    );
  assert.deepEqual(await more(bethan, records(onDay(3))), { 'contact-ends': 1 });
  assert.deepEqual(await more(bethan, records(onDay(60))), { 'contact-ends': -1 });
});

test('whoever no longer holds a case does not have it wait for them', async () => {
  const { reference, recordId } = await tellRecord(stage, sam);
  await asks(reference, false);
  const closes = () =>
    superuser
      .updateTable('access.grant')
      .set({ closed_at: sql<Date>`now()` })
      .where('record_id', '=', recordId)
      .execute();
  assert.deepEqual(await more(bethan, closes), { decide: -1 });
});

test('a recipient is told on the day on which something ends by itself, and not before', async () => {
  const { reference } = await tellRecord(stage, sam);
  await consent(reference, answer(partyOf(haven)));
  assert.deepEqual(await tasks(haven, reference), []);
  const { id } = await newest(reference);
  const lapses = (permission: string) =>
    sql`WITH over AS (UPDATE consent.permission SET until_at = now() - interval '1 hour' WHERE permission_id = ${permission})
      UPDATE consent.task SET made_at = now() - interval '1 hour' WHERE lapses = ${permission}`.execute(
      superuser,
    );
  await lapses(id);
  const [task] = await tasks(haven, reference);
  assert.equal(task?.kind, 'return-or-destroy');
  assert.deepEqual(task?.classes, ['identity', 'contact']);
  // Who must keep it is asked for nothing, whether it was known before or after it was shared.
  const hold = { party: haven.team.id, ground: 'criminal-proceedings', reasons: 'A trial is listed.' };
  const kept = await tellRecord(stage, sam);
  await consent(kept.reference, answer(partyOf(haven)));
  const first = (await newest(kept.reference)).id;
  await stage.run(sam, 'consent:record', kept.reference, (work, permit) => holdByLaw(work, permit, hold));
  await consent(kept.reference, answer(partyOf(haven)));
  await lapses(first);
  await lapses((await newest(kept.reference)).id);
  assert.deepEqual(
    (await tasks(haven, kept.reference)).map(({ kind }) => kind),
    ['notice', 'notice'],
  );
});

test('what ended before its day ends once', async () => {
  const { reference } = await tellRecord(stage, sam);
  await consent(reference, answer(partyOf(haven)));
  await withdraw(reference);
  const { rows } =
    await sql`SELECT 1 FROM consent.task WHERE reference = ${reference} AND lapses IS NOT NULL`.execute(
      superuser,
    );
  assert.equal(rows.length, 0);
  assert.equal((await tasks(haven, reference)).length, 1);
});

/** Whom the mails are for that are asked for by `act`. */
async function mailed(act: () => Promise<unknown>): Promise<readonly string[]> {
  const all = async () =>
    (
      await sql<{ name: string; team: string; apart: string | null }>`
        SELECT data ->> 'job' AS name, data -> 'data' ->> 'team' AS team, data -> 'data' ->> 'except' AS apart
        FROM pgboss.job_common WHERE data ->> 'job' LIKE 'consent.%' ORDER BY created_on`.execute(superuser)
    ).rows;
  const before = (await all()).length;
  await act();
  return (await all())
    .slice(before)
    .map(({ name, team, apart }) =>
      [
        name,
        team === haven.team.id ? 'haven' : team === sam.team.id ? 'ours' : team,
        ...(apart === sam.personId ? ['but Sam'] : []),
      ].join(' '),
    )
    .toSorted();
}
const reminded = (at: Instant) => mailed(() => remind({ database: app, pack, now: () => at }));

test('who may look again is reminded on the day and once when it is overdue, and never of what was done', async () => {
  for (const at of [0, 1, 30, 60, 90, 400]) await remind({ database: app, pack, now: () => inDays(at) });
  const { reference } = await tellRecord(stage, sam);
  await asks(reference, true);
  const { dueAt } = await stage.run(bethan, 'consent:tasks', undefined, async work => {
    const { rows } = await listWaiting(work, 'review');
    const found = rows.findLast(each => each.reference === reference);
    assert.ok(found);
    return ok(found);
  });
  assert.deepEqual(await reminded(dueAt.subtract({ hours: 25 })), []);
  assert.deepEqual(await reminded(dueAt.subtract({ hours: 20 })), ['consent.notify-colleagues ours but Sam']);
  assert.deepEqual(await reminded(dueAt.subtract({ hours: 19 })), []);
  const both = () =>
    Promise.all([0, 1].map(() => remind({ database: app, pack, now: () => dueAt.add({ hours: 1 }) })));
  assert.deepEqual(await mailed(both), ['consent.notify-colleagues ours but Sam']);
  assert.deepEqual(await reminded(dueAt.add({ hours: 30 })), []);
});

test('a team is told once that sharing or a safe contact ends, and the recipient once that it ended', async () => {
  const { reference } = await tellRecord(stage, sam);
  await consent(reference, answer(partyOf(haven), { expiresOn: onDay(40) }));
  const { until } = await newest(reference);
  assert.ok(until);
  const before = until.subtract({ hours: 24 * (pack.consent.warns.sharing - 1) });
  assert.deepEqual(await reminded(before), ['consent.notify-team ours']);
  assert.deepEqual(await reminded(before.add({ hours: 1 })), []);
  assert.deepEqual(await reminded(until.add({ hours: 1 })), ['consent.notify-recipient haven']);
  assert.deepEqual(await reminded(until.add({ hours: 2 })), []);
});

test('a page of what waits goes on where the last one ended, and all of it is there once', async () => {
  const told = [];
  for (let n = 0; n < 30; n++) {
    const { reference } = await tellRecord(stage, sam);
    await asks(reference, false);
    told.push(reference);
  }
  const seen: string[] = [];
  let after: { at: string; id: string } | undefined;
  do {
    const page = await stage.run(bethan, 'consent:tasks', undefined, async work =>
      ok(await listWaiting(work, 'decide', after)),
    );
    assert.ok(page.rows.length <= 25);
    seen.push(...page.rows.map(({ reference }) => reference));
    after = page.next;
  } while (after);
  assert.equal(new Set(seen).size, seen.length);
  assert.deepEqual(
    told.filter(each => !seen.includes(each)),
    [],
  );
});
