/** What somebody chose where a page was changed on both sides. Without scripts it is a page like any other. */
import type { Json } from '../pure/json.ts';
import { groupsOf } from './based.ts';
import { ownValue } from './conditions.ts';
import type { StepDefinition } from './definition.ts';
import { sentFrom } from './inputs.ts';

/** At a question of which two answers stand against each other. It is no fault of what was typed. */
export const clashMessage = 'form.clash.choose';
/** Which questions the page put, by the first field of each; and one button for all of them. */
export const askedName = '_asked';
export const allName = '_all';
export const choiceName = (question: string): string => `_choose.${question}`;

type StepAnswers = { readonly [field: string]: Json };
interface Chosen {
  /** What was typed, and in place of it what was saved wherever that was chosen. */
  readonly answers: StepAnswers;
  /** Fields of questions that were put and not answered. */
  readonly open: readonly string[];
}

export function choose(
  step: StepDefinition,
  body: unknown,
  { typed, saved }: { readonly typed: StepAnswers; readonly saved: StepAnswers },
): Chosen {
  const sent = sentFrom(body);
  const asked = new Set(sent.one(askedName).split(' ').filter(Boolean));
  const all = sent.one(allName);
  const answers: Record<string, Json | undefined> = { ...typed };
  const open: string[] = [];
  for (const group of groupsOf(step)) {
    const [first = ''] = group;
    if (!asked.has(first)) continue;
    const choice = all || sent.one(choiceName(first));
    if (choice === 'theirs') for (const id of group) answers[id] = ownValue(saved, id);
    else if (choice !== 'mine') open.push(...group);
  }
  const given = Object.entries(answers).filter((each): each is [string, Json] => each[1] !== undefined);
  return { answers: Object.fromEntries(given), open };
}
