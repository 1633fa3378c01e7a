/** What is sealed when something is missing, altered, taken away or erased. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { erasePayloads } from '../../../platform/ledger/erase.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { actAs } from '../../../platform/db/transaction.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import { ok } from '../../../platform/pure/result.ts';
import { createLog } from '../../../platform/log/log.ts';
import { theForm } from '../forms.ts';
import { startDraft } from '../commands.ts';

let logged = '';
const log = createLog({ destination: { write: (line: string) => void (logged += line) } });
const stage = await openStage({ log });
const [sam, alex] = ['Sam Okafor', 'Alex Morgan'].map(stage.person) as [Person, Person];
await stage.putOnDuty(alex);
const { superuser } = stage.database;

const marker = 'Zqvxaddress';
const why = { reason: 'check', words: 'To check that it is right.' };
const answers = () =>
  submittable(
    theForm(stage.composed.pack),
    stage.answers({
      signs: { signs: [{ sign: 'g06', known: 'disclosed' }] },
      age: { nation: 'ENG', ageStatus: 'adult' },
      consent: {
        consent: 'given',
        explainedNrm: true,
        explainedSupport: true,
        explainedOutcomes: true,
        explainedSharing: true,
      },
      place: { circumstances: ['none'], safeAddress: `3 ${marker} Road` },
    }),
  );
async function post(as: Person, url: string, fields: Readonly<Record<string, string>>) {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ _csrf: csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}
const get = async (as: Person, url: string) => {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
};
const draft = async (): Promise<string> =>
  (await stage.run(sam, 'referral:start', undefined, (work, permit) => startDraft(work, permit, answers())))
    .reference;
async function sealsOf(reference: string) {
  const { rows } = await sql<{ seal_id: string; record_id: string }>`
    SELECT seal_id, record_id FROM seal.data_key JOIN access.record USING (record_id) WHERE reference = ${reference}`.execute(
    superuser,
  );
  return rows;
}
async function sent() {
  const reference = await stage.refer(sam, answers());
  const [found] = await sealsOf(reference);
  assert.ok(found);
  return { reference, recordId: found.record_id, url: `/sealed/${reference}/${found.seal_id}` };
}

test('replacing or taking out an address in a draft forgets the one before: its data key is gone', async () => {
  const reference = await draft();
  const [first] = await sealsOf(reference);
  const url = `/referrals/${reference}/steps/place`;
  const place = { town: 'Northmoor', area: String(answers()['place']?.['area']), circumstances: 'none' };
  assert.equal((await post(sam, url, place)).statusCode, 303);
  assert.deepEqual(
    (await sealsOf(reference)).map(each => each.seal_id),
    [first?.seal_id],
    'kept where nothing is typed',
  );
  assert.equal(
    (await post(sam, url, { ...place, 'safeAddress.sealed': 'keep', safeAddress: 'x' })).statusCode,
    303,
  );
  assert.deepEqual(
    (await sealsOf(reference)).map(each => each.seal_id),
    [first?.seal_id],
    'kept where that is chosen',
  );
  assert.equal((await post(sam, url, { ...place, safeAddress: `4 ${marker} Road` })).statusCode, 303);
  const second = await sealsOf(reference);
  assert.equal(second.length, 1);
  assert.notEqual(second[0]?.seal_id, first?.seal_id);
  assert.equal((await post(sam, url, { ...place, 'safeAddress.sealed': 'remove' })).statusCode, 303);
  assert.deepEqual(await sealsOf(reference), []);
  assert.doesNotMatch((await get(sam, `/referrals/${reference}/check`)).body, /Given, sealed/);
});

test('a page that is shown again does not show what was typed to be sealed', async () => {
  const reference = await draft();
  const answer = await post(sam, `/referrals/${reference}/steps/place`, { safeAddress: `5 ${marker} Road` });
  assert.equal(answer.statusCode, 422);
  assert.doesNotMatch(answer.body, new RegExp(marker));
  const tooLong = await post(sam, `/referrals/${reference}/steps/place`, {
    safeAddress: `${marker} `.repeat(60),
  });
  assert.equal(tooLong.statusCode, 422);
  assert.doesNotMatch(tooLong.body, new RegExp(marker));
});

test('a form kept for whoever must sign in again holds nothing that is to be sealed', async () => {
  const reference = await draft();
  const { cookie, csrf } = await stage.signIn(sam);
  await sql`UPDATE http.session SET last_seen_at = now() - interval '1 hour'`.execute(superuser);
  const fields = { town: 'Westmere', safeAddress: `6 ${marker} Road` };
  const payload = new URLSearchParams({ _csrf: csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const url = `/referrals/${reference}/steps/place`;
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  assert.equal(answer.statusCode, 303);
  assert.match(String(answer.headers.location), /^\/sign-in\?/);
  const { rows } = await sql<{ length: number }>`SELECT length(sealed) AS length FROM http.kept_form`.execute(
    superuser,
  );
  // An iv, a tag and the JSON of what was kept: there is no room for an address in it.
  assert.deepEqual(rows, [{ length: 12 + 16 + JSON.stringify({ town: 'Westmere' }).length }]);
});

test('while the key service does not answer nothing is saved in plain, and all else goes on', async () => {
  const reference = await draft();
  const { wrap } = stage.keys;
  const ring = stage.keys.ring;
  stage.keys.ring = { keys: [] };
  const url = `/referrals/${reference}/steps/place`;
  const refused = await post(sam, url, { town: 'Northmoor', safeAddress: `7 ${marker} Road` });
  assert.notEqual(refused.statusCode, 303);
  assert.doesNotMatch(refused.body, new RegExp(marker));
  assert.equal((await get(sam, url)).statusCode, 200);
  assert.equal((await get(sam, '/referrals')).statusCode, 200);
  stage.keys.ring = ring;
  assert.equal(stage.keys.wrap, wrap);
});

test('a lost key is told as such; nothing is shown, no opening is written down, and other values still open', async () => {
  const [one, other] = [await sent(), await (async () => (await stage.keys.rotate(), sent()))()];
  const { ring } = stage.keys;
  stage.keys.ring = { keys: ring.keys.slice(-1) };
  logged = '';
  const lost = await post(alex, one.url, why);
  assert.equal(lost.statusCode, 409);
  assert.match(lost.body, /This cannot be opened/);
  assert.match(logged, /"event":"seal-failed","outcome":"key-missing"/);
  const { rows } =
    await sql`SELECT 1 FROM ledger.entry WHERE type = 'sealed-opened' AND record_id = ${one.recordId}`.execute(
      superuser,
    );
  assert.deepEqual(rows, [], 'nothing was opened, and nothing says so');
  assert.equal((await post(alex, other.url, why)).statusCode, 200);
  assert.equal((await get(alex, `/cases/${one.reference}`)).statusCode, 200);
  stage.keys.ring = ring;
  assert.match((await post(alex, one.url, why)).body, new RegExp(marker));
});

test('a ciphertext or a data key that was altered, or put in another’s place, is found and not shown', async () => {
  const [one, other] = [await sent(), await sent()];
  const refused = async (what: string) => {
    const answer = await post(alex, one.url, why);
    assert.equal(answer.statusCode, 409, what);
    assert.doesNotMatch(answer.body, new RegExp(marker), what);
  };
  const aside = async (what: string, change: ReturnType<typeof sql>, back: ReturnType<typeof sql>) => {
    await change.execute(superuser);
    await refused(what);
    await back.execute(superuser);
  };
  const keyOf = (recordId: string) => sql`(SELECT wrapped FROM seal.data_key WHERE record_id = ${recordId})`;
  const { rows } = await sql<{
    body: string;
  }>`SELECT body FROM ledger.payload_location WHERE record_id = ${one.recordId}`.execute(superuser);
  const body = rows[0]?.body ?? '';
  const setBody = (text: string) =>
    sql`UPDATE ledger.payload_location SET body = ${text} WHERE record_id = ${one.recordId}`;
  const box = /"box":"([^"]+)"/.exec(body)?.[1] ?? assert.fail();
  const turned = `${box.slice(0, 40)}${box[40] === 'A' ? 'B' : 'A'}${box.slice(41)}`;
  await aside('the ciphertext', setBody(body.replace(box, turned)), setBody(body));
  const { rows: theirs } = await sql<{
    body: string;
  }>`SELECT body FROM ledger.payload_location WHERE record_id = ${other.recordId}`.execute(superuser);
  const otherBox = /"box":"([^"]+)"/.exec(theirs[0]?.body ?? '')?.[1] ?? assert.fail();
  await aside('another record’s ciphertext', setBody(body.replace(box, otherBox)), setBody(body));
  const { rows: kept } = await sql<{
    wrapped: Buffer;
  }>`SELECT wrapped FROM seal.data_key WHERE record_id = ${one.recordId}`.execute(superuser);
  const setKey = (wrapped: ReturnType<typeof sql> | Buffer) =>
    sql`UPDATE seal.data_key SET wrapped = ${wrapped} WHERE record_id = ${one.recordId}`;
  await aside(
    'another record’s data key',
    setKey(keyOf(other.recordId)),
    setKey(kept[0]?.wrapped ?? assert.fail()),
  );
  assert.match((await post(alex, one.url, why)).body, new RegExp(marker));
});

test('erasing a payload makes what is sealed in it unreadable, whoever has kept the ciphertext', async () => {
  const { recordId, url } = await sent();
  await stage.database.migrator.transaction().execute(async db => {
    await actAs(db, alex);
    await sql`SELECT set_config('nrm.purpose', ${alex.purpose}, true)`.execute(db);
    const { version } = await db
      .selectFrom('access.record')
      .select('version')
      .where('record_id', '=', recordId)
      .executeTakeFirstOrThrow();
    await stage.run(alex, 'queue:view', undefined, async work => {
      const entries = await listEntries(work, recordId);
      const entry = entries.find(({ type }) => type === 'referral-submitted') ?? assert.fail();
      await erasePayloads(
        { ...work, db },
        { recordId, version },
        [{ entryId: entry.entryId, classes: ['location'] }],
        'retention',
      );
      return ok(undefined);
    });
  });
  const { rows } = await sql`SELECT 1 FROM seal.data_key WHERE record_id = ${recordId}`.execute(superuser);
  assert.deepEqual(rows, []);
  assert.equal((await post(alex, url, why)).statusCode, 404);
});

test('what was sealed is counted, and nothing of it is told', async () => {
  const { body } = await stage.app.inject({ url: '/metrics' });
  assert.match(body, /opennrm_sealed_values_total\{outcome="sealed"\} \d/);
  assert.match(body, /opennrm_sealed_values_total\{outcome="opened"\} \d/);
  assert.match(body, /opennrm_sealed_values_total\{outcome="key-missing"\} \d/);
  assert.doesNotMatch(body + logged, new RegExp(marker));
});
