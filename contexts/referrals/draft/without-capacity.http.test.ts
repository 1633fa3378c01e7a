import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { ok } from '../../../platform/pure/result.ts';
import { startDraft } from '../commands.ts';
import { findDraftAnswers } from '../store.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const responder = await stage.signIn(sam);
const caseworker = await stage.signIn(stage.person('Alex Morgan'));

const assessed = {
  reasons: 'She could not keep in mind what was said, with an interpreter and on two days.',
  assessedBy: 'Dr Testina Marsh',
  assessorRole: 'Psychiatrist',
  assessorOrganisation: 'Example Hospital',
  assessedOn: '2026-11-19',
};
const decided = {
  decidedBy: 'Orla Sample, social worker',
  decidedOn: '2026-11-20',
  wishes: 'She wants to stay where she is, and is afraid of the phone.',
  reasons: 'She is in danger of being found.',
};
const told = (nation: string, how: Answers[string]): Answers => ({
  age: { nation, ageStatus: 'adult' },
  tonight: { urgent: ['none'] },
  consent: { consent: 'without-capacity' },
  capacity: assessed,
  bestInterests: { ...decided, ...how },
});

const read = async (cookie: string, url: string) => {
  const answer = await stage.app.inject({ url, headers: { cookie } });
  assert.equal(answer.statusCode, 200, url);
  return answer.body;
};
const draft = (answers: Answers) =>
  stage.run(sam, 'referral:start', undefined, (work, permit) => startDraft(work, permit, answers));
const send = (url: string, fields: Readonly<Record<string, string>>) =>
  stage.app.inject({
    method: 'POST',
    url,
    headers: { cookie: responder.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: responder.csrf, _key: randomUUID(), ...fields }).toString(),
  });
/** As other systems send them, since the rest of a referral is drawn by chance. */
const whole = (own: Answers): Answers => {
  const { consent: _, ...rest } = stage.answers();
  return {
    ...rest,
    ...own,
    person: { ...rest['person'], birthDate: '1990' },
    place: { ...rest['place'], circumstances: ['none'] },
  };
};
const groundOf = (reference: string) =>
  stage.run(sam, 'referral:view', reference, async (work, { record }) =>
    ok((await listEntries(work, record.recordId)).filter(({ type }) => type === 'decided-without-capacity')),
  );

test('an adult who lacks capacity is a third path: it asks who assessed, who decided, and what the person wished', async () => {
  const { reference } = await draft({ age: { nation: 'ENG', ageStatus: 'adult' } });
  const at = `/referrals/${reference}/steps`;
  const page = await read(responder.cookie, `${at}/consent`);
  assert.match(page, /value="without-capacity"/);
  assert.match(page, /An unwise decision is still theirs/);
  const next = await send(`${at}/consent`, { consent: 'without-capacity' });
  assert.match(String(next.headers.location), /steps\/capacity/);
  const missing = await send(`${at}/capacity`, {});
  assert.equal(missing.statusCode, 422);
  for (const words of ['why they cannot decide this', 'who assessed it', 'when it was assessed'])
    assert.match(missing.body, new RegExp(words));
});

const nations = [
  ['ENG', { how: 'best-interests' }, /Mental Capacity Act 2005/],
  ['SCT', { howInScotland: 'welfare-guardian' }, /Adults with Incapacity \(Scotland\) Act 2000/],
  ['NIR', { howInNorthernIreland: 'best-interests' }, /Mental Capacity Act \(Northern Ireland\) 2016/],
] as const;
for (const [nation, how, law] of nations)
  test(`a referral of ${nation} on that path carries its legal ground into the ledger of consents, in codes alone`, async () => {
    const reference = await stage.refer(sam, whole(told(nation, how)));
    const [ground, ...others] = await groundOf(reference);
    assert.equal(others.length, 0);
    const { path, decider, rule } = ground?.payload.process ?? {};
    assert.deepEqual([path, decider], ['without-capacity', Object.values(how)[0]]);
    assert.deepEqual(rule, { id: 'consent.capacity', from: null });
    assert.deepEqual(Object.keys(ground?.payload ?? {}), ['process']);
    assert.doesNotMatch(JSON.stringify(ground?.payload), /Marsh|Orla|afraid/);
    for (const { cookie } of [responder, caseworker]) {
      const consents = await read(cookie, `/consents/${reference}`);
      assert.match(consents, /decided for a person who lacks capacity/);
      assert.match(consents, law);
    }
    const file = await read(caseworker.cookie, `/cases/${reference}`);
    for (const words of [
      assessed.assessedBy,
      decided.decidedBy,
      decided.wishes,
      'Referral decided for a person',
    ])
      assert.ok(file.includes(words), words);
    assert.match(file, /Tell adult safeguarding about the person/);
    assert.match(file, /Ask for an independent advocate/);
  });

test('nobody decides whom the law of that nation does not name', async () => {
  for (const [nation, how] of [
    ['SCT', { how: 'best-interests' }],
    ['ENG', { how: 'welfare-guardian' }],
    ['NIR', {}],
  ] as const)
    await assert.rejects(stage.refer(sam, whole(told(nation, how))), /consent-missing/);
});

test('a change of mind keeps what was answered aside, and sends none of it', async () => {
  const { reference } = await draft(told('ENG', { how: 'court' }));
  const at = `/referrals/${reference}/steps/consent`;
  const kept = () =>
    stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
      ok(await findDraftAnswers(work, record.recordId)),
    );
  const explained = ['Nrm', 'Support', 'Outcomes', 'Sharing'].map(
    name => [`explained${name}`, 'yes'] as const,
  );
  assert.equal((await send(at, { consent: 'given', ...Object.fromEntries(explained) })).statusCode, 303);
  assert.deepEqual((await kept())['capacity'], assessed);
  const check = await read(responder.cookie, `/referrals/${reference}/check`);
  assert.doesNotMatch(check, /Dr Testina Marsh|afraid of the phone/);
  assert.equal((await send(at, { consent: 'without-capacity' })).statusCode, 303);
  assert.match(await read(responder.cookie, `/referrals/${reference}/check`), /Dr Testina Marsh/);
  const reply = await stage.refer(sam, stage.answers({ age: { nation: 'ENG' } }));
  assert.equal((await groundOf(reply)).length, 0);
});

test('a refusal after all takes away who assessed, who decided and what they wrote', async () => {
  const { reference } = await draft({ ...told('SCT', { howInScotland: 'benefit' }) });
  assert.equal((await send(`/referrals/${reference}/steps/consent`, { consent: 'refused' })).statusCode, 303);
  const left = await stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await findDraftAnswers(work, record.recordId)),
  );
  assert.deepEqual(Object.keys(left).toSorted(), ['age', 'consent', 'tonight']);
});
