import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { ok } from '../../../platform/pure/result.ts';
import { formFields } from '../../../platform/testing/form-fields.ts';
import { startDraft } from '../commands.ts';
import { findDraftAnswers } from '../store.ts';

const stage = await openStage();
const [sam, bethan] = [stage.person('Sam Okafor'), stage.person('Bethan Lloyd')];
const [bySam, byBethan] = [await stage.signIn(sam), await stage.signIn(bethan)];
type Browser = typeof bySam;
type Fields = Readonly<Record<string, string | readonly string[]>>;

const adult: Answers = { age: { nation: 'ENG', ageStatus: 'adult' } };
const open = async (answers: Answers) =>
  (await stage.run(sam, 'referral:start', undefined, (work, permit) => startDraft(work, permit, answers)))
    .reference;
const get = async (browser: Browser, url: string) =>
  (await stage.app.inject({ url, headers: { cookie: browser.cookie } })).body;
async function post(browser: Browser, url: string, fields: Fields, accept = 'text/html') {
  const sent = Object.entries({ _csrf: browser.csrf, _key: randomUUID(), ...fields });
  const payload = new URLSearchParams(
    sent.flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
  ).toString();
  const headers = { accept, cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  return { status: answer.statusCode, body: answer.body };
}
async function openPage(browser: Browser, url: string): Promise<{ body: string; fields: Fields }> {
  const body = await get(browser, url);
  const base = /name="_base" value="([^"]*)"/.exec(body)?.[1] ?? '';
  return { body, fields: { ...formFields(body), _base: base } };
}
const type = (browser: Browser, url: string, fields: Fields) =>
  post(browser, url, { ...fields, _typing: 'yes' }, 'application/json');
const draftOf = (reference: string) =>
  stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await findDraftAnswers(work, record.recordId)),
  );
const at = (reference: string, step: string) => `/referrals/${reference}/notice/steps/${step}`;

/** A draft of somebody who neither agrees to be referred nor to be named. */
async function nameless(before: Answers = {}): Promise<string> {
  const reference = await open({ ...adult, consent: { consent: 'given' }, ...before });
  const consent = `/referrals/${reference}/steps/consent`;
  await post(bySam, consent, { ...(await openPage(bySam, consent)).fields, consent: 'refused' });
  const asked = await openPage(bySam, at(reference, 'identified'));
  const done = await post(bySam, at(reference, 'identified'), { ...asked.fields, identified: 'refused' });
  assert.equal(done.status, 303);
  return reference;
}

test('what is typed in a notice never takes the place of what somebody went on with, and is there again for whoever typed it', async () => {
  const reference = await nameless();
  const url = at(reference, 'account');
  await post(bySam, url, { ...(await openPage(bySam, url)).fields, statement: 'He said no.' });
  const page = await openPage(bySam, url);
  const told = await type(bySam, url, { ...page.fields, statement: 'Zqhalf: he said n' });
  assert.equal(told.status, 200, told.body);
  assert.equal((await draftOf(reference))['account']?.['statement'], 'He said no.');
  assert.match(await get(bySam, url), /Zqhalf: he said n/);
  assert.doesNotMatch(await get(byBethan, url), /Zqhalf/);
  assert.match(
    await get(bySam, `/referrals/${reference}/notice/check`),
    new RegExp(`href="${url}"`),
    'it is to be looked at before the notice is sent',
  );
  const goesOn = await openPage(bySam, url);
  assert.equal((await post(bySam, url, goesOn.fields)).status, 303);
  assert.equal((await draftOf(reference))['account']?.['statement'], 'Zqhalf: he said n');
});

test('a colleague who goes on in a notice takes nothing from what another is typing there', async () => {
  const reference = await nameless();
  const url = at(reference, 'account');
  const page = await openPage(bySam, url);
  await type(bySam, url, { ...page.fields, statement: 'Zqmine' });
  const theirs = at(reference, 'tonight');
  assert.equal((await post(byBethan, theirs, (await openPage(byBethan, theirs)).fields)).status, 303);
  const again = await openPage(bySam, url);
  assert.match(again.body, /Zqmine/);
  assert.equal((await post(bySam, url, again.fields)).status, 303, 'nobody is asked about themselves');
});

test('in a notice without a name nothing is kept of what is typed that could say who they are', async () => {
  const reference = await nameless();
  const url = at(reference, 'person');
  const { fields } = await openPage(bySam, url);
  assert.equal(
    (await type(bySam, url, { ...fields, givenName: 'Zqtypedname', gender: 'female' })).status,
    200,
  );
  await stage.run(sam, 'referral:draft', reference, async (_work, { record }) => {
    const { rows } = await sql<{ row: string }>`SELECT to_jsonb(t)::text AS row FROM referrals.draft_typed t
      WHERE record_id = ${record.recordId}`.execute(stage.database.superuser);
    assert.ok(rows.some(({ row }) => row.includes('female')));
    assert.ok(!rows.some(({ row }) => row.includes('Zqtypedname')));
    return ok(true);
  });
});

test('a name that somebody typed and never went on with is pointed out where it stands in a text of the notice', async () => {
  const reference = await open({
    ...adult,
    consent: { consent: 'given' },
    account: { statement: 'At night Quibblezan ran.', manner: 'verbatim' },
  });
  const person = `/referrals/${reference}/steps/person`;
  const typed = await openPage(byBethan, person);
  await type(byBethan, person, { ...typed.fields, givenName: 'Quibblezan' });
  const consent = `/referrals/${reference}/steps/consent`;
  await post(bySam, consent, { ...(await openPage(bySam, consent)).fields, consent: 'refused' });
  const asked = await openPage(bySam, at(reference, 'identified'));
  await post(bySam, at(reference, 'identified'), { ...asked.fields, identified: 'refused' });
  for (const step of ['tonight', 'person', 'episode']) {
    const page = await openPage(bySam, at(reference, step));
    const answers = {
      tonight: {},
      person: { gender: 'female', nationality: 'nationality-not-known' },
      episode: { types: 'crime', where: 'uk', ongoing: 'no' },
    }[step];
    assert.equal((await post(bySam, at(reference, step), { ...page.fields, ...answers })).status, 303, step);
  }
  assert.match(await get(bySam, `/referrals/${reference}/notice/check`), /<strong>Quibblezan<\/strong>/);
  assert.equal((await post(bySam, `/referrals/${reference}/notice/send`, {})).status, 422);
});
