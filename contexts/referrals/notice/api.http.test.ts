/** A notice that a program sends: what looks as if it told who it is goes nowhere unless somebody looked at it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage } from '../../../checks/support/stage.ts';
import { findTraces } from '../testing.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const headers = { authorization: `Bearer ${await stage.token(sam)}` };

interface Fault {
  readonly field: string;
  readonly message: string;
  readonly kind: string;
  readonly place: string;
}
async function notify(texts: object, more: object = {}) {
  const answers = {
    identified: { identified: 'refused' },
    person: { gender: 'female', nationality: 'nationality-not-known' },
    episode: { types: ['crime'], where: 'uk', ongoing: 'no' },
    ...texts,
  };
  const sent = await stage.app.inject({
    method: 'POST',
    url: '/api/v1/notices',
    headers: { ...headers, 'idempotency-key': randomUUID() },
    payload: { nation: 'ENG', answers, ...more },
  });
  const { errors = [], reference } = sent.json<{ errors?: readonly Fault[]; reference?: string }>();
  return { status: sent.statusCode, errors, reference, body: sent.body };
}

for (const [statement, kind, words] of [
  ['Held at Zq1A 1ZZ, or at zq1 1zz.', 'address', 'zq1 1zz'],
  ['Held at 14b Zqharbour Row.', 'address', 'Zqharbour'],
  ['Her number is ZQ 12 34 56 C.', 'document', 'ZQ 12'],
  ['Born on the 3rd of March 1999.', 'date', 'March'],
  ['They called Zqtestina at night.', 'name', 'Zqtestina'],
  ['Ring 07700 900123.', 'phone', '07700'],
  ['Write to zq@mail.example.', 'address', 'zq@mail'],
] as const)
  test(`a program's notice with a text that may tell who it is (${kind}: ${words}) is refused with the field, the kind and the place, never with the words`, async () => {
    const refused = await notify({ account: { statement } });
    assert.equal(refused.status, 422, refused.body);
    assert.equal(refused.body.includes(words), false);
    for (const fault of refused.errors) {
      assert.deepEqual([fault.field, fault.kind], ['answers.account.statement', kind]);
      const [step, field, start = '', length = ''] = fault.place.split('.');
      assert.deepEqual([step, field], ['account', 'statement']);
      assert.ok(Number(start) > 0 && Number(length) > 0, 'a place in the text');
    }
    assert.ok(refused.errors.length > 0);
    const { rows } = await sql`SELECT 1 FROM referrals.notice`.execute(stage.database.superuser);
    assert.equal(rows.length, 0);
    assert.deepEqual(await findTraces(stage.database, [words.toLowerCase()], () => ''), []);
  });

test("a place of a program's notice stays where it says that somebody looked at it, and at no other", async () => {
  const statement = 'They called Zqtestina, near M1 1AA.';
  const refused = await notify({ account: { statement } });
  assert.deepEqual(
    refused.errors.map(({ kind, place }) => `${kind} ${place}`),
    ['name account.statement.12.9', 'address account.statement.28.6'],
  );
  const [first, ...others] = refused.errors.map(({ place }) => place);
  const again = await notify({ account: { statement } }, { confirmed: [first] });
  assert.deepEqual([again.status, again.errors.map(({ place }) => place)], [422, others]);
  const moved = await notify(
    { account: { statement: `So. ${statement}` } },
    { confirmed: [first, ...others] },
  );
  assert.equal(moved.status, 422, 'of another text these are other places');
  const sent = await notify({ account: { statement } }, { confirmed: [first, ...others] });
  assert.equal(sent.status, 201, sent.body);
  const { rows } = await sql<{ row: string }>`SELECT to_jsonb(t)::text AS row FROM ledger.payload_process t
    WHERE to_jsonb(t)::text LIKE '%confirmed%'`.execute(stage.database.superuser);
  assert.match(rows.map(({ row }) => row).join(), /confirmed\W+2/);
});

test("every text of a program's notice is looked through", async () => {
  const refused = await notify({
    episode: { types: ['other'], otherType: 'Mr Zqone', where: 'uk', places: 'At M1 1AA', ongoing: 'no' },
    account: { refusal: 'Born in 1999' },
  });
  assert.deepEqual(
    refused.errors.map(({ field, kind }) => `${field} ${kind}`),
    ['answers.episode.otherType name', 'answers.episode.places address', 'answers.account.refusal date'],
  );
});

test('where the person agreed to be identified nothing is looked for', async () => {
  const sent = await notify({
    identified: { identified: 'given' },
    person: { givenName: 'Testina', gender: 'female', nationality: 'nationality-not-known' },
    contact: { how: 'no-safe-way' },
    account: { statement: 'They called Testina.' },
  });
  assert.equal(sent.status, 201, sent.body);
});
