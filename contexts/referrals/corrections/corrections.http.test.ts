import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { formFields } from '../../../platform/testing/form-fields.ts';
import { readPdf } from '../../../platform/testing/pdf.ts';

const stage = await openStage();
const [sam, priya, alex] = [
  stage.person('Sam Okafor'),
  stage.person('Priya Raman'),
  stage.person('Alex Morgan'),
];
const reference = await stage.refer(
  sam,
  stage.answers({ person: { givenName: 'Testina', familyName: 'Wrongly' } }),
);
const at = (step: string) => `/referrals/${reference}/correct/${step}`;

async function get(as: typeof sam, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
}
async function post(
  as: typeof sam,
  url: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
) {
  const { cookie, csrf } = await stage.signIn(as);
  const sent = Object.entries({ ...fields, _csrf: csrf, _key: randomUUID() });
  const payload = new URLSearchParams(
    sent.flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
  ).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}

test('a correction stands beside what was sent: the authority sees both, who said each, when and why', async () => {
  const shown = formFields((await get(sam, at('person'))).body);
  assert.equal(shown['familyName'], 'Wrongly');
  const without = await post(sam, at('person'), { ...shown, familyName: 'Rightly' });
  assert.equal(without.statusCode, 422, 'a correction says why');
  const same = await post(sam, at('person'), { ...shown, correctionReason: 'None.' });
  assert.equal(same.statusCode, 422, 'a correction changes something');
  const why = 'She spelt it for us:\nR-i-g-h-t-l-y.';
  const done = await post(sam, at('person'), { ...shown, familyName: 'Rightly', correctionReason: why });
  assert.equal(done.statusCode, 303);
  const file = (await get(alex, `/cases/${reference}`)).body;
  for (const part of [
    'Rightly',
    'Corrected. Before: Wrongly',
    'Sam Okafor',
    'R-i-g-h-t-l-y.',
    'Corrected or added since it was sent',
  ])
    assert.ok(file.includes(part), part);
  const pdf = readPdf((await get(alex, `/referrals/${reference}/referral.pdf`)).rawPayload);
  const text = pdf.pages.join('').replaceAll('\n', '');
  assert.ok(text.includes('Rightly') && text.includes('Before: Wrongly'));
  const csv = (await get(sam, `/referrals/${reference}/official.csv`)).body;
  assert.ok(csv.includes('pv-name-last-name,,Rightly'));
});

test('the official export keeps what was sent, and says what was corrected, when, why and by whom', async () => {
  const ref = await stage.refer(
    sam,
    stage.answers({ person: { familyName: 'Wrongly' }, account: { statement: 'Zqfirst words.' } }),
  );
  const headers = { authorization: `Bearer ${await stage.token(sam)}` };
  for (const payload of [
    { step: 'person', answers: { familyName: 'Rightly' }, why: 'She spelt it for us.' },
    { step: 'account', answers: { statement: 'Zqother words.' }, why: 'The interpreter erred.' },
    { step: 'person', answers: { familyName: 'Really' }, why: 'Seen in the passport.' },
  ]) {
    const url = `/api/v1/referrals/${ref}/corrections`;
    const keyed = { ...headers, 'idempotency-key': randomUUID() };
    const done = await stage.app.inject({ method: 'POST', url, headers: keyed, payload });
    assert.equal(done.statusCode, 201, done.body);
  }
  const told = await stage.app.inject({ url: `/api/v1/referrals/${ref}/official`, headers });
  assert.equal(told.statusCode, 200, told.body);
  const { fields, corrected } = told.json<{
    fields: { id: string; value: string }[];
    corrected: Record<string, string>[];
  }>();
  assert.equal(fields.find(({ id }) => id === 'pv-name-last-name')?.value, 'Really');
  assert.deepEqual(
    corrected
      .map(({ at, fields: of, value, why }) => [value, at, of, why])
      .toSorted((one, other) => String(one[0]).localeCompare(String(other[0]))),
    [
      ['Rightly', 'person.familyName', ['pv-name-last-name'], 'Seen in the passport.'],
      ['Wrongly', 'person.familyName', ['pv-name-last-name'], 'She spelt it for us.'],
      ['Zqfirst words.', 'account.statement', [], 'The interpreter erred.'],
    ],
  );
  for (const each of corrected) {
    assert.match(each['correctedBy'] ?? '', /Sam Okafor/);
    assert.match(each['by'] ?? '', /Sam Okafor/);
    assert.ok((each['on'] ?? '') <= (each['correctedOn'] ?? ''), 'said before it was corrected');
  }
  const csv = (await get(sam, `/referrals/${ref}/official.csv`)).body;
  assert.match(
    csv,
    /corrected,person\.familyName,[^\r\n]*,Wrongly,[^\r\n]*Sam Okafor[^\r\n]*She spelt it for us\./,
  );
  const without = await stage.refer(sam, stage.answers());
  assert.doesNotMatch((await get(sam, `/referrals/${without}/official.csv`)).body, /^corrected,/m);
});

