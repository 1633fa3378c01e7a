/** What an adult who refuses to be identified leaves behind: nothing that tells who or where they are, wherever one looks. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { checkedIn } from '../../../checks/support/checked.ts';
import { openStage } from '../../../checks/support/stage.ts';
import { whereAsked } from '../../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { applicable, stepOf } from '../../../platform/forms/journey.ts';
import { inputsOf } from '../../../platform/forms/step-page.ts';
import { digestOf } from '../../../platform/http/session.ts';
import { createLog } from '../../../platform/log/log.ts';
import { dutyToNotify } from '../../../platform/pack/duty.ts';
import { validAnswers } from '../../../platform/testing/answers.ts';
import { useTestServer } from '../../../platform/testing/server.ts';
import { theForm } from '../forms.ts';
import {
  born,
  findTraces,
  marked as markedIn,
  phone,
  traces,
  answerAt as at,
  itemPages,
  keptForms,
  tagFor,
  type Way,
  withAnswer as set,
} from '../testing.ts';

let logged = '';
const stage = await openStage({ log: createLog({ destination: { write: line => void (logged += line) } }) });
const { pack } = stage.composed;
const form = theForm(pack);
const { folder } = await useTestServer();
const serverLog = () => readFileSync(join(folder, 'postgres.log'), 'utf8');
const loggedBefore = serverLog().length;
const logs = () => `${logged}${serverLog().slice(loggedBefore)}`;
const [sam, bethan] = [stage.person('Sam Okafor'), stage.person('Bethan Lloyd')];
const browser = await stage.signIn(sam);

const consentAt = whereAsked(form, 'consent')?.split('.') ?? assert.fail();
const ageAt = whereAsked(form, 'age-status')?.split('.') ?? assert.fail();

const marked = (of: FormDefinition, answers: Answers, tag: string) =>
  markedIn(of, answers, tag, !['child', 'not-known'].includes(String(at(answers, ageAt))));

const given = { pack, today: stage.today() };

const wholes = fc.sample(validAnswers(form, given), { seed: 11, numRuns: 400 });
/** A whole referral drawn from the pack's form; no two draws choose the same ways. */
function whole(nation: string, age: string, tag: string, nth: number): Answers {
  const drawn = wholes.filter(
    each =>
      each['age']?.['nation'] === nation &&
      at(each, ageAt) === age &&
      (age !== 'adult' || at(each, consentAt) === 'given'),
  );
  return marked(form, drawn[nth % drawn.length] ?? assert.fail(`No draw for ${nation} ${age}`), tag);
}

