import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { startDraft } from '../commands.ts';

const stage = await openStage();
const [sam, bethan] = [stage.person('Sam Okafor'), stage.person('Bethan Lloyd')];
const [bySam, byBethan] = [await stage.signIn(sam), await stage.signIn(bethan)];
type Browser = typeof bySam;
type Fields = Readonly<Record<string, string>>;

const open = async (answers: Answers) =>
  (await stage.run(sam, 'referral:start', undefined, (work, permit) => startDraft(work, permit, answers)))
    .reference;
const get = async (browser: Browser, url: string) =>
  (await stage.app.inject({ url, headers: { cookie: browser.cookie } })).body;
async function post(browser: Browser, url: string, fields: Fields, accept = 'text/html') {
  const payload = new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { accept, cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  return { status: answer.statusCode, body: answer.body, to: String(answer.headers.location) };
}
const next = (page: string) =>
  /govuk-pagination__next">\s*<a [^>]*href="([^"#]*)/.exec(page)?.[1]?.replaceAll('&amp;', '&');
/** All parts of the check, as somebody reads them: the first one's text is in front of the last one. */
async function check(browser: Browser, reference: string): Promise<string> {
  let page = await get(browser, `/referrals/${reference}/check`);
  const read = [page];
  for (let to = next(page); to; to = next(page)) read.push((page = await get(browser, to)));
  assert.doesNotMatch(page, /Answer these before you send/);
  return read.join('');
}
const baseIn = (body: string): string =>
  /name="_base" value="([^"]*)"/.exec(body)?.[1] ?? assert.fail('the page says what it was made from');

const whole = (account: string) =>
  stage.answers({ account: { statement: account, manner: 'verbatim' }, tonight: { urgent: ['none'] } });
const textOf = (body: string) => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('what a colleague changed after somebody checked it is not sent: they are told which page, by whom, and asked to check again', async () => {
  const reference = await open(whole('They took my passport.'));
  const at = `/referrals/${reference}`;
  const shown = await check(bySam, reference);
  assert.match(shown, /They took my passport/);
  const page = { statement: 'Zqchanged words', manner: 'verbatim' };
  assert.equal((await post(byBethan, `${at}/steps/account`, page)).status, 303);
  const refused = await post(bySam, `${at}/submit`, { _base: baseIn(shown) });
  assert.equal(refused.status, 422);
  const told = textOf(refused.body);
  assert.match(told, /Somebody changed answers after you checked them/);
  assert.match(told, /changed by Bethan Lloyd/);
  assert.match(refused.body, new RegExp(`href="${at}/steps/account"`));
  assert.match(refused.body, /Zqchanged words/, 'what stands there now is shown');
  const sent = await post(bySam, `${at}/submit`, { _base: baseIn(await check(bySam, reference)) });
  assert.match(sent.to, /sent=now/);
});

test('what makes a draft urgent after it was checked is asked about too', async () => {
  const reference = await open(whole('They took my passport.'));
  const at = `/referrals/${reference}`;
  const shown = await check(bySam, reference);
  await post(byBethan, `${at}/steps/tonight`, { urgent: 'missing' });
  const refused = await post(bySam, `${at}/submit`, { _base: baseIn(shown) });
  assert.equal(refused.status, 422);
  assert.match(textOf(refused.body), /changed by Bethan Lloyd/);
});

test('a form that does not say what was checked sends nothing: whoever sent it is asked to check first', async () => {
  const reference = await open(whole('They took my passport.'));
  const at = `/referrals/${reference}`;
  for (const said of [{}, { _base: '' }] satisfies Fields[]) {
    const refused = await post(bySam, `${at}/submit`, said);
    assert.equal(refused.status, 422);
    assert.match(textOf(refused.body), /did not say which answers were checked/);
    assert.match(refused.body, /They took my passport/);
  }
  const shown = { _base: baseIn(await check(bySam, reference)) };
  assert.match((await post(bySam, `${at}/submit`, shown)).to, /sent=now/);
});

test('what one changed oneself is not asked about, once it was checked', async () => {
  const reference = await open(whole('They took my passport.'));
  const at = `/referrals/${reference}`;
  await check(bySam, reference);
  await post(bySam, `${at}/steps/account`, { statement: 'Said otherwise', manner: 'verbatim' });
  const shown = await check(bySam, reference);
  assert.match((await post(bySam, `${at}/submit`, { _base: baseIn(shown) })).to, /sent=now/);
});

test('a notice that was changed after it was checked is not sent either', async () => {
  const refusal = { age: { nation: 'ENG', ageStatus: 'adult' }, consent: { consent: 'refused' } };
  const reference = await open(refusal);
  const at = `/referrals/${reference}/notice`;
  await post(bySam, `${at}/steps/identified`, { identified: 'refused' });
  const unsaid = await post(bySam, `${at}/send`, {});
  assert.equal(unsaid.status, 422);
  assert.match(textOf(unsaid.body), /did not say which answers were checked/);
  const first = await get(bySam, `${at}/check`);
  const step = /notice\/steps\/(\w+)"[^>]*>/.exec(first)?.[1] ?? '';
  assert.ok(step);
  const shown = '1 identified:aaaaaaaaaaaaaaaa';
  const refused = await post(bySam, `${at}/send`, { _base: shown });
  assert.equal(refused.status, 422);
  assert.match(textOf(refused.body), /Somebody changed answers after you checked them/);
});

test('a check in parts sends nothing at its end where somebody changed what the first part showed', async () => {
  const long = Array.from({ length: 12 }, (_, nth) => ({
    id: `e${nth}`,
    types: ['domestic'],
    where: 'uk',
    started: '2020',
    ongoing: 'no',
    places: 'A long place '.repeat(70),
    exploiters: 'A long name '.repeat(70),
    began: 'A long beginning '.repeat(250),
  }));
  const reference = await open({ ...whole('They took my passport.'), episodes: { list: long } });
  const at = `/referrals/${reference}`;
  let body = await get(bySam, `${at}/check`);
  assert.ok(next(body), 'it is in parts');
  const second = next(body) ?? '';
  assert.match(await check(bySam, reference), /\/submit"/);
  await post(byBethan, `${at}/steps/tonight`, { urgent: 'missing' });
  body = await get(bySam, second);
  for (let to = next(body); to; to = next(body)) {
    assert.match(body, /Answers were changed since you read the first part/);
    body = await get(bySam, to.replace(/of=[^&]*/, /of=[^&]*/.exec(second)?.[0] ?? ''));
  }
  assert.doesNotMatch(body, /\/submit"/);
  assert.match(await check(bySam, reference), /\/submit"/);
});

test('what a page carries to say what it showed tells nothing: of two drafts with the same answers it differs', async () => {
  const pages = [await open(whole('Alike')), await open(whole('Alike'))].map(reference =>
    check(bySam, reference),
  );
  const [one = '', other = ''] = (await Promise.all(pages)).map(baseIn);
  const [first, second] = [one, other].map(base => new Set(base.split(' ').slice(1)));
  assert.ok(first && second && first.size > 3);
  assert.deepEqual(
    [...first].filter(each => second.has(each)),
    [],
  );
});
