import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { inputsOf } from '../../../platform/forms/step-page.ts';
import { ok } from '../../../platform/pure/result.ts';
import { findDraftAnswers } from '../store.ts';
import { answerRequest, sendRequest, startRequest } from './commands.ts';

const stage = await openStage();
const asker = stage.people.find(({ purpose }) => purpose === 'asking') ?? assert.fail();
const [priya, sam] = [stage.person('Priya Raman'), stage.person('Sam Okafor')];
const form = stage.composed.pack.forms['asking'] ?? assert.fail();
const answers = {
  age: { nation: 'ENG', ageStatus: 'child' },
  tonight: { urgent: ['none'] },
  account: { statement: 'They never leave the shop.', manner: 'summarised' },
  person: { givenName: 'Somebody' },
  contact: { how: 'no-safe-way' },
} as const;

async function began(): Promise<string> {
  const { reference } = await stage.run(asker, 'request:start', undefined, startRequest);
  for (const step of form.steps.filter(({ id }) => Object.hasOwn(answers, id)))
    await stage.run(asker, 'request:edit', reference, (work, permit) =>
      answerRequest(work, permit, { step: step.id, body: inputsOf(form, step, answers) }),
    );
  return reference;
}
/** The clock moved: so many days since anybody touched it. */
const untouchedFor = (reference: string, days: number) =>
  sql`UPDATE referrals.draft SET saved_at = now() - make_interval(days => ${days})
    WHERE record_id = (SELECT record_id FROM access.record WHERE reference = ${reference})`.execute(
    stage.database.superuser,
  );
async function get(as: Person, url: string): Promise<string> {
  const { cookie } = await stage.signIn(as);
  return (await stage.app.inject({ url, headers: { cookie } })).body;
}
async function keep(as: Person, reference: string): Promise<number> {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ _csrf: csrf, _key: randomUUID() }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const url = `/requests/${reference}/keep`;
  return (await stage.app.inject({ method: 'POST', url, headers, payload })).statusCode;
}
const answersOf = (reference: string) =>
  stage.run(asker, 'request:view', reference, async (work, { record }) =>
    ok(await findDraftAnswers(work, record.recordId)),
  );

test('whoever asks is warned of a request that nobody touches, with the day, and keeps it with one press', async () => {
  const reference = await began();
  assert.doesNotMatch(await get(asker, '/requests'), /It is put away on/);
  await untouchedFor(reference, 22);
  for (const url of ['/requests', `/requests/${reference}/check`])
    assert.match(await get(asker, url), /It is put away on \d+ \w+ \d{4} unless/, url);
  assert.equal(await keep(asker, reference), 303);
  assert.doesNotMatch(
    await get(asker, `/requests/${reference}/check`),
    /It is put away on|Keep this request/,
  );
});

test('a request that was put away loses nothing, however long it lies, and is taken up again', async () => {
  const reference = await began();
  const before = await answersOf(reference);
  for (const days of [28, 400]) {
    await untouchedFor(reference, days);
    const list = await get(asker, '/requests');
    assert.ok(!list.includes(reference), 'not among those that are worked on');
    assert.match(list, /view=put-away/);
    const away = await get(asker, '/requests?view=put-away');
    assert.ok(away.includes(reference) && away.includes('Nothing of it is lost'));
    assert.deepEqual(await answersOf(reference), before, 'every answer is there');
  }
  assert.equal(await keep(asker, reference), 303);
  assert.ok((await get(asker, '/requests')).includes(reference));
  assert.deepEqual(await answersOf(reference), before);
});

test('while a team is asked a request is neither warned of nor put away', async () => {
  const reference = await began();
  await stage.run(asker, 'request:send', reference, (work, permit) =>
    sendRequest(work, permit, { team: priya.team.id, way: 'spoken', classes: [] }),
  );
  for (const days of [22, 60]) {
    await untouchedFor(reference, days);
    const list = await get(asker, '/requests');
    assert.ok(list.includes(reference), `${days} days`);
    assert.doesNotMatch(list, /It is put away on|Put away since/);
    assert.doesNotMatch(await get(asker, `/requests/${reference}/check`), /put away/);
  }
  assert.equal(await keep(asker, reference), 409);
});

test('nobody else keeps it', async () => {
  const reference = await began();
  await untouchedFor(reference, 30);
  for (const as of [priya, sam]) assert.notEqual(await keep(as, reference), 303);
  assert.ok(!(await get(asker, '/requests')).includes(reference));
});