test('a birth date that contradicts how somebody is treated is recorded, and told to whoever corrects and whoever decides', async () => {
  const headers = { authorization: `Bearer ${await stage.token(sam)}` };
  const correctTo = async (ref: string, birthDate: string) => {
    const url = `/api/v1/referrals/${ref}/corrections`;
    const payload = { step: 'person', answers: { birthDate }, why: 'Seen in the passport.' };
    const keyed = { ...headers, 'idempotency-key': randomUUID() };
    const done = await stage.app.inject({ method: 'POST', url, headers: keyed, payload });
    assert.equal(done.statusCode, 201, done.body);
    return done.json<{ ageDiffers: boolean }>().ageDiffers;
  };
  const fits = /The date of birth that was given since does not fit that/;
  for (const [age, other, own] of [
    ['adult', '2015', '1990'],
    ['child', '1980', '2014'],
  ] as const) {
    const ref = await stage.refer(
      sam,
      stage.answers({ age: { nation: 'ENG', ageStatus: age }, person: { birthDate: own } }),
    );
    const file = async () => (await get(alex, `/cases/${ref}`)).body;
    assert.doesNotMatch(await file(), fits);
    assert.equal(await correctTo(ref, other), true, age);
    assert.match(await file(), fits, age);
    assert.equal(await correctTo(ref, `${own}-02`), false);
    assert.doesNotMatch(await file(), fits, 'the newest word counts');
    // What is said once is said to the session that did it.
    const { cookie, csrf } = await stage.signIn(sam);
    const page = `/referrals/${ref}/correct/person`;
    const shown = formFields((await stage.app.inject({ url: page, headers: { cookie } })).body);
    const typed = { ...shown, 'birthDate.day': '', 'birthDate.month': '', 'birthDate.year': other };
    const sent = { ...typed, correctionReason: 'Seen again.', _csrf: csrf, _key: randomUUID() };
    const done = await stage.app.inject({
      method: 'POST',
      url: page,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(
        Object.entries(sent).flatMap(([name, value]) =>
          [value].flat().map((each): [string, string] => [name, each]),
        ),
      ).toString(),
    });
    assert.equal(done.statusCode, 303, done.body);
    const next = await stage.app.inject({ url: `/referrals/${ref}`, headers: { cookie } });
    assert.match(next.body, /does not fit whether the person is treated as a child/);
  }
});

test('whoever searches finds the person by the corrected name, and by the name that was sent', async () => {
  for (const q of ['Rightly', 'Wrongly'])
    assert.ok((await post(alex, '/search', { q })).body.includes(reference), q);
});

