/** A draft as pages leave it, without a database: each page is sent as a browser sends it and judged as a command judges it. */
import assert from 'node:assert/strict';
import { waits } from '../../contexts/referrals/draft/consent-first.ts';
import { judgeStep } from '../../contexts/referrals/draft/judge-page.ts';
import { noticePlaceAfter, placeAfter, questionAfter } from '../../contexts/referrals/draft/place-after.ts';
import { theForm } from '../../contexts/referrals/forms.ts';
import { keptAfterRefusal, removesIdentity, standingOf } from '../../contexts/referrals/notice/refusing.ts';
import type { Answers, FormDefinition, StepDefinition } from '../../platform/forms/definition.ts';
import { aboutItem, withItem, itemsIn } from '../../platform/forms/items.ts';
import { stepOf } from '../../platform/forms/journey.ts';
import { parseStep } from '../../platform/forms/parse.ts';
import { isSealed } from '../../platform/forms/sealed.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';
import type { Json } from '../../platform/pure/json.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import type { FieldError } from '../../platform/pure/result.ts';
import type { PlainDate } from '../../platform/pure/time.ts';

export interface Asked {
  readonly pack: Pack;
  readonly form: FormDefinition;
  readonly today: PlainDate;
}
interface Sent {
  readonly answers: Answers;
  readonly faults: readonly FieldError[];
}
type Given = Answers[string];

/** Sends the page of a step of the form, filled in so; whatever it does not ask stays as it was. */
export function sendPage(asked: Asked, answers: Answers, step: StepDefinition, given: Given): Sent {
  const { pack, form, today } = asked;
  // Nobody is led to a page that waits for the answer about consent, and nobody answers one.
  if (form.id === theForm(pack).id) assert.ok(!waits(asked, answers, step, today), `${step.id} waits`);
  const inputs = inputsOf(form, step, { ...answers, [step.id]: given });
  const typed = parseStep(form, step, { ...inputs, ...sealedInputs(step, given) }, answers);
  const judged = judgeStep({ pack, form }, { step, typed, soFar: answers }, today);
  return { answers: { ...answers, [step.id]: seal(step, judged.answers) }, faults: judged.faults };
}

/** What is sealed is never in a page: it is typed anew, or taken out. */
const sealedInputs = (step: StepDefinition, given: Given): Record<string, string> =>
  Object.fromEntries(
    step.fields
      .filter(({ sealed }) => sealed)
      .map(({ id }) => {
        const answer = wordsOf(given?.[id]);
        return typeof answer === 'string' ? [id, answer] : [`${id}.sealed`, 'remove'];
      }),
  );
/** The words behind a seal of this walk. */
export const wordsOf = (answer: Json | undefined): Json | undefined =>
  isSealed(answer) ? Buffer.from(answer.box, 'base64url').toString() : answer;
/** As sealing leaves it: the words cannot be told from it by anything that reads answers. */
const seal = (step: StepDefinition, answers: Given): Given =>
  Object.fromEntries(
    Object.entries(answers ?? {}).map(([id, answer]) => {
      const isPlain = typeof answer === 'string' && step.fields.some(each => each.id === id && each.sealed);
      return [id, isPlain ? { seal: aSeal, box: Buffer.from(answer).toString('base64url') } : answer];
    }),
  );
const aSeal = '00000000-0000-4000-8000-000000000000';

/** Sends the page of one of several of a kind. A page that was left empty adds none. */
export function sendItem(
  asked: Asked,
  answers: Answers,
  step: StepDefinition,
  item: string,
  given: Given,
): Sent {
  const about = aboutItem(asked.form, answers, step, item);
  const sent = sendPage({ ...asked, form: about.form }, about.answers, about.step, given);
  const items = itemsIn(answers, step);
  const own = sent.answers[step.id] ?? {};
  if (Object.keys(own).length === 0 && !items.some(({ id }) => id === item)) return { ...sent, answers };
  const whole = withItem(step, items, { ...own, id: item });
  return { answers: { ...answers, [step.id]: whole }, faults: sent.faults };
}

/** What a refusal leaves of a draft (contexts/referrals/notice/removal.ts). */
export function afterRefusal({ pack, form, today }: Asked, answers: Answers): Answers {
  const standing = standingOf({ pack, form }, answers, today);
  if (!removesIdentity(standing)) return answers;
  const left: Record<string, Given> = {};
  for (const kept of keptAfterRefusal({ pack, form }, standing, answers, today))
    for (const [step, given] of Object.entries(kept.answers)) left[step] = { ...left[step], ...given };
  return left;
}

/** Where a page of the referral leads: to another page of it, or to one of its ends. */
export const after = ({ pack, form, today }: Asked, answers: Answers, step: string): string =>
  placeAfter({ pack, form }, answers, step, today);
export const afterTonight = ({ pack, form }: Asked, answers: Answers): string => {
  const step = form.steps.find(({ fields }) => fields.some(({ concept }) => concept === 'urgency'));
  return questionAfter({ pack, form }, answers, step?.id ?? assert.fail('nobody asks what is urgent'));
};
export const afterNotice = ({ pack, form, today }: Asked, answers: Answers, step: string): string =>
  noticePlaceAfter(standingOf({ pack, form }, answers, today), answers, step);

/** The step that a place shows, of whichever form. */
export function stepAt(form: FormDefinition, place: string): StepDefinition {
  const id = /\/steps\/([^/]+)/.exec(place)?.[1] ?? assert.fail(`${place} shows no step`);
  return stepOf(form, id) ?? assert.fail(`${place} is a page of no step`);
}
