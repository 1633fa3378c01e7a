import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { startDraft, submitDraft } from '../commands.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const { cookie } = await stage.signIn(sam);

test('facts that hardly fit together are asked about before sending, and sent as they stand', async () => {
  const whole = stage.answers({
    age: { nation: 'ENG', ageStatus: 'child' },
    child: { authorityTold: 'la-cardiff' },
    person: { birthDate: '2012' },
    episodes: { list: [{ id: 'one', types: ['domestic'], where: 'uk', started: '2009', ongoing: 'yes' }] },
  });
  const { consent: _, ...answers } = whole;
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, answers),
  );
  const { body } = await stage.app.inject({ url: `/referrals/${reference}/check`, headers: { cookie } });
  const at = `/referrals/${reference}/steps`;
  assert.match(body, /Is this right\?/);
  assert.match(body, new RegExp(`${at}/child">City of Cardiff Council is in Wales[^<]* in England`));
  assert.match(body, new RegExp(`${at}/episodes/items/one">You said that something began before`));
  await stage.run(sam, 'referral:submit', reference, submitDraft);
});
