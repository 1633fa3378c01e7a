import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import { ok } from '../../../platform/pure/result.ts';
import { saveDuty } from '../../organisations/public.ts';
import { theForm } from '../forms.ts';
import { startDraft, submitDraft } from '../commands.ts';

const stage = await openStage();
const [sam, alex, chris, robin, dana] = [
  'Sam Okafor',
  'Alex Morgan',
  'Chris Vale',
  'Robin Achebe',
  'Jo Lindqvist',
].map(stage.person) as [Person, Person, Person, Person, Person];

const address = 'Flat 9, 77 Zqvxaddress Street\nLittle Harbour';
const marker = 'Zqvxaddress';

const adult = () =>
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
      place: { circumstances: ['none'] },
    }),
  );

async function get(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
}
async function post(as: Person, url: string, fields: Readonly<Record<string, string>>, key = randomUUID()) {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ _csrf: csrf, _key: key, ...fields }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}

const onDuty = (person: Person) =>
  stage.run(robin, 'duty:set', undefined, async work =>
    ok(
      await saveDuty(work, {
        personId: person.personId,
        from: work.now.subtract({ minutes: 1 }),
        until: work.now.add({ hours: 1 }),
      }),
    ),
  );

async function sealedCase() {
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, adult()),
  );
  const place = { town: 'Northmoor', area: String(adult()['place']?.['area']), circumstances: 'none' };
  const saved = await post(sam, `/referrals/${reference}/steps/place`, { ...place, safeAddress: address });
  assert.equal(saved.statusCode, 303, saved.body);
  return { reference, place };
}
const send = (reference: string) =>
  stage.run(sam, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));
const sealOf = async (reference: string): Promise<string> => {
  const { rows } = await sql<{ seal_id: string }>`
    SELECT seal_id FROM seal.data_key JOIN access.record USING (record_id) WHERE reference = ${reference}`.execute(
    stage.database.superuser,
  );
  assert.equal(rows.length, 1, 'one data key for one sealed value');
  return rows[0]?.seal_id ?? '';
};
const why = { reason: 'visit', words: 'A support worker visits at two.' };

/** Every table, as text. */
async function whereInDatabase(words: string): Promise<readonly string[]> {
  const { superuser } = stage.database;
  const { rows } = await sql<{ name: string }>`
    SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`.execute(superuser);
  const found: string[] = [];
  for (const { name } of rows) {
    const hits = await sql`SELECT 1 FROM ${sql.raw(name)} AS row WHERE row::text ILIKE ${`%${words}%`}
        OR row::text LIKE ${`%${Buffer.from(words).toString('hex')}%`} LIMIT 1`.execute(superuser);
    if (hits.rows.length > 0) found.push(name);
  }
  return found;
}

test('an exact address is sealed from its first word: no page and no table holds it, in the draft and after it is sent', async () => {
  const { reference } = await sealedCase();
  assert.deepEqual(await whereInDatabase(marker), []);
  for (const url of [`/referrals/${reference}/steps/place`, `/referrals/${reference}/check`]) {
    const { statusCode, body } = await get(sam, url);
    assert.equal(statusCode, 200);
    assert.doesNotMatch(body, new RegExp(marker));
    assert.match(body, /Given, sealed/);
  }
  await send(reference);
  assert.deepEqual(await whereInDatabase(marker), []);
  for (const [as, url] of [
    [alex, `/cases/${reference}`],
    [sam, `/referrals/${reference}`],
    [alex, `/sealed/${reference}`],
  ] as const) {
    const { statusCode, body } = await get(as, url);
    assert.equal(statusCode, 200, url);
    assert.doesNotMatch(body, new RegExp(marker));
  }
});

