import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { formatDate } from '../../../platform/text/format.ts';
import { ok } from '../../../platform/pure/result.ts';
import { findConsents } from '../public.ts';
import type { Answers } from '../../../platform/forms/definition.ts';

const stage = await openStage();
const [sam, alex] = [stage.person('Sam Okafor'), stage.person('Alex Morgan')];
const drawn = (is: (answers: Answers) => boolean): Answers => {
  for (;;) {
    const answers = stage.answers({ place: { circumstances: ['none'] } });
    if (is(answers)) return answers;
  }
};
const agrees = drawn(answers => answers['consent']?.['consent'] === 'given');
const child = drawn(answers => answers['age']?.['ageStatus'] === 'child');

const read = async (as: Person, url: string) => {
  const { cookie } = await stage.signIn(as);
  return (await stage.app.inject({ url, headers: { cookie } })).body;
};
async function post(as: Person, url: string, fields: Readonly<Record<string, string>>) {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ ...fields, _csrf: csrf, _key: randomUUID() }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return (await stage.app.inject({ method: 'POST', url, headers, payload })).statusCode;
}
/** The consent to the referral, as the ledger has it. */
const agreedIn = (reference: string) =>
  stage.run(sam, 'consent:view', reference, async (work, { record }) =>
    ok((await findConsents(work, record.recordId)).permissions.find(({ tells }) => tells !== undefined)?.id),
  );
const tasksOf = async (reference: string) =>
  (
    await sql<{ kind: string; classes: string[]; team: string }>`
      SELECT kind, classes, party_id AS team FROM consent.task WHERE reference = ${reference}`.execute(
      stage.database.superuser,
    )
  ).rows;

test('that an adult agreed to be referred stands in the consent ledger, and grants nobody anything', async () => {
  const reference = await stage.refer(sam, agrees);
  const page = await read(sam, `/consents/${reference}`);
  assert.match(page, /The person themselves/);
  assert.doesNotMatch(page, /Nothing was agreed to/);
  const { rows } = await sql`SELECT 1 FROM access."grant" JOIN access.record USING (record_id)
    WHERE reference = ${reference} AND basis = 'consent'`.execute(stage.database.superuser);
  assert.equal(rows.length, 0);
});

test('a copy is handed to nobody on it: that was agreed to with the authority', async () => {
  const reference = await stage.refer(sam, agrees);
  const id = (await agreedIn(reference)) ?? assert.fail();
  const at = `/consents/${reference}/hand-over/${id}`;
  assert.doesNotMatch(await read(sam, `/consents/${reference}`), /Hand over a copy/);
  const { cookie } = await stage.signIn(sam);
  assert.equal((await stage.app.inject({ url: at, headers: { cookie } })).statusCode, 404);
  assert.equal(await post(sam, at, { name: 'Ada Advocate', classes: 'identity' }), 404);
  const { rows: copies } = await sql`SELECT 1 FROM consent.outside_copy JOIN access.record USING (record_id)
    WHERE reference = ${reference}`.execute(stage.database.superuser);
  assert.equal(copies.length, 0);
  const byHand = stage.run(sam, 'consent:view', reference, async (work, { record }) =>
    ok(
      await sql`INSERT INTO consent.outside_copy (copy_id, record_id, permission_id, classes, made_by, made_at)
        VALUES (${randomUUID()}, ${record.recordId}, ${id}, '{identity}', ${sam.personId}, now())`.execute(
        work.db,
      ),
    ),
  );
  await assert.rejects(byHand, /row-level security/);
});

test('whoever is asked to take it back says what that cannot undo, and the page says it afterwards', async () => {
  const reference = await stage.refer(sam, agrees);
  const at = `/consents/${reference}/withdraw/${(await agreedIn(reference)) ?? assert.fail()}`;
  const undone = /They keep what they hold, what was read cannot be made unread/;
  assert.match(await read(sam, at), undone);
  assert.doesNotMatch(await read(sam, at), /has no team here/);
  assert.equal(await post(sam, at, {}), 303);
  const page = await read(sam, `/consents/${reference}`);
  assert.match(page, undone);
  assert.match(page, /Withdrawn. They were told, and keep what they hold by law/);
  assert.doesNotMatch(page, /Nothing is shown any more/);
  const [task, ...others] = await tasksOf(reference);
  assert.deepEqual([task?.kind, task?.team, others.length], ['notice', alex.team.id, 0]);
});

test('how they agreed goes into the ledger with it: the way, language, interpreter, witness, and until when', async () => {
  const today = Temporal.Now.plainDateISO('Europe/London');
  const day = today.add({ days: 30 });
  const how = {
    way: 'spoken-through-interpreter',
    language: 'Vietnamese',
    interpreter: 'Interpreter 4711 of a fictional agency',
    witness: 'Ada of the harbour house',
  };
  const said = (expiresOn: string) => ({
    ...agrees,
    consent: { ...agrees['consent'], ...how, expiresOn },
  });
  const reference = await stage.refer(sam, said(day.toString()));
  for (const as of [sam, alex]) {
    const page = await read(as, `/consents/${reference}`);
    for (const told of ['through an interpreter', how.language, how.interpreter, how.witness])
      assert.ok(page.includes(told), told);
    assert.ok(page.includes(formatDate(day, 'en')), 'until when');
  }
  const later = await stage.refer(sam, said(today.add({ days: 800 }).toString()));
  const longest = formatDate(today.add({ days: 365 }), 'en');
  assert.ok(
    (await read(sam, `/consents/${later}`)).includes(longest),
    'nobody agrees for longer than the pack lets them',
  );
});

test('of a child, whom nobody asks, no consent is made up', async () => {
  const reference = await stage.refer(sam, child);
  assert.equal(await agreedIn(reference), undefined);
});

test('who no longer agrees ends it with the referral; the authority is told, and keeps what it holds by law', async () => {
  const reference = await stage.refer(sam, agrees);
  const wish = { reason: 'person-withdrew', askedBy: 'person', words: 'She rang us herself.' };
  assert.equal(await post(sam, `/referrals/${reference}/withdraw`, wish), 303);
  const [task, ...others] = await tasksOf(reference);
  assert.deepEqual([task?.kind, task?.team, others.length], ['notice', alex.team.id, 0]);
  assert.ok(task?.classes.includes('identity') && !task.classes.includes('process'));
  assert.match(await read(sam, `/consents/${reference}`), /Withdrawn/);
  assert.match(await read(alex, '/consents'), new RegExp(reference));
});
