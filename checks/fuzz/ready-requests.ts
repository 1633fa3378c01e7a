import { answerRequest, sendRequest, startRequest } from '../../contexts/referrals/public.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';
import { applicable } from '../../platform/forms/journey.ts';
import type { Fuzzing } from './fuzzing.ts';
import { answersOfRequest } from './valid-requests.ts';

/** Requests to refer that lack nothing but their sending; with `isSent`, of which a team was asked. */
export async function makeRequests({ theatre, actors }: Fuzzing, isSent: boolean): Promise<void> {
  const { stage } = theatre;
  const form = stage.composed.pack.forms['asking'];
  const asker = actors.find(({ viewer }) => viewer?.purpose === 'asking')?.viewer;
  const team = actors.find(({ viewer }) => viewer?.purpose === 'referral')?.viewer?.team.id;
  if (!form || !asker || team === undefined) return;
  for (const kind of ['child', 'adult'] as const) {
    const { reference } = await stage.run(asker, 'request:start', undefined, startRequest);
    const answers = answersOfRequest(kind);
    for (const { step } of applicable(form, answers))
      await stage.run(asker, 'request:edit', reference, (work, permit) =>
        answerRequest(work, permit, { step: step.id, body: inputsOf(form, step, answers) }),
      );
    if (isSent)
      await stage.run(asker, 'request:send', reference, (work, permit) =>
        sendRequest(work, permit, { team, way: 'spoken', classes: kind === 'child' ? [] : ['identity'] }),
      );
  }
}
