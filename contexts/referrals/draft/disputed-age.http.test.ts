import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { readPdf } from '../../../platform/testing/pdf.ts';
import { startDraft } from '../commands.ts';

const stage = await openStage();
const [sam, alex] = [stage.person('Sam Okafor'), stage.person('Alex Morgan')];

async function get(as: typeof sam, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
}

test('where an age is disputed both dates of birth stand, each with who gives it, and the person is treated as a child', async () => {
  const { birthDate: _, ...person } = stage.answers()['person'] ?? {};
  const drawn = stage.answers({ age: { nation: 'ENG', ageStatus: 'child' } });
  const { consent: _2, ...answers } = drawn;
  const reference = await stage.refer(sam, {
    ...answers,
    person,
    child: { authorityTold: 'not-yet' },
    place: { area: 'region-not-known', circumstances: ['none'] },
    ageDispute: {
      status: 'disputed',
      claimedBirthDate: '2010-05-04',
      by: ['home-office'],
      disputedBirthDate: '2001-01-01',
      disputedFrom: 'A visa that was found at the port',
    },
  });
  const file = (await get(alex, `/cases/${reference}`)).body;
  const text = file.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  assert.match(text, /Adult or child Treated as a child/);
  for (const part of [
    'Which date of birth do they give? 4 May 2010',
    'Who disputes it? The Home Office',
    'Which date of birth do those who dispute it go by? 1 January 2001',
    'A visa that was found at the port',
  ])
    assert.ok(text.includes(part), part);
  const pdf = readPdf((await get(alex, `/referrals/${reference}/referral.pdf`)).rawPayload).pages.join(' ');
  for (const day of ['4 May 2010', '1 January 2001']) assert.ok(pdf.includes(day), day);
});

test('whoever writes an adult’s date of birth for somebody treated as a child is told where a disputed one belongs', async () => {
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, { age: { nation: 'ENG', ageStatus: 'child' } }),
  );
  const { cookie, csrf } = await stage.signIn(sam);
  const fields = {
    _csrf: csrf,
    _key: randomUUID(),
    givenName: 'Testina',
    'birthDate.day': '1',
    'birthDate.month': '1',
    'birthDate.year': '1990',
    gender: 'female',
    interpreter: 'no',
    nationality: 'nationality-not-known',
  };
  const answer = await stage.app.inject({
    method: 'POST',
    url: `/referrals/${reference}/steps/person`,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /both dates have a place on the page about disputed age/);
});
