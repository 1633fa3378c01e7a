import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, packFolders, type Person, type Stage } from '../../../checks/support/stage.ts';
import { startDraft } from '../commands.ts';

type Fields = Readonly<Record<string, string | string[]>>;
type Answers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const marks = ['Markidentina', 'Markaccountina'];

interface Country {
  readonly stage: Stage;
  readonly people: readonly [asks: Person, asked: Person];
  readonly reason: string;
  /** What is told of somebody of that age, and the page that asks for the age. */
  readonly told: (as: 'adult' | 'child') => Answers;
  readonly age: (as: 'adult' | 'child' | 'not-known') => Fields;
}
const explained = {
  explainedNrm: true,
  explainedSupport: true,
  explainedOutcomes: true,
  explainedSharing: true,
};
const told = { identity: marks[0], account: `They said: ${marks[1]}` };

async function openUk(): Promise<Country> {
  const stage = await openStage();
  return {
    stage,
    people: [stage.person('Sam Okafor'), stage.person('Priya Raman')],
    reason: 'no-capacity',
    told: as => ({
      age: { nation: 'ENG', ageStatus: as },
      ...(as === 'adult' && { consent: { consent: 'given', ...explained } }),
      person: { givenName: told.identity },
      account: { statement: told.account, manner: 'verbatim' },
    }),
    age: as => ({ nation: 'ENG', ageStatus: as }),
  };
}
async function openMerrow(): Promise<Country> {
  const stage = await openStage({ pack: packFolders['example'] });
  return {
    stage,
    people: [stage.person('Ilo Tarn'), stage.person('Edda Sound')],
    reason: 'lamp-out',
    told: as => ({
      age: { age: as, urgent: ['none'] },
      agreement: { agrees: 'given', ...(as === 'child' && { decider: 'elder' }) },
      who: { name: told.identity },
      story: { told: told.account, how: 'verbatim' },
    }),
    age: as => ({ age: as, urgent: 'none' }),
  };
}
const countries = { uk: await openUk(), example: await openMerrow() };

function working({ stage, people, reason, told: toldOf, age }: Country) {
  const [asks, asked] = people;
  const get = async (as: Person, url: string) => {
    const { cookie } = await stage.signIn(as);
    return stage.app.inject({ url, headers: { cookie } });
  };
  const post = async (as: Person, url: string, fields: Fields) => {
    const { cookie, csrf } = await stage.signIn(as);
    const form = new URLSearchParams({ _csrf: csrf, _key: randomUUID() });
    for (const [name, value] of Object.entries(fields))
      for (const each of [value].flat()) form.append(name, each);
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await stage.app.inject({ method: 'POST', url, headers, payload: form.toString() });
    return { ...answer, statusCode: answer.statusCode, body: answer.body, headers: answer.headers, cookie };
  };
  const api = async (url: string, payload?: object) => {
    const headers = { authorization: `Bearer ${await stage.token(asked)}`, 'idempotency-key': randomUUID() };
    return payload
      ? stage.app.inject({ method: 'POST', url, headers, payload })
      : stage.app.inject({ url, headers });
  };
  const handedOver = async (as: 'adult' | 'child') => {
    const { reference: draft } = await stage.run(asks, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, stage.answers(toldOf(as))),
    );
    const agreed =
      as === 'adult' ? { consent: 'given', way: 'spoken', classes: ['identity', 'account'] } : {};
    const done = await post(asks, `/referrals/${draft}/hand-over`, {
      reason,
      team: asked.team.id,
      ...agreed,
    });
    assert.equal(done.statusCode, 303, done.body);
    const handOver = String(done.headers.location).split('/').at(-1)?.split('?')[0] ?? '';
    const { body } = await get(asked, `/hand-overs/${handOver}`);
    for (const mark of marks)
      assert.ok(body.includes(mark), `${mark} is shown on the ground of the first day`);
    return { draft, handOver, seen: /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? '' };
  };
  const isNowhere = async ({ draft, handOver, seen }: Awaited<ReturnType<typeof handedOver>>) => {
    for (const url of [`/hand-overs/${handOver}`, `/referrals/${draft}`, `/referrals/${draft}/check`]) {
      const { body } = await get(asked, url);
      for (const mark of marks) assert.ok(!body.includes(mark), `${url} still shows ${mark}`);
    }
    const byProgram = await api(`/api/v1/hand-overs/${handOver}`);
    assert.equal(byProgram.json<{ draft: unknown }>().draft, null);
    assert.notEqual((await post(asked, `/hand-overs/${handOver}/accept`, { seen })).statusCode, 303);
    const taken = await api(`/api/v1/hand-overs/${handOver}/answer`, { answer: 'accept', seen });
    assert.ok(taken.statusCode >= 400, taken.body);
    const list = await get(asked, '/referrals');
    assert.ok(
      !list.body.includes(`/referrals/${draft}`),
      'no draft of theirs begins, and this one is not lent',
    );
  };
  const answerAge = async (draft: string, as: 'adult' | 'child' | 'not-known') => {
    const done = await post(asks, `/referrals/${draft}/steps/age`, age(as));
    assert.equal(done.statusCode, 303, done.body);
    const url = String(done.headers.location);
    return (await stage.app.inject({ url, headers: { cookie: done.cookie } })).body;
  };
  return { asks, get, post, handedOver, isNowhere, answerAge };
}
const closed = 'sees nothing any more, because of what you answered';

