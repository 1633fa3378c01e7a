import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../../../checks/support/stage.ts';
import { startDraft } from '../commands.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const { cookie } = await stage.signIn(sam);

async function toldOf(urgent: readonly string[], nation = 'ENG', ageStatus = 'adult'): Promise<string> {
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, {
      age: { nation, ageStatus },
      tonight: { urgent: [...urgent] },
    }),
  );
  const { body } = await stage.app.inject({ url: `/referrals/${reference}/tonight`, headers: { cookie } });
  assert.match(body, /Call now, then go on/, body);
  return body;
}

test('whoever ticked danger, a missing person or a bed reads of that, and of nothing else', async () => {
  const bed = /For a safe bed tonight call/;
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

test('whoever needs a bed reads who finds one that night: of a child nobody but those who care for children', async () => {
  for (const nation of ['ENG', 'WAL', 'SCT', 'NIR']) {
    const adult = await toldOf(['bed-tonight'], nation);
    assert.match(adult, /For a safe bed tonight call/, nation);
    assert.doesNotMatch(adult, /A child’s bed/, nation);
    for (const ageStatus of ['child', 'not-known']) {
      const child = await toldOf(['bed-tonight'], nation, ageStatus);
      assert.match(child, /A child’s bed tonight is found by the (?:children’s services|social work|Health)/);
      assert.match(child, /the police reach (?:it|them): call 101/);
      assert.doesNotMatch(child, /For a safe bed tonight call/, nation);
    }
  }
});
