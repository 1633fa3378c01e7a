/** To whom files are offered: not where the person refused, and not where they were not shared. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { answerNotice, startDraft, submitDraft } from '../public.ts';
import { sending } from './testing.ts';

const stage = await openStage({
  cast: demonstration => ({
    ...demonstration,
    organisations: [
      ...demonstration.organisations,
      {
        name: 'Recipients (fictional)',
        recipients: ['support-provider'],
        teams: [
          {
            name: 'Haven',
            purpose: 'referral' as const,
            people: [{ name: 'Haven desk', email: 'haven@recipients.example', role: 'responder' }],
          },
        ],
      },
    ],
  }),
});
const [sam, haven] = [stage.person('Sam Okafor'), stage.person('Haven desk')];
const browser = await stage.signIn(sam);
const { draft, add } = sending(stage, sam, browser);

async function get(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
}
async function byProgram(as: Person, url: string) {
  const headers = { authorization: `Bearer ${await stage.token(as)}` };
  return stage.app.inject({ url, headers });
}
/** At once, for danger to life: to whom, and of which classes. */
async function shareAtOnce(reference: string, classes: readonly string[]) {
  const body = new URLSearchParams({
    _csrf: browser.csrf,
    _key: randomUUID(),
    purpose: 'support',
    recipient: 'support-provider',
    party: haven.team.id,
    ground: 'danger-to-life',
    reasons: 'A threat to their life tonight.',
    atOnce: 'yes',
  });
  for (const each of classes) body.append('classes', each);
  const done = await stage.app.inject({
    method: 'POST',
    url: `/consents/${reference}/override`,
    headers: { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: body.toString(),
  });
  assert.equal(done.statusCode, 303, done.body);
}
const ofFiles = (reference: string) => new RegExp(`href="/referrals/${reference}/evidence"`);
const consented = { age: { nation: 'ENG', ageStatus: 'adult' }, consent: { consent: 'refused' } };

test('who was shared with without the account is neither offered files nor told that there are none', async () => {
  const reference = await draft();
  await add(reference, { files: [['a.txt', 'The van by the yard.']] });
  await stage.run(sam, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));
  await shareAtOnce(reference, ['identity']);
  const own = await get(haven, `/referrals/${reference}`);
  assert.equal(own.statusCode, 200);
  assert.doesNotMatch(own.body, ofFiles(reference));
  const list = await get(haven, `/referrals/${reference}/evidence`);
  assert.deepEqual([list.statusCode, list.headers.location], [303, `/referrals/${reference}`]);
  const told = await byProgram(haven, `/api/v1/referrals/${reference}/evidence`);
  assert.equal(told.statusCode, 403);
  assert.doesNotMatch(told.body, /"files"/);
});

test('who was shared with with the account is offered the files that there are', async () => {
  const reference = await draft();
  await add(reference, { files: [['a.txt', 'The van by the yard.']] });
  await stage.run(sam, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));
  await shareAtOnce(reference, ['identity', 'account']);
  assert.match((await get(haven, `/referrals/${reference}`)).body, ofFiles(reference));
  assert.match((await get(haven, `/referrals/${reference}/evidence`)).body, /a\.txt/);
});

test('who was shared with is not offered to add files, which they cannot', async () => {
  const reference = await draft();
  await stage.run(sam, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));
  await shareAtOnce(reference, ['identity', 'account']);
  const own = await get(haven, `/referrals/${reference}`);
  assert.equal(own.statusCode, 200);
  assert.doesNotMatch(own.body, ofFiles(reference));
  assert.match((await get(sam, `/referrals/${reference}`)).body, ofFiles(reference));
});

for (const [nation, identified] of [
  ['ENG', undefined],
  ['ENG', 'refused'],
  ['ENG', 'given'],
  ['SCT', undefined],
] as const)
  test(`where somebody refused in ${nation}, and to be named was ${identified ?? 'not asked'}, files are not offered, advice stands in their place, and none is taken`, async () => {
    const answers = { ...consented, age: { ...consented.age, nation } };
    const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, answers),
    );
    if (identified)
      await stage.run(sam, 'referral:draft', reference, (work, permit) =>
        answerNotice(work, permit, { step: 'identified', body: { identified } }),
      );
    const advice = `/referrals/${reference}/without-consent`;
    for (const page of ['', '/check'])
      assert.doesNotMatch((await get(sam, `/referrals/${reference}${page}`)).body, ofFiles(reference), page);
    const list = await get(sam, `/referrals/${reference}/evidence`);
    assert.deepEqual([list.statusCode, list.headers.location], [303, advice]);
    assert.match((await get(sam, advice)).body, /No files are taken here/);
    const sent = await add(reference, { files: [['a.txt', 'Testina, by the road.']] });
    assert.equal(sent.status, 409);
    assert.match(sent.body, new RegExp(`href="${advice}"`));
    assert.equal((await byProgram(sam, `/api/v1/referrals/${reference}/evidence`)).statusCode, 409);
  });