test('an exact address that another system sends is sealed too', async () => {
  const answers = adult();
  const token = await stage.token(sam);
  const sent = await stage.app.inject({
    method: 'POST',
    url: '/api/v1/referrals',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
    payload: { ...answers, place: { ...answers['place'], safeAddress: address } },
  });
  assert.equal(sent.statusCode, 201, sent.body);
  assert.doesNotMatch(sent.body, new RegExp(marker));
  assert.deepEqual(await whereInDatabase(marker), []);
  const { reference } = sent.json<{ reference: string }>();
  await sealOf(reference);
  const followed = await stage.app.inject({
    url: `/api/v1/referrals/${reference}`,
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(followed.statusCode, 200);
  assert.doesNotMatch(followed.body, new RegExp(marker));
  const foreign = { seal: randomUUID(), box: 'AAAA' };
  const refused = await stage.app.inject({
    method: 'POST',
    url: '/api/v1/referrals',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
    payload: { ...answers, place: { ...answers['place'], safeAddress: foreign } },
  });
  assert.equal(refused.statusCode, 422, 'nobody else makes ciphertexts');
});

test('only somebody on duty opens it, once, and the trail says who and why', async () => {
  const { reference } = await sealedCase();
  await send(reference);
  const url = `/sealed/${reference}/${await sealOf(reference)}`;
  const refused = await post(alex, url, why);
  assert.equal(refused.statusCode, 403);
  assert.doesNotMatch(refused.body, new RegExp(marker));
  await onDuty(alex);
  assert.equal((await post(chris, url, why)).statusCode, 403, 'a colleague on no duty');
  const silent = await post(alex, url, { reason: 'visit', words: ' ' });
  assert.equal(silent.statusCode, 422);
  assert.match(silent.body, /Enter what it is needed for/);
  const key = randomUUID();
  const opened = await post(alex, url, why, key);
  assert.equal(opened.statusCode, 200);
  assert.match(opened.body, /Flat 9, 77 Zqvxaddress Street/);
  assert.doesNotMatch(/<title>[^<]*/.exec(opened.body)?.[0] ?? '', new RegExp(marker));
  assert.equal(opened.headers['cache-control'], 'no-store');
  const again = await post(alex, url, why, key);
  assert.equal(again.statusCode, 403, 'the same form sent again shows nothing');
  assert.doesNotMatch(again.body, new RegExp(marker));
  const trail = await get(dana, `/trail/${reference}`);
  assert.match(trail.body, /Opened what is sealed/);
  assert.match(trail.body, /A support worker visits at two\./);
  assert.deepEqual(await whereInDatabase(marker), []);
});

test('after sending, whoever referred gives another address and reads neither; both are on record, the newest first', async () => {
  const { reference } = await sealedCase();
  const url = `/referrals/${reference}/sealed/place`;
  assert.equal(
    (await get(sam, url)).headers.location,
    `/referrals/${reference}`,
    'a draft is changed where it is written',
  );
  await send(reference);
  const first = await sealOf(reference);
  assert.match((await get(sam, `/referrals/${reference}`)).body, new RegExp(url));
  const empty = await post(sam, url, {});
  assert.equal(empty.statusCode, 422);
  const { body } = await get(sam, url);
  assert.doesNotMatch(body, new RegExp(marker));
  assert.equal((await post(sam, url, { safeAddress: `12 ${marker} Lane` })).statusCode, 303);
  assert.deepEqual(await whereInDatabase(marker), []);
  assert.doesNotMatch((await get(sam, `/referrals/${reference}`)).body, new RegExp(marker));
  await stage.putOnDuty(chris);
  const listed = await get(chris, `/sealed/${reference}`);
  const seals = [...listed.body.matchAll(/action="(\/sealed\/[^"]+)"/g)].map(([, action]) => action ?? '');
  assert.equal(seals.length, 2);
  assert.match(listed.body, /another was given since/);
  assert.match((await post(chris, seals[0] ?? '', why)).body, new RegExp(`12 ${marker} Lane`));
  assert.ok(seals[1]?.endsWith(first));
  assert.match((await post(chris, seals[1] ?? '', why)).body, new RegExp(`77 ${marker} Street`));
  assert.match((await get(alex, `/cases/${reference}`)).body, /Address given anew, sealed/);
});
