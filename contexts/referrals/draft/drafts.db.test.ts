import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { stepOf } from '../../../platform/forms/journey.ts';
import { inputsOf } from '../../../platform/forms/step-page.ts';
import { ok } from '../../../platform/pure/result.ts';
import { answerStep, startDraft, submitDraft } from '../commands.ts';
import { theForm } from '../forms.ts';
import { findDraftAnswers } from '../store.ts';

const stage = await openStage();
const sam = stage.person('Sam Okafor');

const answers = () => stage.answers({ signs: { signs: [{ sign: 'g06', known: 'disclosed' }] } });

const form = theForm(stage.composed.pack);
/** What a browser sends of a page for these answers. */
const inputs = (step: string, given: Answers[string]) =>
  inputsOf(form, stepOf(form, step) ?? assert.fail(step), { ...answers(), [step]: given });

/** A draft that lacks nothing. */
async function wholeDraft(): Promise<string> {
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, answers()),
  );
  return reference;
}

const save = (reference: string, town: string) =>
  stage.run(sam, 'referral:draft', reference, (work, permit) =>
    answerStep(work, permit, { step: 'place', body: inputs('place', { ...answers()['place'], town }) }),
  );
const submit = (reference: string) =>
  stage.run(sam, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));

const leftOver = async (reference: string): Promise<number> => {
  const { rows } = await sql<{ left: number }>`
    SELECT (SELECT count(*) FROM referrals.draft WHERE record_id = record.record_id)
      + (SELECT count(*) FROM referrals.draft_answer WHERE record_id = record.record_id) AS left
    FROM access.record WHERE reference = ${reference}`.execute(stage.database.superuser);
  return rows[0]?.left ?? -1;
};
const sentTown = async (reference: string): Promise<unknown> => {
  const { rows } = await sql<{ town: string }>`
    SELECT body::jsonb #>> '{answers,place,town}' AS town FROM ledger.payload_location
    JOIN access.record USING (record_id) WHERE reference = ${reference}`.execute(stage.database.superuser);
  return rows[0]?.town;
};

test('an answer that is saved while the draft is sent is in what is sent, or refused; nothing is left behind', async () => {
  let [saved, refused] = [0, 0];
  for (let round = 0; round < 12; round++) {
    const reference = await wholeDraft();
    const town = `Town ${round}`;
    const acts = [save(reference, town), submit(reference)];
    const [kept, done] = await Promise.allSettled(round % 2 === 0 ? acts : acts.toReversed()).then(results =>
      round % 2 === 0 ? results : results.toReversed(),
    );
    assert.equal(done?.status, 'fulfilled', String(done?.status === 'rejected' && done.reason));
    if (kept?.status === 'fulfilled') {
      saved += 1;
      assert.equal(await sentTown(reference), town);
    } else {
      refused += 1;
      assert.match(String(kept?.reason), /not-a-draft|not-permitted/);
    }
    assert.equal(await leftOver(reference), 0);
  }
  assert.ok(saved + refused === 12);
});

test('of two who save one step at once, one after the other is saved, whole', async () => {
  const reference = await wholeDraft();
  await Promise.all(Array.from({ length: 6 }, (_, at) => save(reference, `Town ${at}`)));
  const kept = await stage.run(sam, 'referral:draft', reference, async (work, { record }) =>
    ok(await findDraftAnswers(work, record.recordId)),
  );
  assert.match(String(kept['place']?.['town']), /^Town [0-5]$/);
});

test('of two who send one draft at once, one sends it', async () => {
  const reference = await wholeDraft();
  const both = await Promise.allSettled([submit(reference), submit(reference)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});
