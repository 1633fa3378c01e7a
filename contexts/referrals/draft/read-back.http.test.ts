import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { itemsOf } from '../../../platform/forms/items.ts';
import { ok } from '../../../platform/pure/result.ts';
import { awkwardStatements } from '../../../platform/testing/answers.ts';
import { startDraft, submitDraft } from '../commands.ts';
import { findDraftAnswers } from '../store.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const responder = await stage.signIn(sam);
const caseworker = await stage.signIn(stage.person('Alex Morgan'));

const first = 'He held the passports  in a drawer.\n\tHe said “later”.';
const open = async (change: Parameters<typeof stage.answers>[0]) =>
  (
    await stage.run(sam, 'referral:start', undefined, (work, permit) =>
      startDraft(
        work,
        permit,
        stage.answers({
          account: { statement: first, manner: 'interpreted' },
          place: { circumstances: ['none'] },
          ...change,
        }),
      ),
    )
  ).reference;
async function send(url: string, fields: Readonly<Record<string, string>>) {
  const payload = new URLSearchParams({ _csrf: responder.csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { cookie: responder.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}
const get = async (cookie: string, url: string) => {
  const answer = await stage.app.inject({ url, headers: { cookie } });
  assert.equal(answer.statusCode, 200, url);
  return answer.body;
};
/** All parts of the check, one after the other. */
async function getCheck(reference: string): Promise<string> {
  const pages: string[] = [];
  for (let part = 1; ; part += 1) {
    const page = await get(responder.cookie, `/referrals/${reference}/check?part=${part}`);
    pages.push(page);
    if (!page.includes('govuk-pagination__next')) return pages.join('');
  }
}
const stands = (reference: string) =>
  stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await findDraftAnswers(work, record.recordId)),
  );
const corrected = { outcome: 'corrected', by: 'Sam Okafor', interpreter: 'Interpreter 4471' };
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '&#10;');

test('what the person corrects is kept byte for byte beside the first words, and both are in the case file', async () => {
  const reference = await open({});
  const step = `/referrals/${reference}/steps`;
  assert.equal((await send(`${step}/readBack`, corrected)).headers.location, `${step}/corrections`);
  const said = [
    ...awkwardStatements.filter(text => !text.includes('\r')).map(text => `He said: ${text}`),
    '  Two men, not one.\n\n',
  ];
  for (const words of said)
    assert.equal(
      (await send(`${step}/corrections/items/${randomUUID()}`, { statement: 'account', words })).statusCode,
      303,
    );
  const { corrections, account } = await stands(reference);
  assert.deepEqual(
    itemsOf(corrections?.['list']).map(item => item['words']),
    said,
  );
  assert.equal(account?.['statement'], first);
  const check = await getCheck(reference);
  assert.match(check, /who corrected something/);
  await stage.run(sam, 'referral:submit', reference, submitDraft);
  const file = await get(caseworker.cookie, `/cases/${reference}`);
  const beside = file.slice(file.indexOf(escaped(first)), file.indexOf('Correction 1'));
  assert.ok(beside.includes('When this was read back, the person said:'));
  assert.ok(
    beside.includes('>  Two men, not one.&#10;&#10;<'),
    'the correction stands beside the first words',
  );
});

test('words that were changed after they were read back are named before sending', async () => {
  const reference = await open({});
  const step = `/referrals/${reference}/steps`;
  await send(`${step}/readBack`, { outcome: 'confirmed', by: 'Sam Okafor' });
  assert.doesNotMatch(await getCheck(reference), /Changed since it was read/);
  await send(`${step}/account`, { statement: 'He held them all.', manner: 'summarised' });
  assert.match(await getCheck(reference), /Changed since it was read back: What happened/);
});

test('nobody has to be read to, and why it could not be done is sent', async () => {
  const reference = await open({ readBack: { outcome: 'not-done', whyNot: 'There was no interpreter.' } });
  assert.match(await getCheck(reference), /could not be read back/);
  await stage.run(sam, 'referral:submit', reference, submitDraft);
  assert.match(await get(caseworker.cookie, `/cases/${reference}`), /There was no interpreter\./);
  const without = await open({});
  assert.match(await getCheck(without), /was not read back to the person/);
  await stage.run(sam, 'referral:submit', without, submitDraft);
});

test('a child is read to as an adult is; of an adult who refuses nothing is read back or kept', async () => {
  const child = await open({ age: { nation: 'SCT', ageStatus: 'child' }, person: { birthDate: '2012' } });
  assert.match(await getCheck(child), /was not read back to the person/);
  for (const nation of ['ENG', 'SCT']) {
    const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, {
        age: { nation, ageStatus: 'adult' },
        tonight: {},
        readBack: { outcome: 'corrected', by: 'Somebody' },
        corrections: { list: [{ id: 'one', words: 'Two men.' }] },
      }),
    );
    await send(`/referrals/${reference}/steps/consent`, { consent: 'refused' });
    if (nation === 'ENG')
      await send(`/referrals/${reference}/notice/steps/identified`, { identified: 'refused' });
    const left = await stands(reference);
    assert.equal(left['readBack'], undefined, nation);
    assert.equal(left['corrections'], undefined, nation);
  }
});