for (const [name, country] of Object.entries(countries)) {
  test(`what was shown as a child’s closes with the answer that the person is an adult (${name})`, async () => {
    const { asks, get, handedOver, isNowhere, answerAge } = working(country);
    const of = await handedOver('child');
    assert.ok((await answerAge(of.draft, 'adult')).includes(closed), 'whoever changed the answer is told');
    await isNowhere(of);
    assert.match((await get(asks, `/hand-overs/${of.handOver}`)).body, /Taken back by your team/);
    assert.doesNotMatch((await get(asks, `/consents/${of.draft}`)).body, /In force/);
  });

  test(`an adult’s consent shows nothing of whom the draft calls a child (${name})`, async () => {
    for (const as of ['child', 'not-known'] as const) {
      const { handedOver, isNowhere, answerAge } = working(country);
      const of = await handedOver('adult');
      assert.ok((await answerAge(of.draft, as)).includes(closed));
      await isNowhere(of);
    }
  });

  test(`an answer that leaves the ground as it was leaves the draft shown (${name})`, async () => {
    const { handedOver, answerAge, get } = working(country);
    const of = await handedOver('child');
    assert.ok(!(await answerAge(of.draft, 'not-known')).includes(closed));
    const { body } = await get(country.people[1], `/hand-overs/${of.handOver}`);
    for (const mark of marks) assert.ok(body.includes(mark), mark);
  });
}

test('whoever decided for an adult decides nothing once the draft says that they decide themselves', async () => {
  const { post, handedOver, isNowhere } = working(countries.uk);
  const [asks] = countries.uk.people;
  const of = await handedOver('adult');
  const without = await post(asks, `/referrals/${of.draft}/steps/consent`, { consent: 'without-capacity' });
  assert.equal(without.statusCode, 303);
  await isNowhere(of);
});

test('whoever takes a draft over takes none whose ground is gone, whoever changed it and however', async () => {
  const { handedOver, isNowhere } = working(countries.uk);
  const of = await handedOver('child');
  // As on the day when somebody comes of age: no page was answered.
  await sql`UPDATE referrals.draft_answer SET answers = replace(answers, '"child"', '"adult"')
    WHERE step = 'age' AND record_id = (SELECT record_id FROM access.record WHERE reference = ${of.draft})`.execute(
    countries.uk.stage.database.superuser,
  );
  await isNowhere(of);
});