async function post(url: string, fields: Readonly<Record<string, string | readonly string[]>>, as = browser) {
  const pairs = Object.entries({ _csrf: as.csrf, _key: randomUUID(), ...fields }).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
  const headers = { cookie: as.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const payload = new URLSearchParams(pairs).toString();
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  return { status: answer.statusCode, to: answer.headers.location ?? '', body: answer.body };
}
const get = async (url: string) => stage.app.inject({ url, headers: { cookie: browser.cookie } });

async function open(): Promise<string> {
  const { to } = await post('/referrals', {});
  return to.split('/')[2] ?? assert.fail();
}
async function fill(of: FormDefinition, base: string, answers: Answers, from?: string): Promise<void> {
  for (const { step } of applicable(of, answers)) {
    if (from && of.steps.indexOf(step) <= of.steps.findIndex(({ id }) => id === from)) continue;
    for (const { path, body } of itemPages(of, answers, step))
      assert.equal((await post(`${base}/steps/${path}`, body)).status, 303, path);
    const sent = await post(`${base}/steps/${step.id}`, inputsOf(of, step, answers));
    assert.equal(sent.status, 303, `${step.id}: ${sent.status}`);
  }
}
const say = (of: FormDefinition, base: string, step: string, answers: Answers) =>
  post(`${base}/steps/${step}`, inputsOf(of, stepOf(of, step) ?? assert.fail(step), answers));
async function refuse(reference: string, answers: Answers) {
  const [step = ''] = consentAt;
  const done = await say(form, `/referrals/${reference}`, step, set(answers, consentAt, 'refused'));
  assert.equal(done.to, `/referrals/${reference}/without-consent`);
}
const identify = (reference: string, notice: FormDefinition, answer: 'given' | 'refused') => {
  const [step = '', field = ''] = whereAsked(notice, 'identification')?.split('.') ?? [];
  return post(`/referrals/${reference}/notice/steps/${step}`, { [field]: answer });
};

const whereFound = (tag: string) => findTraces(stage.database, traces(tag), logs);

const noticeOf = (nation: string): FormDefinition | undefined =>
  dutyToNotify(pack, 'adult', { nation, on: stage.today() })?.form;
const base = (reference: string) => `/referrals/${reference}`;
async function refuseBoth(reference: string, nation: string, answers: Answers): Promise<void> {
  await refuse(reference, answers);
  const notice = noticeOf(nation);
  if (notice) assert.equal((await identify(reference, notice, 'refused')).status, 303);
}

const ways: readonly Way[] = [
  {
    name: 'consents, tells everything, and takes it back',
    go: async (reference, nation, tag, nth) => {
      const answers = whole(nation, 'adult', tag, nth);
      await fill(form, base(reference), answers);
      assert.ok((await whereFound(tag)).length > 0, 'the marks are there to be found');
      await refuseBoth(reference, nation, answers);
    },
  },
  {
    name: 'refuses, agrees, tells everything, and refuses again',
    go: async (reference, nation, tag, nth) => {
      const answers = whole(nation, 'adult', tag, nth);
      await say(form, base(reference), ageAt[0] ?? '', answers);
      await refuseBoth(reference, nation, answers);
      await fill(form, base(reference), answers);
      await refuse(reference, answers);
    },
  },
  {
    name: 'was thought a child, whose whole referral was begun',
    go: async (reference, nation, tag, nth) => {
      const child = whole(nation, 'child', tag, nth);
      await fill(form, base(reference), child);
      const adult = whole(nation, 'adult', tag, nth);
      await say(form, base(reference), ageAt[0] ?? '', adult);
      await refuseBoth(reference, nation, adult);
    },
  },
  {
    name: 'refused as an adult, was then taken for a child, and is an adult after all',
    go: async (reference, nation, tag, nth) => {
      const adult = whole(nation, 'adult', tag, nth);
      await say(form, base(reference), ageAt[0] ?? '', adult);
      await refuseBoth(reference, nation, adult);
      await fill(form, base(reference), whole(nation, 'not-known', tag, nth));
      await say(form, base(reference), ageAt[0] ?? '', adult);
    },
  },
  {
    name: 'agrees to be identified, is named, and takes that back',
    go: async (reference, nation, tag, nth) => {
      const adult = whole(nation, 'adult', tag, nth);
      await say(form, base(reference), ageAt[0] ?? '', adult);
      const notice = noticeOf(nation);
      await refuse(reference, adult);
      if (!notice) return;
      assert.equal((await identify(reference, notice, 'given')).status, 303);
      const named = fc
        .sample(validAnswers(notice, given), { seed: nth, numRuns: 60 })
        .find(each => Object.values(each['identified'] ?? {}).includes('given'));
      await fill(notice, `${base(reference)}/notice`, marked(notice, named ?? assert.fail(), tag));
      assert.ok((await whereFound(tag)).length > 0, 'the marks are there to be found');
      await identify(reference, notice, 'refused');
    },
  },
  {
    name: 'is written down with faults, by a colleague, and in a form that waited for a sign-in',
    go: async (reference, nation, tag, nth) => {
      const answers = whole(nation, 'adult', tag, nth);
      await fill(form, base(reference), answers);
      const colleague = await stage.signIn(bethan);
      const bad = { givenName: tag, 'birthDate.day': '31', 'birthDate.month': '2', 'birthDate.year': tag };
      assert.equal((await post(`${base(reference)}/steps/person`, bad, colleague)).status, 422);
      const id = decodeURIComponent(colleague.cookie.split('=')[1] ?? '');
      await sql`UPDATE http.session SET last_seen_at = now() - interval '1 day' WHERE digest = ${digestOf(id)}`.execute(
        stage.database.superuser,
      );
      assert.equal((await post(`${base(reference)}/steps/person`, bad, colleague)).status, 303);
      assert.ok(
        (await keptForms(stage.database, reference)) > 0,
        'a form is kept, and an outcome with faults',
      );
      await refuseBoth(reference, nation, answers);
      assert.equal(await keptForms(stage.database, reference), 0);
    },
  },
];

const nations = pack.nations.map(({ code }) => code);

for (const nation of nations)
  for (const [nth, way] of ways.entries())
    test(`${nation}: of an adult who ${way.name}, no name, contact or place is anywhere once identification is refused`, async () => {
      const tag = tagFor();
      const reference = await open();
      await way.go(reference, nation, tag, nth);
      assert.deepEqual(await whereFound(tag), []);
      const notice = noticeOf(nation);
      if (!notice) {
        assert.equal((await get(`${base(reference)}/notice/check`)).statusCode, 404);
        assert.equal((await post(`${base(reference)}/end`, {})).status, 303);
      } else {
        const nameless = fc
          .sample(validAnswers(notice, given), { seed: nth, numRuns: 60 })
          .find(each => Object.values(each['identified'] ?? {}).includes('refused'));
        await fill(notice, `${base(reference)}/notice`, nameless ?? assert.fail());
        const { body } = await get(`${base(reference)}/notice/check`);
        const read = [...body.matchAll(/name="confirmed"[^>]*value="([^"]+)"/g)];
        const confirmed = read.map(([, id = '']) => id);
        const sent = await post(`${base(reference)}/notice/send`, { confirmed, _base: checkedIn(body) });
        assert.match(sent.to, /^\/notices\/DTN-/);
      }
      assert.deepEqual(await whereFound(tag), []);
    });

test('after a refusal nothing behind the question about consent can be answered, whatever is sent', async () => {
  const tag = tagFor();
  const reference = await open();
  const answers = whole('ENG', 'adult', tag, 0);
  await say(form, base(reference), ageAt[0] ?? '', answers);
  await refuseBoth(reference, 'ENG', answers);
  let refused = 0;
  for (const step of form.steps.slice(form.steps.findIndex(({ id }) => id === consentAt[0]) + 1)) {
    const sent = await post(`${base(reference)}/steps/${step.id}`, inputsOf(form, step, answers));
    assert.equal(sent.status, 409, step.id);
    assert.equal((await get(`${base(reference)}/steps/${step.id}`)).statusCode, 303, step.id);
    for (const { path, body } of itemPages(form, answers, step))
      assert.equal((await post(`${base(reference)}/steps/${path}`, body)).status, 409, path);
    refused += 1;
  }
  assert.ok(refused > 5);
  await post(`${base(reference)}/notice/steps/person`, {
    givenName: tag,
    gender: 'female',
    nationality: 'nationality-not-known',
  });
  await post(`${base(reference)}/notice/steps/contact`, { how: 'phone', phone });
  assert.deepEqual(await whereFound(tag), []);
});

test('a name in a text that is kept is shown, left as it is, and sent only once the responder has changed or confirmed it', async () => {
  const tag = tagFor();
  const reference = await open();
  const answers = whole('ENG', 'adult', tag, 1);
  const person = { ...answers['person'], givenName: tag, birthDate: born };
  const account = {
    statement: `At night ${tag.toUpperCase()} ran.\nBorn 5 June 1987.`,
    manner: 'verbatim',
  };
  await fill(form, base(reference), { ...answers, person, account });
  await refuseBoth(reference, 'ENG', answers);
  const notice = noticeOf('ENG') ?? assert.fail();
  const rest = { ...whole('ENG', 'adult', tag, 1), identified: { identified: 'refused' } };
  for (const step of ['tonight', 'person', 'episode'])
    await say(notice, `${base(reference)}/notice`, step, {
      ...rest,
      person: { gender: 'female', nationality: 'nationality-not-known' },
      episode: { types: ['crime'], where: 'uk', ongoing: 'no' },
    });
  const check = (await get(`${base(reference)}/notice/check`)).body;
  assert.match(check, new RegExp(`<strong>${tag.toUpperCase()}</strong>`));
  assert.match(check, /<strong>5 June 1987<\/strong>/);
  assert.equal((await post(`${base(reference)}/notice/send`, { _base: checkedIn(check) })).status, 422);
  const still = await say(notice, `${base(reference)}/notice`, 'account', {
    account: { statement: `Again ${tag} ran` },
  });
  assert.equal(still.status, 303);
  assert.match(
    (await get(`${base(reference)}/notice/check`)).body,
    new RegExp(`<strong>${tag}</strong>`),
    'the name moved',
  );
  await say(notice, `${base(reference)}/notice`, 'account', {
    account: { statement: 'They called her at night.' },
  });
  const last = (await get(`${base(reference)}/notice/check`)).body;
  assert.doesNotMatch(last, /name="confirmed"/);
  const sent = await post(`${base(reference)}/notice/send`, { _base: checkedIn(last) });
  assert.match(sent.to, /^\/notices\/DTN-/);
  assert.deepEqual(await whereFound(tag), []);
});

test('a refusal waits until the age and the birth date agree, so that no child is taken for an adult who refused', async () => {
  const tag = tagFor();
  const reference = await open();
  const answers = whole('ENG', 'child', tag, 2);
  await fill(form, base(reference), {
    ...answers,
    person: { ...answers['person'], birthDate: '2014-06-05' },
  });
  await say(form, base(reference), ageAt[0] ?? '', whole('ENG', 'adult', tag, 2));
  const refused = set({}, consentAt, 'refused');
  assert.equal((await say(form, base(reference), consentAt[0] ?? '', refused)).status, 422);
  assert.equal((await get(`${base(reference)}/without-consent`)).statusCode, 404);
});
