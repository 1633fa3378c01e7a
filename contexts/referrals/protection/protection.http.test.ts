import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { Temporal } from '../../../platform/pure/time.ts';
import { openStage } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { stepOf } from '../../../platform/forms/journey.ts';
import { inputsOf } from '../../../platform/forms/step-page.ts';
import { startDraft } from '../commands.ts';
import { theForm } from '../forms.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const alex = stage.person('Alex Morgan');
const responder = await stage.signIn(sam);
const caseworker = await stage.signIn(alex);

const read = async (cookie: string, url: string) => {
  const answer = await stage.app.inject({ url, headers: { cookie } });
  assert.equal(answer.statusCode, 200, url);
  return answer.body;
};
const draft = (answers: Answers) =>
  stage.run(sam, 'referral:start', undefined, (work, permit) => startDraft(work, permit, answers));
const shownTask = (body: string, name: string) =>
  new RegExp(`${name}[\\s\\S]*?govuk-task-list__status[^>]*>\\s*(?:<strong[^>]*>\\s*)?([^<]*?)\\s*<`).exec(
    body,
  )?.[1];
const [guardian, strategy, kids] = [
  'Tell the guardian service about the child',
  'Hold a strategy discussion',
  'Tell children’s services about the person’s children',
];

test('what protects a child is brought up before anything is sent, with whom to call', async () => {
  const { reference } = await draft({
    age: { nation: 'ENG', ageStatus: 'not-known' },
    child: { authorityTold: 'la-croydon' },
  });
  const body = await read(responder.cookie, `/referrals/${reference}/check`);
  assert.equal(shownTask(body, guardian), 'To do now');
  assert.match(body, /0800 043 4303/);
  assert.equal(shownTask(body, strategy), 'To do now');
  assert.doesNotMatch(body, new RegExp(kids));
});

test('the authority sees in the case file what was done for a child, and what was not', async () => {
  const reference = await stage.refer(
    sam,
    stage.answers({
      age: { nation: 'WAL', ageStatus: 'child' },
      person: { birthDate: '2012' },
      child: { authorityTold: 'la-cardiff' },
      guardian: { told: 'yes', toldOn: '2026-11-20', spokenTo: 'The duty guardian' },
      strategy: { status: 'asked', whyNot: 'The council could not meet before Monday.' },
    }),
  );
  for (const body of [
    await read(responder.cookie, `/referrals/${reference}`),
    await read(caseworker.cookie, `/cases/${reference}`),
  ]) {
    assert.equal(shownTask(body, guardian), 'Done');
    assert.equal(shownTask(body, strategy), 'Not confirmed yet');
  }
  const file = await read(caseworker.cookie, `/cases/${reference}`);
  assert.match(file, /The council could not meet before Monday\./);
  assert.match(file, /The duty guardian/);
});

const send = async (url: string, fields: Readonly<Record<string, string>>) =>
  stage.app.inject({
    method: 'POST',
    url,
    headers: { cookie: responder.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: responder.csrf, _key: randomUUID(), ...fields }).toString(),
  });
const aChild = (told: Answers = {}) =>
  stage.answers({
    age: { nation: 'WAL', ageStatus: 'child' },
    person: { birthDate: '2012' },
    child: { authorityTold: 'la-cardiff' },
    place: { circumstances: ['none'] },
    ...told,
  });

test('what was not done at sending waits until a day, and is confirmed afterwards, or said why not', async () => {
  const reference = await stage.refer(sam, aChild({ strategy: { status: 'not-asked' } }));
  const at = `/referrals/${reference}/protection/strategy`;
  const before = await read(responder.cookie, `/referrals/${reference}`);
  assert.equal(shownTask(before, strategy), 'Not confirmed yet');
  assert.match(before, new RegExp(`href="${at}"`));
  assert.match(await read(responder.cookie, at), /value="not-asked"[^>]*checked/);
  assert.equal((await send(at, { status: 'not-asked' })).statusCode, 422, 'nothing new is said');
  const why = 'The council meets on Monday.';
  assert.equal((await send(at, { status: 'asked', whyNot: why })).statusCode, 303);
  const file = await read(caseworker.cookie, `/cases/${reference}`);
  assert.equal(shownTask(file, strategy), 'Not confirmed yet');
  assert.ok(file.includes(why));
  assert.match(file, /Said what was done to protect somebody/);
  const held = {
    status: 'held',
    'heldOn.day': '20',
    'heldOn.month': '11',
    'heldOn.year': '2026',
    with: 'police',
  };
  assert.equal((await send(at, held)).statusCode, 303);
  for (const [cookie, url] of [
    [responder.cookie, `/referrals/${reference}`],
    [caseworker.cookie, `/cases/${reference}`],
  ] as const) {
    const body = await read(cookie, url);
    assert.equal(shownTask(body, strategy), 'Done');
    assert.equal(shownTask(body, guardian), 'Not confirmed yet', 'the others stand as they were');
  }
  assert.ok(
    (await read(caseworker.cookie, `/cases/${reference}`)).includes(why),
    'what was said before stands',
  );
});

