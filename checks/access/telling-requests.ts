import { answerRequest, startRequest } from '../../contexts/referrals/public.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';
import type { Stage } from '../support/stage.ts';
import type { Marked } from './marks.ts';
import { recordIdOf } from './planting.ts';
import type { StageOfRecord, Told } from './telling.ts';
import { noFile } from './telling-notices.ts';

/** What somebody who may not refer wrote down, page by page, full of marks, of an adult who agreed; nobody is asked yet. */
export async function tellRequest(
  stage: Stage,
  of: {
    readonly number: number;
    readonly to: StageOfRecord;
    readonly marked: Marked;
    readonly moves: boolean;
  },
): Promise<Told> {
  const { number, to, marked, moves } = of;
  const { person, contact, account } = marked.answers;
  const asker = stage.person('Gwen Ashby');
  const { reference } = await stage.run(asker, 'request:start', undefined, startRequest);
  const answers: Answers = {
    age: { nation: 'ENG', ageStatus: 'adult' },
    tonight: { urgent: ['none'] },
    agreed: { agrees: 'given' },
    account: { statement: account?.['statement'] ?? '', manner: 'verbatim' },
    person: { givenName: person?.['givenName'] ?? '' },
    contact: { how: 'phone', phone: contact?.['phone'] ?? '07700 900999', note: contact?.['note'] ?? '' },
  };
  const form = stage.composed.pack.forms['asking'];
  for (const step of form?.steps ?? [])
    await stage.run(asker, 'request:edit', reference, (work, permit) =>
      answerRequest(work, permit, { step: step.id, body: form ? inputsOf(form, step, answers) : {} }),
    );
  return {
    number,
    stage: to,
    foreign: false,
    moves,
    reference,
    recordId: await recordIdOf(stage, reference),
    watched: 0,
    due: undefined,
    seal: '',
    fileId: noFile,
    answers,
    literals: marked.literals,
    consents: undefined,
    isRequest: true,
  };
}
