import type { z } from 'zod';
import type { Pack } from '../../pack/pack.ts';
import type { Json } from '../../pure/json.ts';
import type { PlainDate } from '../../pure/time.ts';
import type { Component } from '../components.ts';
import type { FieldDefinition } from '../definition.ts';
import type { Inputs, Sent } from '../inputs.ts';
import type { Asked } from '../asked.ts';
import type { FieldWording } from '../wording.ts';

/** What judging an answer needs from outside. A schema that outlives the day (the API's) takes `today` as a function. */
export interface Given {
  readonly pack: Pack;
  readonly today: PlainDate | (() => PlainDate);
  /** The answers are those of a draft, where what is sealed stands as ciphertext. From anywhere else it is refused. */
  readonly ofDraft?: boolean;
}

/** Everything that the engine knows of one field type. A new type is a new file and a line in `kinds.ts`. */
export interface FieldKind {
  /** The message for a required answer that is not there, where the pack has none for the field. */
  readonly missing: string;
  /** What is accepted; messages are ids, `params` their values, and neither holds what was typed. */
  readonly schema: (field: FieldDefinition, given: Given) => z.ZodType<Json>;
  /** What the inputs hold for an answer. `read` gives it back. */
  readonly write: (field: FieldDefinition, answer: Json) => Inputs;
  /** What was sent, as an answer for `schema` to judge; undefined where nothing was entered. Never throws. */
  readonly read: (field: FieldDefinition, sent: Sent) => Json | undefined;
  /**
   * Of a composed answer that is not accepted: the members that would be on their own, and in place of others the same
   * members of what was saved before (`null` where nothing was); undefined where none is left.
   */
  readonly soundPart?: (field: FieldDefinition, answer: Json, kept: Json, given: Given) => Json | undefined;
  /** The inputs, filled with what was sent or saved. */
  readonly component: (field: FieldDefinition, asked: Asked) => Component;
  /** The id of the input to put right, where it is not simply the field's. */
  readonly target?: (field: FieldDefinition, error: ToPutRight) => string | undefined;
  /** An answer as words, one entry per line. */
  readonly show: (field: FieldDefinition, answer: Json, wording: FieldWording) => readonly string[];
  /** An accepted answer, the same every time, for documentation. */
  readonly example: (field: FieldDefinition, given: Given) => Json;
}

/** An error of a field: `below` is what of a composed answer it is about, `['0', 'known']`. */
interface ToPutRight {
  readonly message: string;
  readonly below: readonly string[];
  readonly sent: Sent;
  readonly pack: Pack;
}

export const todayOf = ({ today }: Given): PlainDate => (typeof today === 'function' ? today() : today);

/** Reports an expected refusal from inside a schema. */
interface Complaints {
  addIssue(issue: {
    code: 'custom';
    message: string;
    params?: Record<string, string | number>;
    path?: PropertyKey[];
  }): void;
}
export function complain(
  to: Complaints,
  message: string,
  params: Record<string, string | number> = {},
  path: PropertyKey[] = [],
): void {
  to.addIssue({ code: 'custom', message, params, path });
}
