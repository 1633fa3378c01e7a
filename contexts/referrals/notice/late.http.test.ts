import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage } from '../../../checks/support/stage.ts';
import { exampleAnswers } from '../../../platform/forms/example.ts';
import { inputsOf } from '../../../platform/forms/step-page.ts';
import { startDraft } from '../commands.ts';
import { answerNotice, endRefused, sendNotice } from './commands.ts';

const stage = await openStage();
const [sam, bethan, priya] = ['Sam Okafor', 'Bethan Lloyd', 'Priya Raman'].map(name =>
  stage.person(name),
) as [ReturnType<typeof stage.person>, ReturnType<typeof stage.person>, ReturnType<typeof stage.person>];
const { pack } = stage.composed;
const form = pack.forms['notice'] ?? assert.fail();
const answers = exampleAnswers(form, { pack, today: stage.today() });

const refused = (nation: string) =>
  stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, { age: { nation, ageStatus: 'adult' }, consent: { consent: 'refused' } }),
  );
async function sentBySam(): Promise<string> {
  const { reference } = await refused('ENG');
  for (const step of form.steps)
    await stage.run(sam, 'referral:draft', reference, (work, permit) =>
      answerNotice(work, permit, { step: step.id, body: inputsOf(form, step, answers) }),
    );
  await stage.run(sam, 'referral:submit', reference, (work, permit) => sendNotice(work, permit, []));
  return reference;
}
async function post(
  as: typeof sam,
  url: string,
  fields: Readonly<Record<string, string>>,
  accept = 'text/html',
) {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ _csrf: csrf, _key: randomUUID(), ...fields }).toString();
  const headers = { accept, cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}
const textOf = (body: string) => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const late = { statement: 'Zqlate words that came too late' };

test('whoever goes on with a page of a notice after a colleague sent it reads who did and when, with all that they typed', async () => {
  const reference = await sentBySam();
  const answer = await post(bethan, `/referrals/${reference}/notice/steps/account`, late);
  assert.equal(answer.statusCode, 409);
  assert.match(textOf(answer.body), /notice was sent on \d+ \w+ \d{4} at [\d:.apm]+ by Sam Okafor/);
  assert.match(answer.body, /<textarea[^>]*readonly[^>]*>\s*Zqlate words that came too late/);
  // The draft does not tell the number of its notice.
  assert.doesNotMatch(answer.body, /DTN-/);
  const byScript = await post(
    bethan,
    `/referrals/${reference}/notice/steps/account`,
    { ...late, _typing: 'yes' },
    'application/json',
  );
  assert.deepEqual([byScript.statusCode, byScript.json().type], [409, '/problems/not-a-draft']);
  assert.match(byScript.json().detail, /by Sam Okafor/);
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM referrals.draft_typed WHERE inputs::text LIKE '%Zqlate%'`.execute(
    stage.database.superuser,
  );
  assert.deepEqual(rows, [{ n: 0 }], 'nothing of it is kept');
});

test('where the draft was ended and nothing sent, they are told that', async () => {
  const { reference } = await refused('SCT');
  await stage.run(sam, 'referral:submit', reference, endRefused);
  // Bethan's page may be one of the notice, or of the referral that the person refused.
  for (const at of ['notice/steps/account', 'steps/account']) {
    const answer = await post(bethan, `/referrals/${reference}/${at}`, late);
    assert.equal(answer.statusCode, 409);
    assert.match(answer.body, /Zqlate words/);
    assert.match(textOf(answer.body), /draft was ended on \d+ \w+ \d{4} at [\d:.apm]+ by Sam Okafor/);
  }
});

test('another team is told nothing of it', async () => {
  const answer = await post(priya, `/referrals/${await sentBySam()}/notice/steps/account`, late);
  assert.equal(answer.statusCode, 404);
  assert.doesNotMatch(answer.body, /Sam Okafor/);
});
