import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { startDraft } from '../commands.ts';

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
    assert.equal(shownTask(body, strategy), 'To do now');
  }
  const file = await read(caseworker.cookie, `/cases/${reference}`);
  assert.match(file, /The council could not meet before Monday\./);
  assert.match(file, /The duty guardian/);
});
