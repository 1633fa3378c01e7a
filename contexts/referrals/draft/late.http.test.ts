import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { startDraft, submitDraft } from '../commands.ts';

const stage = await openStage();
const [sam, bethan] = [stage.person('Sam Okafor'), stage.person('Bethan Lloyd')];
const [bySam, byBethan] = [await stage.signIn(sam), await stage.signIn(bethan)];
type Fields = Readonly<Record<string, string>>;

async function sentBySam(): Promise<string> {
  const whole = stage.answers({ account: { statement: 'They took my passport.', manner: 'verbatim' } });
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, whole),
  );
  await stage.run(sam, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));
  return reference;
}
async function post(browser: typeof bySam, url: string, fields: Fields, accept = 'text/html') {
  const payload = new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { accept, cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}
const textOf = (body: string) => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

const late = 'Zqlate  words:\r\n  he came back\r\n';

test('whoever goes on with a page after a colleague sent the referral reads who sent it and when, all that they typed, and where it may go', async () => {
  const reference = await sentBySam();
  const answer = await post(byBethan, `/referrals/${reference}/steps/account`, {
    statement: late,
    manner: 'verbatim',
  });
  assert.equal(answer.statusCode, 409);
  assert.match(textOf(answer.body), /was sent on \d+ \w+ \d{4} at [\d:.apm]+ by Sam Okafor/);
  assert.match(
    answer.body,
    /<textarea[^>]*readonly[^>]*>\nZqlate {2}words:\r?\n {2}he came back\r?\n<\/textarea>/,
  );
  for (const way of [`/referrals/${reference}/correct/account`, `/referrals/${reference}/evidence`])
    assert.match(answer.body, new RegExp(`href="${way}"`));
  assert.match(answer.body, new RegExp(`href="/messages/${reference}"`));
  const draft = await stage.app.inject({
    url: `/referrals/${reference}/steps/account`,
    headers: { cookie: byBethan.cookie },
  });
  assert.doesNotMatch(draft.body, /Zqlate/, 'nothing of it is kept');
});

test('of a page about one of several, and of what is no answer yet, all that was typed is shown too', async () => {
  const reference = await sentBySam();
  const item = await post(byBethan, `/referrals/${reference}/steps/exploiters/items/new-one`, {
    name: 'Zqlate Ox',
  });
  assert.equal(item.statusCode, 409);
  assert.match(item.body, /Zqlate Ox/);
  const person = await post(byBethan, `/referrals/${reference}/steps/person`, {
    'birthDate.day': '31',
    'birthDate.month': 'Zqhalf',
    'birthDate.year': '',
  });
  assert.match(person.body, /31\s+Zqhalf/);
});

test('what was sent as it stands on the page is not shown as lost', async () => {
  const reference = await sentBySam();
  const answer = await post(byBethan, `/referrals/${reference}/steps/account`, {
    statement: 'They took my passport.',
    manner: 'verbatim',
  });
  assert.doesNotMatch(answer.body, /<textarea/);
  assert.match(answer.body, /Nothing stood on your page that is not there already/);
});

test('a page that saves as one types, and any program, is told by whom the referral was sent, when, and where late words may go', async () => {
  const reference = await sentBySam();
  const url = `/referrals/${reference}/steps/account`;
  const answer = await post(byBethan, url, { statement: late, _typing: 'yes' }, 'application/json');
  assert.equal(answer.statusCode, 409);
  const told = answer.json<{ type: string; detail: string; links: { href: string }[] }>();
  assert.equal(told.type, '/problems/not-a-draft');
  assert.match(told.detail, /by Sam Okafor/);
  assert.match(told.detail, /still on this page/);
  assert.ok(told.links.some(({ href }) => href === `/messages/${reference}`));
  assert.doesNotMatch(answer.body, /Zqlate/);
});

test('who may not see the referral is told nothing of it', async () => {
  const reference = await sentBySam();
  const other = await stage.signIn(stage.person('Priya Raman'));
  const answer = await post(other, `/referrals/${reference}/steps/account`, { statement: late });
  assert.equal(answer.statusCode, 404);
  assert.doesNotMatch(answer.body, /Sam Okafor|Zqlate/);
});

test('whoever typed on a page that is not open any more is told that it was not sent, by whom it was and when, and nothing of it is kept', async () => {
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(
      work,
      permit,
      stage.answers({ account: { statement: 'They took my passport.', manner: 'verbatim' } }),
    ),
  );
  const typed = { statement: 'Zqunsent words', manner: 'verbatim', _typing: 'yes' };
  const saved = await post(byBethan, `/referrals/${reference}/steps/account`, typed, 'application/json');
  assert.equal(saved.statusCode, 200, saved.body);
  await stage.run(sam, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));
  const pageOf = async (browser: typeof bySam) =>
    textOf(
      (await stage.app.inject({ url: `/referrals/${reference}`, headers: { cookie: browser.cookie } })).body,
    );
  const told =
    /You had typed something on the page “What happened”[^.]*\. It was not sent and is not kept: Sam Okafor/;
  const page = await pageOf(byBethan);
  assert.match(page, told);
  assert.doesNotMatch(page, /Zqunsent/);
  assert.doesNotMatch(await pageOf(bySam), told, 'nobody else is told');
  const corrected = {
    statement: 'They took my passport and my phone.',
    manner: 'verbatim',
    correctionReason: 'She told me.',
  };
  assert.equal((await post(byBethan, `/referrals/${reference}/correct/account`, corrected)).statusCode, 303);
  assert.doesNotMatch(await pageOf(byBethan), told, 'it is told until they told something of that page');
});
