/** A request: what somebody who may not refer writes down to ask one who may. It is a draft of a shorter form. */
import { isDeepStrictEqual } from 'node:util';
import { factsOf } from '../../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { applicable, submittable } from '../../../platform/forms/journey.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';

export const openRequest = (parties: {
  readonly asking: string;
  readonly 'referrer-data-protection'?: string;
}): Entry => ({ type: 'request-opened', payload: { process: { parties: { ...parties } } } });

/**
 * What is kept of the answers: those alone that apply. What was told before an adult said no, or before it was known that
 * they are one, is not kept aside, as it is in the draft of a referral: whoever asks needs none of it.
 */
export function stillKept(
  form: FormDefinition,
  answers: Answers,
): { readonly kept: Answers; readonly changed: readonly string[] } {
  const kept = submittable(form, answers);
  const changed = Object.keys(answers).filter(step => !isDeepStrictEqual(answers[step], kept[step] ?? {}));
  return { kept, changed };
}

/** Whether going from one set of answers to the other takes questions away that were asked before. */
export function closesSteps(form: FormDefinition, before: Answers, after: Answers): boolean {
  const open = new Set(applicable(form, after).map(({ step }) => step.id));
  return applicable(form, before).some(({ step }) => !open.has(step.id));
}

/** Whether an adult said yes to a first responder being told of them. */
export const agreesToBeToldOf = (form: FormDefinition, answers: Answers): boolean =>
  factsOf(form, submittable(form, answers)).consent === 'given';
