import type { Expect } from './schema-scenarios.ts';

/** What came out otherwise than a story tells, for somebody who knows the country and no program. */
export function sayOtherwise(what: keyof Expect, label: string, told: unknown, found: unknown): string {
  const none = typeof found === 'string' ? noAnswer[found] : undefined;
  const rules = readFor[what] ?? [];
  const named = rules.length > 0 ? ` (${rules.map(id => `"${id}"`).join(', ')})` : '';
  return none === undefined
    ? `the story tells ${label}: ${say(told)}, and by the rules of the pack it is ${say(found)}`
    : `the story tells ${label}: ${say(told)}, and the pack gives no answer: ${none}${named}`;
}

/** Why there is no answer, by the codes of the core. */
const noAnswer: Readonly<Record<string, string>> = {
  'rule-none': 'on that day no rule for it is in force there',
  'rule-ambiguous': 'on that day two rules for it are in force at once',
  'rule-imprecise': 'the dates of its rule, or the nation of the story, are not precise enough',
  'definition-none': 'on that day no version of definition.yaml is in force',
  'definition-ambiguous': 'on that day two versions of definition.yaml are in force at once',
  'definition-imprecise': 'the dates of definition.yaml are not precise enough',
  'calendar-does-not-cover': 'the calendar of the nation does not reach that far',
  'authority-not-sitting': 'the authority that decides does not sit on that day (authorities.yaml)',
};

const readFor: Partial<Record<keyof Expect, readonly string[]>> = {
  treatedAs: ['age.child'],
  consentNeeded: ['age.child', 'consent.adult', 'consent.child'],
  mustExplain: ['age.child', 'consent.adult', 'consent.child'],
  refusal: ['age.child', 'consent.adult', 'consent.child', 'consent.capacity'],
  dutyToNotify: ['age.child', 'dtn.duty'],
  authority: ['authority.routing'],
  aim: ['rg.target'],
  recoveryUntil: ['recovery.min'],
  secondReader: ['second_check'],
};

const say = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
