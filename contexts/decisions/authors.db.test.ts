import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../../checks/support/stage.ts';
import { aboutItem, itemsIn } from '../../platform/forms/items.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';
import { listEntries } from '../../platform/ledger/read.ts';
import { ok } from '../../platform/pure/result.ts';
import { answerItem, answerStep, startDraft, submitDraft, theForm } from '../referrals/public.ts';
import { byOf, foldCase, referrersOf } from './model.ts';

const stage = await openStage();
const [sam, bethan, alex] = [
  stage.person('Sam Okafor'),
  stage.person('Bethan Lloyd'),
  stage.person('Alex Morgan'),
];

test('a statement is of whoever wrote it, also when a colleague finished and sent the referral', async () => {
  const answers = stage.answers({
    age: { nation: 'ENG', ageStatus: 'adult' },
    consent: {
      consent: 'given',
      explainedNrm: true,
      explainedSupport: true,
      explainedOutcomes: true,
      explainedSharing: true,
    },
    place: { circumstances: ['none'] },
  });
  const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit),
  );
  const form = theForm(stage.composed.pack);
  for (const step of form.steps) {
    if (step.id === 'child') continue;
    const author = step.id === 'account' ? sam : bethan;
    for (const { id } of itemsIn(answers, step)) {
      const about = aboutItem(form, answers, step, id);
      const body = inputsOf(about.form, about.step, about.answers);
      await stage.run(author, 'referral:draft', reference, (work, permit) =>
        answerItem(work, permit, { step: step.id, item: id, body }),
      );
    }
    await stage.run(author, 'referral:draft', reference, (work, permit) =>
      answerStep(work, permit, { step: step.id, body: inputsOf(form, step, answers) }),
    );
  }
  await stage.run(bethan, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));
  const file = await stage.run(alex, 'case:view', reference, async (work, { record }) =>
    ok(foldCase(await listEntries(work, record.recordId))),
  );
  const author = (step: string) => {
    const statement = file.statements.find(each => each.step === step);
    return statement && byOf(statement.entry)?.name;
  };
  assert.equal(author('account'), 'Sam Okafor');
  assert.equal(author('place'), 'Bethan Lloyd');
  assert.deepEqual(
    new Set(referrersOf(file)),
    new Set([sam.personId, bethan.personId]),
    'neither may decide',
  );
});
