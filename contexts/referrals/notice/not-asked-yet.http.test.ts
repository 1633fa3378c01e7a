/** Between a refusal and the question whether a notice may name the person nobody is shown who they are. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { startDraft } from '../commands.ts';

const stage = await openStage();
const [sam, bethan] = [stage.person('Sam Okafor'), stage.person('Bethan Lloyd')];
const [samAt, bethanAt] = [await stage.signIn(sam), await stage.signIn(bethan)];

const answers = {
  age: { nation: 'ENG', ageStatus: 'adult' },
  consent: { consent: 'given' },
  person: { givenName: 'Quillmark', familyName: 'Zephyrmark' },
  account: { statement: 'Taken to the farm by Ostermark', manner: 'verbatim' },
};
const marks = ['Quillmark', 'Zephyrmark', 'Ostermark'];

async function refused(): Promise<string> {
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, answers),
  );
  const { statusCode } = await stage.app.inject({
    method: 'POST',
    url: `/referrals/${reference}/steps/consent`,
    headers: { cookie: samAt.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: samAt.csrf, _key: randomUUID(), consent: 'refused' }).toString(),
  });
  assert.equal(statusCode, 303);
  return reference;
}

test('who refused and was not asked yet whether they may be named is named to nobody of the team', async () => {
  const reference = await refused();
  const paths = [
    '',
    '/check',
    '/sections',
    '/without-consent',
    '/evidence',
    '/tonight',
    '/another',
    '/hand-over',

    '/steps/person',
    '/steps/account',
    '/steps/consent',
    '/steps/age',
    '/notice/check',
    '/notice/steps/account',
    '/notice/steps/identified',
  ];
  let shown = 0;
  for (const { cookie } of [samAt, bethanAt])
    for (const path of paths) {
      const { statusCode, body } = await stage.app.inject({
        url: `/referrals/${reference}${path}`,
        headers: { cookie },
      });
      if (statusCode === 200) shown += 1;
      for (const mark of marks) assert.ok(!body.includes(mark), `${path} shows ${mark}`);
    }
  assert.ok(shown >= 10, `${shown} pages were shown`);
  const { body } = await stage.app.inject({
    url: `/referrals/${reference}`,
    headers: { cookie: bethanAt.cookie },
  });
  assert.match(body, /the person does not agree to be referred/);
  assert.doesNotMatch(body, /Answer the remaining questions/);
});

test('that is so because they refused: of who agreed the check shows both', async () => {
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, answers),
  );
  let all = '';
  for (const part of [1, 2, 3, 4, 5, 6, 7, 8])
    all += (
      await stage.app.inject({
        url: `/referrals/${reference}/check?part=${part}`,
        headers: { cookie: bethanAt.cookie },
      })
    ).body;
  for (const mark of marks) assert.ok(all.includes(mark), mark);
});
