import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { itemsOf } from '../../../platform/forms/items.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { ok } from '../../../platform/pure/result.ts';
import { formFields } from '../../../platform/testing/form-fields.ts';
import { readPdf } from '../../../platform/testing/pdf.ts';
import { answersIn } from '../standing.ts';
import { givenIn } from '../sent.ts';

const stage = await openStage();
const [sam, priya, alex] = [
  stage.person('Sam Okafor'),
  stage.person('Priya Raman'),
  stage.person('Alex Morgan'),
];
const signsOf = (group: string) =>
  stage.composed.pack.signs.groups.find(({ code }) => code === group)?.signs.map(({ code }) => code) ?? [];
const [firstSign = '', secondSign = ''] = signsOf('general');
const how = stage.composed.pack.signs.howKnown[0] ?? '';
const reference = await stage.refer(
  sam,
  stage.answers({
    vehicles: { list: [{ id: 'van', description: 'A blue van' }] },
    signs: { signs: [{ sign: firstSign, known: how }] },
  }),
);
const at = (step: string) => `/referrals/${reference}/more/${step}`;

async function get(as: typeof sam, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
}
async function post(as: typeof sam, url: string, fields: Readonly<Record<string, string>>) {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ ...fields, _csrf: csrf, _key: randomUUID() }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}
const send = async (payload: object, key = randomUUID()) =>
  stage.app.inject({
    method: 'POST',
    url: `/api/v1/referrals/${reference}/additions`,
    headers: { authorization: `Bearer ${await stage.token(sam)}`, 'idempotency-key': key },
    payload,
  });
const entries = () =>
  stage.run(sam, 'referral:view', reference, async (work, { record }) =>
    ok(await listEntries(work, record.recordId)),
  );
const standing = async () => answersIn(givenIn(await entries()));
const pdfText = async () =>
  readPdf((await get(alex, `/referrals/${reference}/referral.pdf`)).rawPayload)
    .pages.join('')
    .replaceAll('\n', ' ');

test('one more of several is added after sending, beside what was sent, with a number of its own, who and when', async () => {
  const before = await entries();
  const page = (await get(sam, `/referrals/${reference}`)).body;
  assert.ok(page.slice(page.indexOf('Add one more, or signs')).includes(at('vehicles')), 'a way leads there');
  const shown = (await get(sam, at('vehicles'))).body;
  assert.ok(!shown.includes('A blue van'), 'what was sent is not shown to be changed');
  assert.match(shown, /One was told so far/);
  const done = await post(sam, at('vehicles'), {
    ...formFields(shown),
    description: 'A white lorry',
    correctionReason: 'She rang us.',
  });
  assert.equal(done.statusCode, 303, done.body);
  const after = await entries();
  const added = after.filter(({ type }) => type === 'one-more-added');
  assert.deepEqual(
    added.map(({ payload }) => [payload.process?.['step'], payload.process?.['number']]),
    [['vehicles', 2]],
  );
  assert.deepEqual(
    after.filter(({ type }) => type !== 'one-more-added'),
    before,
    'what was sent stands',
  );
  const vehicles = itemsOf((await standing())['vehicles']?.['list']);
  assert.deepEqual(
    vehicles.map(({ description }) => description),
    ['A blue van', 'A white lorry'],
  );
  const file =
    (await get(alex, `/cases/${reference}?part=2`)).body + (await get(alex, `/cases/${reference}`)).body;
  for (const part of ['A blue van', 'A white lorry', 'Vehicle 2', 'number 2 of its kind'])
    assert.ok(file.includes(part), part);
  assert.match(
    file,
    /Vehicle 2[^]{0,400}Sam Okafor[^]{0,200}Added after it was sent\.[^]{0,60}She rang us\./,
  );
  const text = await pdfText();
  for (const part of [
    'A blue van',
    'A white lorry',
    'Added after it was sent.',
    'How it is known: She rang us.',
  ])
    assert.ok(text.includes(part), part);
});

test('every kind of which there may be several takes one more: episodes, people, places, phones, vehicles, signs', async () => {
  const page = (await get(sam, `/referrals/${reference}`)).body;
  const ways = page.slice(page.indexOf('Add one more, or signs'));
  const several = stage.composed.pack.forms['referral']?.steps.filter(({ fields }) =>
    fields.some(({ type }) => type === 'items' || type === 'signs'),
  );
  const asked = several?.filter(({ id }) => id !== 'corrections').map(({ id }) => id) ?? [];
  assert.ok(asked.includes('episodes') && asked.includes('exploiters') && asked.includes('victims'));
  for (const step of asked) assert.ok(ways.includes(at(step)), step);
  const added = await send({
    step: 'episodes',
    answers: { types: ['domestic'], where: 'uk', ongoing: 'no' },
  });
  assert.equal(added.statusCode, 201, added.body);
  const file = (await get(alex, `/cases/${reference}`)).body;
  assert.match(file, /Episode 2|Situation 2/);
});

test('signs that were noticed since stand beside those that were sent, and none is told twice', async () => {
  const shown = (await get(sam, at('signs'))).body;
  assert.ok(shown.includes(`value="${secondSign}"`) && !shown.includes(`value="${firstSign}"`));
  const again = await send({ step: 'signs', answers: { signs: [{ sign: firstSign, known: how }] } });
  assert.equal(again.statusCode, 422);
  const done = await post(sam, at('signs'), { signs: secondSign, [`signs.${secondSign}`]: how });
  assert.equal(done.statusCode, 303, done.body);
  const signs = (await standing())['signs']?.['signs'];
  assert.deepEqual(signs, [
    { sign: firstSign, known: how },
    { sign: secondSign, known: how },
  ]);
  const text = await pdfText();
  assert.match(text, /Added after it was sent, by Sam Okafor, [^:]+:[0-9]{2}[ap]m: /);
});

test('the same by the API: the same key adds one, nothing at all is refused, and who has no part is told nothing', async () => {
  const key = randomUUID();
  const van = { step: 'vehicles', answers: { description: 'A grey van' }, how: 'A witness said so.' };
  const [one, same] = [await send(van, key), await send(van, key)];
  assert.equal(one.statusCode, 201, one.body);
  const { number, step } = one.json<{ number: number; step: string }>();
  assert.deepEqual([number, step], [3, 'vehicles']);
  assert.equal(same.statusCode, 201);
  assert.equal(itemsOf((await standing())['vehicles']?.['list']).length, 3);
  for (const wrong of [
    { step: 'vehicles', answers: {} },
    { step: 'vehicles', answers: { id: 'van', description: 'Instead of the first' } },
    { step: 'episodes', answers: { types: ['nonsense'] } },
  ])
    assert.equal((await send(wrong)).statusCode, 422, JSON.stringify(wrong));
  for (const step of ['person', 'contact', 'nonsense'])
    assert.equal((await send({ step, answers: {} })).statusCode, 404, step);
  assert.equal((await get(alex, at('vehicles'))).statusCode, 403);
  assert.equal((await get(priya, at('vehicles'))).statusCode, 404);
});

test('no more are taken than the pack allows of a kind', async () => {
  const { max = 0 } =
    stage.composed.pack.forms['referral']?.steps.find(({ id }) => id === 'references')?.fields[0] ?? {};
  const left = max - itemsOf((await standing())['references']?.['list']).length;
  for (let nth = 0; nth < left; nth += 1)
    assert.equal((await send({ step: 'references', answers: { number: `X${nth}` } })).statusCode, 201);
  assert.equal((await send({ step: 'references', answers: { number: 'one too many' } })).statusCode, 422);
});
