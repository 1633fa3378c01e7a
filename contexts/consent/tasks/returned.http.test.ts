import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../../checks/support/stage.ts';
import { contentsOf, rebuildProjections } from '../../../platform/ledger/rebuild.ts';
import { projectedTables } from '../store.ts';
import { answer, dealings, openConsentStage, partyOf, tellRecord } from '../testing.ts';

const stage = await openConsentStage();
const [sam, haven, chambers] = ['Sam Okafor', 'Haven desk', 'Chambers desk'].map(name =>
  stage.person(name),
) as [Person, Person, Person];
const { consent, withdraw } = dealings(stage, sam, haven);
const { superuser, migrator } = stage.database;

async function get(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ method: 'GET', url, headers: { cookie } });
}
async function post(as: Person, url: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const { cookie, csrf } = await stage.signIn(as);
  const body = new URLSearchParams({ _csrf: csrf, _key: randomUUID() });
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) body.append(name, each);
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload: body.toString() });
}
async function call(as: Person, url: string, json?: object, key = randomUUID()) {
  const headers = { authorization: `Bearer ${await stage.token(as)}`, 'idempotency-key': key };
  const done = await stage.app.inject(
    json ? { method: 'POST', url, headers, payload: json } : { method: 'GET', url, headers },
  );
  return { status: done.statusCode, body: done.json() };
}
interface Told {
  readonly task: string;
  readonly reference: string;
  readonly open: readonly string[];
  readonly overdue: boolean;
}
const toldOf = async (as: Person, reference: string): Promise<Told | undefined> =>
  (await call(as, '/api/v1/consents')).body.tasks.find((each: Told) => each.reference === reference);

/** Shared with Haven, and withdrawn. */
async function ended() {
  const { reference, recordId } = await tellRecord(stage, sam);
  await consent(reference, answer(partyOf(haven)));
  await withdraw(reference);
  const told = await toldOf(haven, reference);
  assert.ok(told);
  return { reference, recordId, task: told.task };
}

test('a recipient answers what it did, and the answer leaves its list and stands beside the consent', async () => {
  const { reference, task } = await ended();
  const page = (await get(haven, `/consents/tasks/${task}`)).body;
  assert.match(page, new RegExp(`case ${reference}`));
  assert.match(page, /Who they are/);
  assert.doesNotMatch(page, /What happened/);
  assert.match((await get(sam, `/consents/${reference}`)).body, /No answer yet/);
  const first = await post(haven, `/consents/tasks/${task}`, { done: 'destroyed', classes: 'identity' });
  assert.equal(first.statusCode, 303, first.body);
  assert.deepEqual((await toldOf(haven, reference))?.open, ['contact']);
  const rest = { done: 'kept', classes: ['contact'], ground: 'legal-claim' };
  const second = await call(haven, `/api/v1/consents/tasks/${task}`, rest);
  assert.equal(second.status, 201, JSON.stringify(second.body));
  assert.match(second.body.answer, /^RET-/);
  assert.deepEqual(second.body.open, []);
  assert.equal(await toldOf(haven, reference), undefined);
  const shown = (await get(sam, `/consents/${reference}`)).body;
  assert.match(shown, /Destroyed[\s\S]*who they are\. Said by Haven desk, Recipients \(fictional\)/);
  assert.match(shown, /Kept by law[\s\S]*how to reach them safely\. Ground: /);
  assert.doesNotMatch(shown, /No answer yet/);
  const [permission] = (await call(sam, `/api/v1/referrals/${reference}/consents`)).body.permissions;
  assert.deepEqual(
    permission.returned.map((each: { done: string; classes: string[]; ground: string | null }) => [
      each.done,
      each.classes,
      each.ground,
    ]),
    [
      ['destroyed', ['identity'], null],
      ['kept', ['contact'], 'legal-claim'],
    ],
  );
  assert.deepEqual([permission.notReturned, permission.returnOverdue], [[], false]);
});