test('the same by the API, which says what is due, and by which day', async () => {
  const reference = await stage.refer(sam, aChild());
  const authorization = `Bearer ${await stage.token(sam)}`;
  const url = `/api/v1/referrals/${reference}`;
  const tasks = async () =>
    (await stage.app.inject({ url, headers: { authorization } }))
      .json<{ protection: { step: string; task: string; is: string; dueOn: string }[] }>()
      .protection.find(({ step }) => step === 'guardian');
  assert.deepEqual(await tasks(), {
    step: 'guardian',
    task: 'guardian-notice',
    is: 'due',
    dueOn: stage.today().add({ days: 1 }).toString(),
  });
  const confirm = (step: string, answers: object) =>
    stage.app.inject({
      method: 'POST',
      url: `${url}/protection`,
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      payload: JSON.stringify({ step, answers }),
    });
  assert.equal((await confirm('guardian', { told: 'yes', reference: 'G-1' })).statusCode, 201);
  assert.equal((await tasks())?.is, 'done');
  assert.equal((await confirm('guardian', { told: 'never' })).statusCode, 422);
  for (const step of ['person', 'adultSafeguarding', 'nothing'])
    assert.equal((await confirm(step, {})).statusCode, 404, step);
});

test('what is overdue is said in the case file, as on that day', async () => {
  const sentAt = Temporal.Now.instant().subtract({ hours: 24 * 10 });
  const reference = await stage.refer(sam, aChild(), sentAt);
  const file = await read(caseworker.cookie, `/cases/${reference}`);
  assert.equal(shownTask(file, strategy), 'Overdue');
  const then = sentAt.toZonedDateTimeISO('Europe/London').toPlainDate();
  const past = await read(
    caseworker.cookie,
    `/cases/${reference}?on.day=${then.day}&on.month=${then.month}&on.year=${then.year}`,
  );
  assert.equal(shownTask(past, strategy), 'Not confirmed yet');
});

test('a correction of such a step counts too', async () => {
  const reference = await stage.refer(sam, aChild({ guardian: { told: 'yes' } }));
  const done = await send(`/referrals/${reference}/correct/guardian`, {
    told: 'not-yet',
    correctionReason: 'It was another child.',
  });
  assert.equal(done.statusCode, 303);
  assert.equal(
    shownTask(await read(caseworker.cookie, `/cases/${reference}`), guardian),
    'Not confirmed yet',
  );
});

const services = 'Tell children’s services about the child';
test('a child of whom nobody told children’s services is a task from the check page on, until it is confirmed', async () => {
  const child = { authorityTold: 'not-yet' };
  const { reference: started } = await draft({ age: { nation: 'SCT', ageStatus: 'child' }, child });
  assert.equal(shownTask(await read(responder.cookie, `/referrals/${started}/check`), services), 'To do now');
  const reference = await stage.refer(sam, aChild({ child }));
  const at = `/referrals/${reference}/protection/child`;
  const form = theForm(stage.composed.pack);
  const step = stepOf(form, 'child') ?? assert.fail();
  const say = (told: Answers[string]) => send(at, textsOf(inputsOf(form, step, { child: told })));
  const shown = async () => [
    shownTask(await read(responder.cookie, `/referrals/${reference}`), services),
    shownTask(await read(caseworker.cookie, `/cases/${reference}`), services),
  ];
  assert.deepEqual(await shown(), ['Not confirmed yet', 'Not confirmed yet']);
  assert.match(await read(responder.cookie, `/referrals/${reference}`), new RegExp(`href="${at}"`));
  assert.match(await read(responder.cookie, at), /Which local authority have you told/);
  assert.equal((await say({ authorityTold: 'not-known' })).statusCode, 303);
  assert.deepEqual(await shown(), ['Not confirmed yet', 'Not confirmed yet']);
  assert.equal((await say({ authorityTold: 'la-cardiff', spokenTo: 'The duty desk' })).statusCode, 303);
  assert.deepEqual(await shown(), ['Done', 'Done']);
});

test('by the API too', async () => {
  const reference = await stage.refer(sam, aChild({ child: { authorityTold: 'not-known' } }));
  const headers = { authorization: `Bearer ${await stage.token(sam)}` };
  const task = async () =>
    (await stage.app.inject({ url: `/api/v1/referrals/${reference}`, headers }))
      .json<{ protection: { step: string; is: string }[] }>()
      .protection.find(({ step }) => step === 'child')?.is;
  assert.equal(await task(), 'due');
  const confirmed = await stage.app.inject({
    method: 'POST',
    url: `/api/v1/referrals/${reference}/protection`,
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    payload: JSON.stringify({ step: 'child', answers: { authorityTold: 'la-cardiff' } }),
  });
  assert.equal(confirmed.statusCode, 201, confirmed.body);
  assert.equal(await task(), 'done');
});

const textsOf = (inputs: ReturnType<typeof inputsOf>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, String(value)]));
