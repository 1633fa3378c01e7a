import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { startDraft } from '../commands.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const { cookie } = await stage.signIn(sam);

async function toldOf(urgent: readonly string[]): Promise<string> {
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, {
      age: { nation: 'ENG', ageStatus: 'adult' },
      tonight: { urgent: [...urgent] },
    }),
  );
  const { body } = await stage.app.inject({ url: `/referrals/${reference}/tonight`, headers: { cookie } });
  assert.match(body, /Call now, then go on/, body);
  return body;
}

test('whoever ticked danger, a missing person or a bed reads of that, and of nothing else', async () => {
  const bed = /For a safe bed tonight/;
  const missing = /Tell the police now of somebody who is missing/;
  for (const [urgent, hasBed, isMissing] of [
    [['danger'], false, false],
    [['missing'], false, true],
    [['danger', 'missing'], false, true],
    [['bed-tonight'], true, false],
    [['bed-tonight', 'missing'], true, true],
    [['detained', 'removal', 'release'], false, false],
  ] as const) {
    const page = await toldOf(urgent);
    assert.deepEqual([bed.test(page), missing.test(page)], [hasBed, isMissing], urgent.join());
    assert.match(page, /If anyone is in danger now, call 999/);
  }
});
