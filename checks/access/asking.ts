/** One thing to ask of a route, and how it is put together. */
import { type StageOfRecord, stagesOfRecord, type Told } from './telling.ts';
import type { Signed, World } from './world.ts';

export interface Sent {
  readonly url: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** With the form, one file of this text. */
  readonly file?: string;
  /** Of the write; a new one where none is given. */
  readonly key?: string;
  /** What the answer may repeat, since the viewer typed it. */
  readonly typed?: string;
}

/** One thing to ask; `[…]` tells what is sent where a route is asked more than one. */
export interface Question {
  readonly name: string;
  /** The stages of the record that it is asked about; none where it is about no record. */
  readonly stages: readonly StageOfRecord[];
  /** Asked about a draft that lacks its last step. */
  readonly unfinished?: boolean;
  /** Asked about a draft whose person refused, and may be identified in the notice; about a notice that was sent; about a hand-over; about a request to refer. */
  readonly after?: 'refusal' | 'notice' | 'hand-over' | 'request';
  /** Asked about a draft without files. */
  readonly withoutFiles?: boolean;
  /** Answers that something is wrong, or that somebody is still typing, and saves what is sound. */
  readonly keepsSound?: boolean;
  /** Writes another record, and leaves this one as it was. */
  readonly opensAnother?: boolean;
  /** Lists every code of the pack, so that only made-up words tell of anybody. */
  readonly listsCodes?: boolean;
  readonly ask: (world: World, told: Told, as: Signed) => Sent;
}

export const every: readonly StageOfRecord[] = stagesOfRecord;
export const draft: readonly StageOfRecord[] = ['draft'];

type Ask = Question['ask'];
export const on = (name: string, ask: Ask, stages: readonly StageOfRecord[] = every): Question => ({
  name,
  stages,
  ask,
});
export const once = (name: string, ask: Ask): Question => ({ name, stages: [], ask });
export const page = (name: string, path: string, stages?: readonly StageOfRecord[]): Question =>
  on(name, (_, told) => ({ url: path.replace(':reference', told.reference) }), stages);
export const form = (
  name: string,
  path: string,
  typed: (world: World, told: Told) => Readonly<Record<string, string>>,
  stages = every,
): Question =>
  on(
    name,
    (world, told) => ({ url: path.replace(':reference', told.reference), form: typed(world, told) }),
    stages,
  );

/** Lists are asked for the page that begins with the record. */
export const justAfter = (recordId: string): string => `${recordId.slice(0, 24)}ffffffffffff`;
export const justBefore = (recordId: string): string => `${recordId.slice(0, 24)}000000000000`;

export const person = (told: Told): Readonly<Record<string, string>> => {
  const { givenName, familyName, gender, nationality, interpreter } = told.answers['person'] ?? {};
  return { givenName, familyName, gender, nationality, interpreter } as Readonly<Record<string, string>>;
};