test('who answers sees nothing of the case by it, and holds nothing of its own answer', async () => {
  const { reference, recordId, task } = await ended();
  const said = await call(haven, `/api/v1/consents/tasks/${task}`, {
    done: 'destroyed',
    classes: ['identity', 'contact'],
  });
  for (const path of [reference, said.body.answer])
    for (const url of [`/referrals/${path}`, `/consents/${path}`])
      assert.equal((await get(haven, url)).statusCode, 404, url);
  const { rows } = await sql<{ held: string }>`
    SELECT purpose AS held FROM access."grant" JOIN access.record USING (record_id)
    WHERE (reference = ${said.body.answer} OR record_id = ${recordId}) AND party_id = ${haven.team.id}
      AND (until_at IS NULL OR until_at > now())`.execute(superuser);
  assert.deepEqual(rows, []);
});

test('nobody answers another team’s task, a notice, or what there is not; all of these are not found', async () => {
  const { task } = await ended();
  const { reference } = await tellRecord(stage, sam);
  await consent(reference, answer(partyOf(haven), { classes: ['identity', 'contact'] }));
  await consent(reference, answer(partyOf(haven), { classes: ['identity', 'contact'] }));
  await withdraw(reference);
  const notice = await toldOf(haven, reference);
  assert.ok(notice);
  const asked = { done: 'destroyed', classes: ['identity'] };
  for (const [as, id] of [
    [chambers, task],
    [sam, task],
    [haven, notice.task],
    [haven, randomUUID()],
  ] as const) {
    assert.equal((await get(as, `/consents/tasks/${id}`)).statusCode, 404);
    assert.equal((await post(as, `/consents/tasks/${id}`, asked)).statusCode, 404);
    assert.equal((await call(as, `/api/v1/consents/tasks/${id}`, asked)).status, 404);
  }
});

test('what is wrong in an answer is said beside it, and once everything is gone there is nothing to answer', async () => {
  const { task } = await ended();
  const url = `/consents/tasks/${task}`;
  const kept = await post(haven, url, { done: 'kept', classes: 'identity' });
  assert.equal(kept.statusCode, 422);
  assert.match(kept.body, /href="#ground"/);
  const other = await call(haven, `/api/v1${url}`, { done: 'destroyed', classes: ['health'] });
  assert.deepEqual(
    other.body.errors.map(({ field }: { field: string }) => field),
    ['classes.0'],
  );
  const key = randomUUID();
  const all = { done: 'returned', classes: ['identity', 'contact'] };
  const done = await call(haven, `/api/v1${url}`, all, key);
  assert.deepEqual(await call(haven, `/api/v1${url}`, all, key), done);
  assert.equal((await get(haven, url)).statusCode, 409);
  assert.equal((await call(haven, `/api/v1${url}`, all)).status, 409);
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM consent.returned WHERE task_id = ${task}`.execute(superuser);
  assert.deepEqual(rows, [{ n: 1 }]);
});

test('what nobody answered by the pack’s day is late, for who was told and for who keeps the consents', async () => {
  const { reference, task } = await ended();
  await sql`UPDATE consent.task SET made_at = now() - interval '15 days' WHERE task_id = ${task}`.execute(
    superuser,
  );
  assert.equal((await toldOf(haven, reference))?.overdue, true);
  assert.match((await get(haven, '/consents')).body, /This day has passed/);
  assert.match((await get(sam, `/consents/${reference}`)).body, /No answer yet[\s\S]*This day has passed/);
});

test('answers are written again from the entries alone', async () => {
  const before = await contentsOf(superuser, ['consent.returned']);
  assert.ok((before['consent.returned']?.length ?? 0) >= 3);
  await sql`DELETE FROM consent.returned`.execute(superuser);
  const { projections, pack } = stage.composed;
  const all = [...projectedTables, 'access.grant', 'access.relation'];
  const others = ['referrals.referral', 'referrals.search_key', 'decisions.queue_item'];
  await rebuildProjections(migrator, { tables: [...all, ...others], projections, pack });
  assert.deepEqual(await contentsOf(superuser, ['consent.returned']), before);
});
