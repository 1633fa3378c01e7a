import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { openStage } from '../../../checks/support/stage.ts';
import { readPdf } from '../../../platform/testing/pdf.ts';
import { startDraft } from '../commands.ts';

const stage = await openStage();
const [sam, alex, max] = ['Sam Okafor', 'Alex Morgan', 'Max Trent'].map(name => stage.person(name)) as [
  ReturnType<typeof stage.person>,
  ReturnType<typeof stage.person>,
  ReturnType<typeof stage.person>,
];
const said = '  She said: "I was told #panic()."\nمرحبا\n你好 😀';
const reference = await stage.refer(
  sam,
  stage.answers({
    person: { givenName: 'Testina', familyName: 'Ŵynne' },
    account: { statement: said, manner: 'verbatim' },
    place: { safeAddress: 'Hidden House' },
  }),
);

async function take(as: typeof sam, query = '', file = 'referral.pdf') {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url: `/referrals/${reference}/${file}${query}`, headers: { cookie } });
}

test('whoever holds a referral takes it along as a document: what was said, by whom, and nothing sealed', async () => {
  for (const as of [sam, alex]) {
    const answer = await take(as);
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['content-type'], 'application/pdf');
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal(answer.headers['content-disposition'], `attachment; filename="${reference}.pdf"`);
    if (process.env['KEEP_COPY']) writeFileSync(process.env['KEEP_COPY'], answer.rawPayload);
    const { pages, info } = readPdf(answer.rawPayload);
    const text = pages.join('').replaceAll('\n', '');
    assert.equal(info.get('Title'), `Referral ${reference}`);
    for (const part of [
      'Testina',
      'Ŵynne',
      '  She said: "I was told #panic()."',
      '你好 [U+1F600]',
      'Sam Okafor',
      as.name,
    ])
      assert.ok(text.includes(part), part);
    assert.ok(!text.includes('Hidden House'));
    assert.ok(text.includes('Given, sealed'));
  }
});

test('a copy speaks the language of whoever takes it', async () => {
  const { pages, catalog } = readPdf((await take(sam, '?lang=cy')).rawPayload);
  assert.match(pages.join('\n'), /Atgyfeiriad/);
  assert.deepEqual(catalog.get('Lang'), { bytes: Buffer.from('cy') });
});

test('a copy is a sight of what it holds, told in the trail', async () => {
  const { rows } = await sql<{ body: string }>`
    SELECT trail.body FROM ledger.entry JOIN ledger.payload_trail AS trail USING (entry_id)
    WHERE type = 'referral-copied' ORDER BY position LIMIT 1`.execute(stage.database.superuser);
  const { classes } = JSON.parse(rows[0]?.body ?? '{}') as { classes: string[] };
  for (const name of ['process', 'identity', 'account', 'contact', 'location'])
    assert.ok(classes.includes(name), name);
});

test('for whoever may not see the referral there is no copy, and of a draft there is none', async () => {
  assert.equal((await take(max)).statusCode, 404);
  const draft = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, {}),
  );
  const { cookie } = await stage.signIn(sam);
  const answer = await stage.app.inject({
    url: `/referrals/${draft.reference}/referral.pdf`,
    headers: { cookie },
  });
  assert.notEqual(answer.statusCode, 200);
});

test('the same copy comes by the API, with a token', async () => {
  const url = `/api/v1/referrals/${reference}/referral.pdf`;
  const answer = await stage.app.inject({
    url,
    headers: { authorization: `Bearer ${await stage.token(sam)}` },
  });
  assert.equal(answer.statusCode, 200);
  assert.ok(readPdf(answer.rawPayload).pages.join('\n').includes('Testina'));
  assert.equal((await stage.app.inject({ url })).statusCode, 401);
  const described = (await stage.app.inject({ url: '/api/v1/openapi.json' })).json<{
    paths: Record<string, { get: { responses: Record<string, { content: object }> } }>;
  }>();
  const { get } = described.paths['/api/v1/referrals/{reference}/referral.pdf'] ?? assert.fail();
  assert.deepEqual(Object.keys(get.responses['200']?.content ?? {}), ['application/pdf']);
});

test('the order of the official form comes as a table and by the API, with what the reader holds', async () => {
  const answer = await take(sam, '', 'official.csv');
  assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8');
  const rows = parse(answer.body, { bom: true });
  const valueOf = (id: string) => rows.find(row => row[1] === id)?.[3];
  assert.equal(valueOf('pv-name-first-name'), 'Testina');
  assert.equal(valueOf('account.statement'), said);
  assert.ok(!answer.body.includes('Hidden House'));
  const url = `/api/v1/referrals/${reference}/official`;
  const told = await stage.app.inject({
    url,
    headers: { authorization: `Bearer ${await stage.token(sam)}` },
  });
  assert.equal(told.statusCode, 200);
  const { fields, leftOut } = told.json<{ fields: { id: string; value: string }[]; leftOut: object[] }>();
  assert.equal(fields.find(({ id }) => id === 'pv-name-first-name')?.value, 'Testina');
  assert.equal(leftOut.length, 25);
});
