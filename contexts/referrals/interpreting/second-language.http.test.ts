import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage } from '../../../checks/support/stage.ts';
import { startDraft } from '../public.ts';

const stage = await openStage();
const sam = stage.person('sam.okafor@northmoor-police.example');
const { cookie, csrf } = await stage.signIn(sam);

const start = async (): Promise<string> =>
  (await stage.run(sam, 'referral:start', undefined, (work, permit) => startDraft(work, permit))).reference;
const open = async (url: string) => (await stage.app.inject({ url, headers: { cookie } })).body;
/** Of a child, whose pages wait for no consent of their own. */
const startOfChild = async (): Promise<string> => {
  const child = { age: { nation: 'ENG', ageStatus: 'child' } };
  const opened = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, child),
  );
  return opened.reference;
};
let keys = 0;
async function send(url: string, fields: Readonly<Record<string, string>>) {
  keys += 1;
  const key = `00000000-0000-4000-8000-${String(keys).padStart(12, '0')}`;
  return stage.app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...fields, _csrf: csrf, _key: key }).toString(),
  });
}
const show = (code: string) => ({ _show: 'yes', _second: code });
const chosen = async () =>
  (
    await sql<{ second_language: string | null }>`SELECT second_language FROM referrals.draft`.execute(
      stage.database.superuser,
    )
  ).rows.map(row => row.second_language);

test('questions, hints and options stand in both languages, each with its own language and direction', async () => {
  const reference = await start();
  const page = `/referrals/${reference}/steps/age`;
  assert.doesNotMatch(await open(page), /lang="ar" dir="rtl"/);
  const answer = await send(page, show('ar'));
  assert.equal(answer.headers.location, page);
  assert.equal(answer.headers['set-cookie'], undefined, 'no cookie tells the language');
  const body = await open(page);
  for (const [english, arabic] of [
    ['Is the person under 18?', 'هل عمر الشخص أقل من 18 سنة؟'],
    ['Yes, under 18', 'نعم، أقل من 18 سنة'],
    ['If you are not sure,', 'إذا لم تكن متأكدا'],
  ] as const) {
    assert.ok(body.includes(english), english);
    assert.match(
      body,
      new RegExp(`<span class="nrm-second" lang="ar" dir="rtl">${arabic.replace('?', '\\?')}`),
    );
  }
  assert.match(body, /have not been reviewed by a qualified translator/);
});

test('what the pack has no words for says so, and does not show English as if it were the other language', async () => {
  const reference = await start();
  const page = `/referrals/${reference}/steps/tonight`;
  await send(page, show('vi'));
  const body = await open(page);
  assert.match(
    body,
    /Select all that apply[^<]*<\/span><span class="nrm-second nrm-second--none">No words in Tiếng Việt yet/,
  );
});

test('the choice stands in the draft, on every page of it, until it is turned off', async () => {
  const reference = await startOfChild();
  await send(`/referrals/${reference}/steps/age`, show('sq'));
  assert.match(await open(`/referrals/${reference}/steps/consent`), /A pranon personi të referohet\?/);
  assert.match(await open(`/referrals/${reference}/steps/person`), /Dita · Muaji · Viti/);
  assert.match(await open(`/referrals/${reference}/steps/episodes/items/new`), /No words in Shqip yet/);
  await send(`/referrals/${reference}/steps/consent`, show(''));
  assert.doesNotMatch(await open(`/referrals/${reference}/steps/consent`), /pranon personi/);
});

test('showing another language saves what was typed, and asks for nothing that is still to be typed', async () => {
  const reference = await startOfChild();
  const page = `/referrals/${reference}/steps/person`;
  const answer = await send(page, { givenName: 'Ada', ...show('sq') });
  assert.equal(answer.statusCode, 303);
  assert.match(await open(page), /value="Ada"/);
});

test('a language that the pack does not have is none', async () => {
  const reference = await start();
  for (const code of ['xx', 'ti', '../en', '__proto__'])
    assert.equal((await send(`/referrals/${reference}/steps/age`, show(code))).statusCode, 303);
  assert.doesNotMatch(await open(`/referrals/${reference}/steps/age`), /nrm-second/);
});

test('who refuses to be identified is asked so in their language, which is then forgotten with the rest', async () => {
  const reference = await start();
  await send(`/referrals/${reference}/steps/age`, { nation: 'ENG', ageStatus: 'adult', ...show('sq') });
  await send(`/referrals/${reference}/steps/consent`, { consent: 'refused' });
  const notice = `/referrals/${reference}/notice/steps/identified`;
  assert.match(await open(notice), /A pranon personi të identifikohet në njoftim\?/);
  const before = (await chosen()).filter(code => code === 'sq').length;
  await send(notice, { identified: 'refused' });
  assert.equal((await chosen()).filter(code => code === 'sq').length, before - 1);
});

test('the first page and the consent lead to what the person may read, in their language once it is known', async () => {
  const reference = await start();
  const page = `/referrals/${reference}/steps/consent`;
  await send(`/referrals/${reference}/steps/age`, { nation: 'ENG', ageStatus: 'adult' });
  const explained = ['Nrm', 'Support', 'Outcomes', 'Sharing'].map(name => [`explained${name}`, 'yes']);
  await send(page, { consent: 'given', ...Object.fromEntries(explained) });
  assert.match(await open(`/referrals/${reference}/steps/age`), /href="\/information\/links"/);
  assert.match(await open(page), /href="\/information\/links"/);
  await send(`/referrals/${reference}/steps/person`, {
    'language.is': 'language-tigrinya',
    language: 'Tigrinya',
    'language.was': 'Tigrinya',
    _leave: 'yes',
  });
  assert.match(await open(page), /href="\/information\/ti\/1"/);
  assert.doesNotMatch(await open(`/referrals/${reference}/steps/contact`), /href="\/information/);
});
