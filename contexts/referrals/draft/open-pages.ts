/** Pages of a draft that somebody began and did not go on from. */
import { applicable, firstUnanswered } from '../../../platform/forms/journey.ts';
import type { Answers, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';

/** Kept for each person until they go on from the page. */
export interface OpenPage {
  readonly step: string;
  /** Of a page about one of several of a kind: which. */
  readonly item: string | undefined;
  readonly isOwn: boolean;
  readonly by: string;
  /** Whether something stands there that is no answer. */
  readonly isHalfTyped: boolean;
}

/** Under a draft's address. */
export const placeOf = ({ step, item }: Pick<OpenPage, 'step' | 'item'>): string =>
  `steps/${step}${item === undefined ? '' : `/items/${item}`}`;

/** Where the viewer goes on: a page that they began, else the first that lacks an answer; undefined where there is none. */
export function resumeAt(
  form: FormDefinition,
  answers: Answers,
  open: readonly OpenPage[],
): string | undefined {
  const steps = applicable(form, answers).map(({ step }) => step.id);
  const begun = open.find(page => page.isOwn && steps.includes(page.step));
  if (begun) return placeOf(begun);
  const unanswered = firstUnanswered(form, answers);
  return unanswered && placeOf({ step: unanswered.id, item: undefined });
}

/** Pages where the viewer typed what is no answer yet: to be looked at before anything is sent. */
export const ownHalfTyped = (step: StepDefinition, open: readonly OpenPage[]): readonly OpenPage[] =>
  open.filter(page => page.isOwn && page.isHalfTyped && page.step === step.id);

/** Pages where somebody else did: it is not sent, and they may want to be asked. */
export const halfTypedByOthers = (open: readonly OpenPage[]): readonly OpenPage[] =>
  open.filter(({ isOwn, isHalfTyped }) => isHalfTyped && !isOwn);
