import { answerNotice, sendNotice, startDraft } from '../../contexts/referrals/public.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import { answersOf, itemsOf } from '../../platform/forms/items.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';
import { checkedNow } from '../support/checked.ts';
import type { Stage } from '../support/stage.ts';
import { mark, type Marked } from './marks.ts';
import { lend, recordIdOf } from './planting.ts';
import type { StageOfRecord, Told } from './telling.ts';

export const noFile = '00000000-0000-7000-8000-000000000000';

/** A draft of somebody who refused, page by page, full of marks; with `notice`, sent. */
export async function tellNotice(
  stage: Stage,
  of: {
    readonly number: number;
    readonly to: StageOfRecord;
    readonly marked: Marked;
    readonly moves: boolean;
  },
  after: 'refusal' | 'notice',
): Promise<Told> {
  const { number, to, marked, moves } = of;
  const sender = stage.person('Sam Okafor');
  const { age, person, contact, episodes, account } = marked.answers;
  const [episode] = itemsOf(episodes?.['list']);
  const { reference: draft } = await stage.run(sender, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, { ...(age && { age }), consent: { consent: 'refused' } }),
  );
  const { phone } = contact ?? {};
  const answers: Answers = {
    identified: { identified: 'given' },
    tonight: { urgent: ['detained'] },
    person: { ...person },
    contact: { how: 'phone', phone: phone ?? '07700 900999' },
    // A notice holds where it happened with the account.
    episode: episode ? { ...answersOf(episode), places: `${mark(number, 'account', 1)}, a farm` } : {},
    account: { statement: account?.['statement'] ?? '' },
  };
  const form = stage.composed.pack.forms['notice'];
  for (const step of form?.steps ?? [])
    await stage.run(sender, 'referral:draft', draft, (work, permit) =>
      answerNotice(work, permit, { step: step.id, body: form ? inputsOf(form, step, answers) : {} }),
    );
  const reference =
    after === 'refusal'
      ? draft
      : (await stage.run(sender, 'referral:submit', draft, (work, permit) => sendNotice(work, permit, [])))
          .reference;
  const recordId = await recordIdOf(stage, reference);
  // Nobody asks for consents where the person refused: the recipient holds the same on another ground.
  await lend(stage, recordId, { toRecipient: true });
  const { literals } = marked;
  return {
    number,
    stage: to,
    foreign: false,
    moves,
    reference,
    recordId,
    watched: 0,
    due: undefined,
    seal: '',
    fileId: noFile,
    answers,
    ...(after === 'refusal' && { checked: await checkedNow(stage.database.superuser, form, recordId) }),
    literals,
    consents: undefined,
  };
}
