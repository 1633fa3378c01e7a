/** How an intent is written down: what a viewer should be answered at a stage, and what they are shown. */
import type { Actor } from './cast.ts';
import type { Intended } from './intent.ts';
import type { Shown } from './marks.ts';
import type { StageOfRecord } from './telling.ts';

export type Rule = (actor: Actor, stage: StageOfRecord) => Intended;

export type Showing = (
  answer: string,
  actor: Actor,
  stage: StageOfRecord,
  ...shows: readonly Shown[]
) => Intended;
