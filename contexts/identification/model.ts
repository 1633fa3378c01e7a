import type { AgeStatus } from '../../platform/forms/concepts.ts';

export type { AgeStatus };

/** Where a member of staff met a person, and how old the person seemed: codes of the pack. */
export interface Encounter {
  readonly setting: string;
  readonly age: AgeStatus;
}

/** A sign that was noticed, and how it is known: codes of the pack's sign library. */
export type NoticedSign = {
  readonly sign: string;
  readonly known: string;
};

/** What was noticed of somebody on one occasion. It names nobody, holds no free text and is never counted into a score. */
export interface Noticed extends Encounter {
  readonly signs: readonly NoticedSign[];
}

export interface Screening extends Noticed {
  readonly screeningId: string;
}
