import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage } from '../../../checks/support/stage.ts';
import { ok } from '../../../platform/pure/result.ts';
import { formFields } from '../../../platform/testing/form-fields.ts';
import { startDraft } from '../commands.ts';
import { findDraftAnswers } from '../store.ts';

const stage = await openStage();
const [sam, bethan] = [stage.person('Sam Okafor'), stage.person('Bethan Lloyd')];
const [bySam, byBethan] = [await stage.signIn(sam), await stage.signIn(bethan)];
type Browser = typeof bySam;

const open = async (consent = 'given') =>
  (
    await stage.run(sam, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, { age: { nation: 'ENG', ageStatus: 'adult' }, consent: { consent } }),
    )
  ).reference;
const draftOf = (reference: string) =>
  stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await findDraftAnswers(work, record.recordId)),
  );
const get = async (browser: Browser, url: string) =>
  (await stage.app.inject({ url, headers: { cookie: browser.cookie } })).body;

type Fields = Readonly<Record<string, string | readonly string[]>>;
async function post(browser: Browser, url: string, fields: Fields, accept = 'text/html') {
  const sent = Object.entries({ _csrf: browser.csrf, _key: randomUUID(), ...fields });
  const payload = new URLSearchParams(
    sent.flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
  ).toString();
  const headers = { accept, cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
}
const hidden = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
/** A page as a browser holds it: its inputs, and what it was made from. */
async function openPage(browser: Browser, url: string) {
  const body = await get(browser, url);
  return { body, fields: { ...formFields(body), _base: hidden(body, '_base') } };
}
const type = (browser: Browser, url: string, fields: Fields) =>
  post(browser, url, { ...fields, _typing: 'yes' }, 'application/json');

const person = (reference: string) => `/referrals/${reference}/steps/person`;
const sound = {
  givenName: 'Testina',
  familyName: 'Sample',
  gender: 'female',
  nationality: stage.composed.pack.lists['nationalities']?.codes[0]?.code ?? assert.fail(),
  interpreter: 'no',
};

test('of two who change different answers of one page, each keeps theirs', async () => {
  const url = person(await open());
  await post(bySam, url, sound);
  const [mine, theirs] = [await openPage(bySam, url), await openPage(byBethan, url)];
  assert.equal((await post(byBethan, url, { ...theirs.fields, familyName: 'Other' })).status, 303);
  assert.equal((await post(bySam, url, { ...mine.fields, givenName: 'Tess' })).status, 303);
  const saved = (await draftOf(url.split('/')[2] ?? ''))['person'];
  assert.deepEqual([saved?.['givenName'], saved?.['familyName']], ['Tess', 'Other']);
});

test('of two who change one answer, the second is shown both and asked; nothing is overwritten until they choose', async () => {
  const reference = await open();
  const url = person(reference);
  await post(bySam, url, sound);
  const [mine, theirs] = [await openPage(bySam, url), await openPage(byBethan, url)];
  await post(byBethan, url, { ...theirs.fields, givenName: 'Bethans version', familyName: 'Other' });
  const asked = await post(bySam, url, { ...mine.fields, givenName: 'Sams version', familyName: 'Third' });
  assert.equal(asked.status, 422);
  assert.match(asked.body, /Two versions of this page/);
  assert.match(asked.body, /Bethan Lloyd/);
  for (const version of ['Sams version', 'Bethans version']) assert.match(asked.body, new RegExp(version));
  assert.equal((await draftOf(reference))['person']?.['givenName'], 'Bethans version');
  const again = { ...formFields(asked.body), _base: hidden(asked.body, '_base') };
  const asking = { ...again, _asked: hidden(asked.body, '_asked') };
  const unanswered = await post(bySam, url, asking);
  assert.match(unanswered.body, /Choose one of the two/);
  assert.equal((await draftOf(reference))['person']?.['givenName'], 'Bethans version');
  // A name and that there is none hang together: they are chosen as one.
  const chosen = { '_choose.noName': 'mine', '_choose.familyName': 'theirs' };
  assert.equal((await post(bySam, url, { ...asking, ...chosen })).status, 303);
  const saved = (await draftOf(reference))['person'];
  assert.deepEqual([saved?.['givenName'], saved?.['familyName']], ['Sams version', 'Other']);
});

test('two tabs of one person are asked alike, and one button keeps all of one version', async () => {
  const reference = await open();
  const url = person(reference);
  await post(bySam, url, sound);
  const tabs = [await openPage(bySam, url), await openPage(bySam, url)];
  await post(bySam, url, { ...tabs[0]?.fields, givenName: 'First', familyName: 'First' });
  const asked = await post(bySam, url, { ...tabs[1]?.fields, givenName: 'Second', familyName: 'Second' });
  assert.match(asked.body, /you, in another tab or window/);
  const asking = {
    ...formFields(asked.body),
    _base: hidden(asked.body, '_base'),
    _asked: hidden(asked.body, '_asked'),
  };
  const late = await openPage(byBethan, url);
  await post(byBethan, url, { ...late.fields, givenName: 'Third' });
  const askedAgain = await post(bySam, url, { ...asking, _all: 'mine' });
  assert.equal(askedAgain.status, 422, 'what was saved while they chose is asked about too');
  assert.match(askedAgain.body, /Third/);
  const last = {
    ...formFields(askedAgain.body),
    _base: hidden(askedAgain.body, '_base'),
    _asked: hidden(askedAgain.body, '_asked'),
  };
  assert.equal((await post(bySam, url, { ...last, _all: 'mine' })).status, 303);
  assert.equal((await draftOf(reference))['person']?.['givenName'], 'Second');
});

test('what is typed is saved as it is typed, also what is no answer yet, and comes back; no fault is told', async () => {
  const reference = await open();
  const url = person(reference);
  const { fields } = await openPage(bySam, url);
  const typed = { ...fields, givenName: 'Testi', 'birthDate.day': '31', 'birthDate.month': '2' };
  const told = await type(bySam, url, typed);
  assert.equal(told.status, 200);
  assert.deepEqual(Object.keys(JSON.parse(told.body)).sort(), ['at', 'base', 'clash']);
  assert.equal((await draftOf(reference))['person'], undefined, 'nobody went on with it');
  const later = await openPage(bySam, url);
  assert.equal(later.fields['givenName' as keyof typeof later.fields], 'Testi');
  assert.equal(later.fields['birthDate.day' as keyof typeof later.fields], '31');
  assert.match(later.body, /What you typed here before is back/);
  assert.doesNotMatch(later.body, /govuk-error-summary/);
  const other = await openPage(byBethan, url);
  assert.equal(other.fields['birthDate.day' as keyof typeof other.fields], '', 'of each their own');
  const start = await get(bySam, `/referrals/${reference}`);
  assert.match(start, new RegExp(`href="${url}"[^>]*>\\s*Continue this referral`));
});

test('typing goes on from what it saved itself, never overwrites another’s answer, and says that there are two', async () => {
  const reference = await open();
  const url = person(reference);
  const mine = await openPage(bySam, url);
  const first = JSON.parse((await type(bySam, url, { ...mine.fields, givenName: 'Te' })).body);
  const second = JSON.parse(
    (await type(bySam, url, { ...mine.fields, givenName: 'Tess', _base: first.base })).body,
  );
  assert.equal(second.clash, false);
  const theirs = await openPage(byBethan, url);
  await post(byBethan, url, { ...theirs.fields, ...sound, givenName: 'Theirs' });
  const third = JSON.parse(
    (await type(bySam, url, { ...mine.fields, givenName: 'Tessa', _base: second.base })).body,
  );
  assert.equal(third.clash, true);
  const saved = (await draftOf(reference))['person'];
  assert.deepEqual([saved?.['givenName'], saved?.['familyName']], ['Theirs', 'Sample']);
  const goesOn = await post(bySam, url, { ...mine.fields, givenName: 'Tessa', _base: third.base });
  assert.match(goesOn.body, /Two versions of this page/);
});

test('an answer that would take others away does so when somebody goes on, not while they hover over it', async () => {
  const reference = await open();
  await post(bySam, person(reference), sound);
  const url = `/referrals/${reference}/steps/consent`;
  const { fields } = await openPage(bySam, url);
  assert.equal((await type(bySam, url, { ...fields, consent: 'refused' })).status, 200);
  const draft = await draftOf(reference);
  assert.deepEqual([draft['consent']?.['consent'], draft['person']?.['givenName']], ['given', 'Testina']);
  const later = await openPage(bySam, url);
  assert.equal(later.fields['consent' as keyof typeof later.fields], 'refused', 'it stands on the page');
});

test('what somebody types and does not go on with never takes the place of what was said, and is not sent', async () => {
  const reference = await open();
  const url = `/referrals/${reference}/steps/account`;
  await post(bySam, url, { statement: 'They took my passport.', manner: 'verbatim' });
  const theirs = await openPage(byBethan, url);
  const half = { ...theirs.fields, statement: 'Halftyped: he said he did no' };
  assert.equal((await type(byBethan, url, half)).status, 200);
  assert.equal((await draftOf(reference))['account']?.['statement'], 'They took my passport.');
  const again = await get(byBethan, url);
  assert.match(again, /Halftyped: he said he did no/, 'it is there again for whoever typed it');
  assert.doesNotMatch(await get(bySam, url), /Halftyped/);
  const goesOn = await openPage(byBethan, url);
  assert.equal((await post(byBethan, url, goesOn.fields)).status, 303);
  assert.equal((await draftOf(reference))['account']?.['statement'], 'Halftyped: he said he did no');
});

test('what was typed goes with what a refusal takes away, and nothing more is kept then', async () => {
  const reference = await open();
  const marks = { ...sound, givenName: 'Zqtypedone', 'birthDate.day': '31', 'birthDate.month': 'Zqtypedtwo' };
  const page = await openPage(bySam, person(reference));
  await type(bySam, person(reference), { ...page.fields, ...marks });
  const consent = `/referrals/${reference}/steps/consent`;
  const { fields } = await openPage(bySam, consent);
  await post(bySam, consent, { ...fields, consent: 'refused' });
  await get(bySam, `/referrals/${reference}/without-consent`);
  const notice = `/referrals/${reference}/notice/steps/identified`;
  const { fields: asked } = await openPage(bySam, notice);
  assert.equal((await post(bySam, notice, { ...asked, identified: 'refused' })).status, 303);
  await stage.run(sam, 'referral:draft', reference, async (work, { record }) => {
    const { rows } = await sql<{ row: string }>`SELECT to_jsonb(t)::text AS row FROM referrals.draft_typed t
      WHERE record_id = ${record.recordId}`.execute(stage.database.superuser);
    const identified = rows.filter(({ row }) => row.includes('Zqtyped'));
    assert.equal((await findDraftAnswers(work, record.recordId))['person'], undefined);
    assert.deepEqual(identified, []);
    return ok(true);
  });
  assert.equal((await type(bySam, person(reference), { ...page.fields, ...marks })).status, 409);
});

test('whose page a colleague’s answer closed is led to the draft, which says what became of it; nothing typed is kept', async () => {
  const reference = await open();
  const page = await openPage(byBethan, person(reference));
  const consent = `/referrals/${reference}/steps/consent`;
  const { fields } = await openPage(bySam, consent);
  await post(bySam, consent, { ...fields, consent: 'refused' });
  const late = await post(byBethan, person(reference), { ...page.fields, givenName: 'Zqtoolate' });
  assert.equal(late.status, 409);
  assert.doesNotMatch(late.body, /Page not found|Zqtoolate/);
  assert.match(late.body, new RegExp(`href="/referrals/${reference}"`));
  const headers = { cookie: byBethan.cookie };
  const again = await stage.app.inject({ url: person(reference), headers });
  assert.equal(again.headers.location, `/referrals/${reference}`);
  assert.match(await get(byBethan, `/referrals/${reference}`), /without-consent/);
  assert.equal((await draftOf(reference))['person'], undefined);
});

test('who looked at a draft in the last minutes is named on its pages and in the list, to colleagues and not to themselves', async () => {
  const reference = await open();
  await get(byBethan, person(reference));
  const page = await get(bySam, person(reference));
  assert.match(page, /Bethan Lloyd is in this draft too/);
  assert.doesNotMatch(page, /Sam Okafor is in/);
  for (const url of ['', '/check', '/sections'])
    assert.match(await get(bySam, `/referrals/${reference}${url}`), /Bethan Lloyd is in this draft too/);
  assert.match(await get(bySam, '/referrals'), /open now: Bethan Lloyd/);
  await sql`UPDATE referrals.draft_visit SET seen_at = seen_at - interval '11 minutes'`.execute(
    stage.database.superuser,
  );
  assert.doesNotMatch(await get(bySam, person(reference)), /is in this draft too/);
});

test('typing that meets an ended session is told so in words that a script reads, and waits for its person', async () => {
  const reference = await open();
  const browser = await stage.signIn(sam);
  const url = person(reference);
  const { fields } = await openPage(browser, url);
  await sql`UPDATE http.session SET last_seen_at = now() - interval '1 hour'`.execute(
    stage.database.superuser,
  );
  const told = await type(browser, url, { ...fields, givenName: 'Zqwaits' });
  assert.equal(told.status, 401);
  assert.doesNotMatch(told.body, /Zqwaits/);
  const { rows } = await sql<{ path: string }>`SELECT path FROM http.kept_form`.execute(
    stage.database.superuser,
  );
  assert.deepEqual(rows, [{ path: url }]);
});