test('the same by the API; what was sent before is never lost', async () => {
  const url = `/api/v1/referrals/${reference}/corrections`;
  const headers = { authorization: `Bearer ${await stage.token(sam)}`, 'idempotency-key': randomUUID() };
  const payload = { step: 'person', answers: { familyName: 'Really' }, why: 'Seen in the passport.' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  assert.equal(answer.statusCode, 201, answer.body);
  const { warnings: _, ...said } = answer.json<{ warnings: unknown }>();
  assert.deepEqual(said, { reference, corrected: 1, contact: 'untouched', ageDiffers: false });
  const again = await stage.app.inject({ method: 'POST', url, headers, payload });
  assert.equal(again.statusCode, 201, 'the same key is the same correction');
  const file = (await get(alex, `/cases/${reference}`)).body;
  for (const name of ['Really', 'Before: Wrongly', 'Before: Rightly']) assert.ok(file.includes(name), name);
  const wrong = { step: 'person', answers: { gender: 'nonsense' }, why: 'No.' };
  const fresh = { ...headers, 'idempotency-key': randomUUID() };
  assert.equal(
    (await stage.app.inject({ method: 'POST', url, headers: fresh, payload: wrong })).statusCode,
    422,
  );
});

test('what decided who decides, what is sealed and several of a kind are not said anew here', async () => {
  for (const step of ['age', 'tonight', 'episodes', 'nonsense'])
    assert.equal((await get(sam, at(step))).statusCode, 404, step);
  const place = formFields((await get(sam, at('place'))).body);
  assert.ok(Object.hasOwn(place, 'town'));
  assert.ok(!Object.hasOwn(place, 'safeAddress') && !Object.hasOwn(place, 'circumstances'));
});

test('what was left out can be added after sending, without saying that anything was wrong', async () => {
  const page = (await get(sam, `/referrals/${reference}`)).body;
  const added = page.slice(page.indexOf('Add what was not said yet'));
  assert.ok(page.includes('Add what was not said yet') && added.includes(at('journey')), 'a way leads there');
  assert.ok(!added.includes(at('person')), 'what was said is corrected, and not added');
  const form = (await get(sam, at('journey'))).body;
  assert.match(form, /<h1[^>]*>\s*Add: /);
  const inputs = {
    ...formFields(form),
    told: 'By lorry from the port.',
    manner: 'verbatim',
    correctionReason: 'She wrote to us.',
  };
  const done = await post(sam, at('journey'), inputs);
  assert.equal(done.statusCode, 303, done.body);
  const file = (await get(alex, `/cases/${reference}`)).body;
  for (const part of ['By lorry from the port.', 'Sam Okafor', 'How it is known: She wrote to us.'])
    assert.ok(file.includes(part), part);
  const after = (await get(sam, `/referrals/${reference}`)).body;
  assert.ok(!after.slice(after.indexOf('Add what was not said yet')).includes(at('journey')));
  assert.match((await get(sam, at('journey'))).body, /<h1[^>]*>\s*Correct: /);
  const text = readPdf((await get(alex, `/referrals/${reference}/referral.pdf`)).rawPayload).pages.join('');
  for (const part of ['By lorry from the port.', 'She wrote to us.'])
    assert.ok(text.replaceAll('\n', ' ').includes(part), part);
});

test('a program adds what was left out without a reason, and corrects nothing without one', async () => {
  const url = `/api/v1/referrals/${reference}/corrections`;
  const authorization = `Bearer ${await stage.token(sam)}`;
  const send = (payload: object) =>
    stage.app.inject({
      method: 'POST',
      url,
      headers: { authorization, 'idempotency-key': randomUUID() },
      payload,
    });
  const contact = { step: 'others', answers: { any: 'not-known' } };
  const first = await send(contact);
  assert.equal(first.statusCode, 201, first.body);
  const again = { ...contact, answers: { any: 'no' } };
  assert.equal((await send(again)).statusCode, 422);
});

test('nobody else corrects: not the authority, not another organisation', async () => {
  assert.equal((await get(alex, at('person'))).statusCode, 403);
  assert.equal((await get(priya, at('person'))).statusCode, 404);
});
