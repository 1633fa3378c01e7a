/** A draft that one team hands over to another: who may do what with it, and which answers the other begins from. */
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import type { Json } from '../../../platform/pure/json.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';

export const handOverStages = ['asked', 'accepted', 'declined', 'taken-back'] as const;
export type HandOverStage = (typeof handOverStages)[number];
export const isHandOver = (stage: string): stage is HandOverStage =>
  handOverStages.some(each => each === stage);

/** It is answered once, or taken back before it was. */
export const refuseAnswered = (stage: string): Result<true> =>
  stage === 'asked' ? ok(true) : refuse('not-in-this-stage');

/** `handing` for a team that refers too, `asking` for one that may not: they see the hand-over each under its own purpose. */
export interface Parties {
  readonly handing?: string;
  readonly asking?: string;
  readonly asked: string;
  readonly 'handing-data-protection'?: string;
}

/** Who asks whom, and why: codes and teams. Nothing here says who the person is. */
export const askOver = (of: {
  readonly parties: Parties;
  readonly source: string;
  /** By which form the draft was written, where it is not the referral's. */
  readonly form?: string | undefined;
  readonly to: string;
  readonly reason: string;
  readonly nation: string | undefined;
  readonly urgency: readonly string[];
  readonly permission: string | undefined;
}): Entry => ({
  type: 'hand-over-asked',
  payload: {
    process: {
      parties: { ...of.parties },
      source: of.source,
      ...(of.form !== undefined && { form: of.form }),
      to: of.to,
      reason: of.reason,
      nation: of.nation ?? null,
      urgency: [...of.urgency],
      permission: of.permission ?? null,
    },
  },
});

export const acceptOver: Entry = { type: 'hand-over-accepted', payload: { process: {} } };
export const declineOver = (reason: string): Entry => ({
  type: 'hand-over-declined',
  payload: { process: { reason } },
});
/** The asked team sent a referral of what it took over: all that whoever asked learns of it. */
export const referredFrom: Entry = { type: 'hand-over-referred', payload: { process: {} } };
export const takeBackOver: Entry = { type: 'hand-over-taken-back', payload: { process: {} } };

/**
 * What of a draft the other team begins from. Not whether the person agrees to be referred: they are asked again, by those
 * who refer them, after it was explained again; not who handed it over; and nothing sealed, which is bound to its draft.
 */
export function carriedOver(form: FormDefinition, answers: Answers): Answers {
  const steps = form.steps.flatMap((step): (readonly [string, Answers[string]])[] => {
    const concepts = step.fields.map(({ concept }) => concept);
    if (concepts.includes('consent')) return [];
    const ofResponder = concepts.includes('responder-name');
    const held = answers[step.id] ?? {};
    const kept = step.fields
      .filter(({ id }) => Object.hasOwn(held, id))
      .filter(field => !field.sealed)
      .filter(field => field.concept !== 'responder-name' && !(ofResponder && field.class === 'contact'));
    const carried = Object.fromEntries(kept.map(({ id }) => [id, held[id] as Json]));
    return Object.keys(carried).length > 0 ? [[step.id, carried]] : [];
  });
  return Object.fromEntries(steps);
}
