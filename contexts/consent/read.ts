/** The answers of a form as what commands take. The form engine has checked the shape of each. */
import type { Answers } from '../../platform/forms/definition.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import type { Json } from '../../platform/pure/json.ts';
import { parseDate } from '../../platform/pure/time.ts';
import { type WeekDay, weekDays } from './contact/safe-contact.ts';
import type { OutsideCopy } from './copies/outside-copy.ts';
import type { Party, Sharing, Told } from './model.ts';
import type { OverrideAsked, Verdict } from './overrides.ts';
import type { ContactSaid } from './contact/record.ts';
import type { Answer } from './rules.ts';
import type { Answered } from './tasks/returned.ts';

type Given = Answers[string];

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const some = (value: Json | undefined): string | undefined => textOf(value) || undefined;
const listOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

const toldWith = [
  'language',
  'interpreter',
  'witness',
  'competence',
  'guardian',
  'assessedBy',
  'decision',
  'decidedBy',
  'safeguarding',
] as const;

const sharingIn = (given: Given, teams: readonly Party[]): Sharing => ({
  purpose: textOf(given['purpose']),
  recipient: textOf(given['recipient']),
  party: teams.find(({ id }) => id === given['party']),
  // Among the options of the form, which are classes.
  classes: listOf(given['classes']) as readonly DataClass[],
});

export const answerIn = (given: Given, teams: readonly Party[]): Answer => ({
  ...sharingIn(given, teams),
  answer: given['answer'] === 'given' ? 'given' : 'refused',
  way: textOf(given['way']),
  decider: textOf(given['decider']),
  expiresOn: parseDate(textOf(given['expiresOn'])),
  told: toldIn(given),
});

/** How somebody agreed, and until when, of a form that asks it under the names that are asked here. */
export const howIn = (
  given: Given,
): Pick<Answer, 'expiresOn' | 'told'> & Readonly<Record<'way' | 'decider', string | undefined>> => ({
  way: some(given['way']),
  decider: some(given['decider']),
  expiresOn: parseDate(textOf(given['expiresOn'])),
  told: toldIn(given),
});

const toldIn = (given: Given): Told =>
  Object.fromEntries(
    toldWith.flatMap(name => (some(given[name]) ? [[name, textOf(given[name])] as const] : [])),
  );

export const overrideIn = (given: Given, teams: readonly Party[]): OverrideAsked => ({
  ...sharingIn(given, teams),
  ground: textOf(given['ground']),
  reasons: textOf(given['reasons']),
  atOnce: given['atOnce'] === true,
});

export const verdictIn = (given: Given): Verdict => ({
  agrees: given['agrees'] === 'agree',
  reasons: textOf(given['reasons']),
});

export const holdIn = (given: Given) => ({
  party: textOf(given['party']),
  ground: textOf(given['ground']),
  reasons: textOf(given['reasons']),
});

export const returnedIn = (given: Given): Answered => ({
  done: textOf(given['done']),
  // Among the options of the form, which are classes.
  classes: listOf(given['classes']) as readonly DataClass[],
  ground: some(given['ground']),
});

export const handOverIn = (given: Given): OutsideCopy => ({
  name: textOf(given['name']),
  organisation: textOf(given['organisation']),
  // Among the options of the form, which are classes.
  classes: listOf(given['classes']) as readonly DataClass[],
  words: textOf(given['words']),
});

/** Silence is no answer: it is shown as not said, and nothing is safe by it. */
const yesOrNo = (value: Json | undefined): boolean | undefined =>
  value === 'yes' ? true : value === 'no' ? false : undefined;

export function contactIn(given: Given): ContactSaid {
  const days = listOf(given['days']);
  return {
    channel: textOf(given['channel']),
    address: some(given['phone']) ?? some(given['email']) ?? some(given['address']) ?? some(given['through']),
    days: weekDays.filter((day): day is WeekDay => days.includes(day)),
    from: some(given['from']),
    to: some(given['to']),
    codeWord: some(given['codeWord']),
    sharedWith: some(given['sharedWith']),
    voicemail: yesOrNo(given['voicemail']),
    letters: yesOrNo(given['letters']),
    language: some(given['language']),
    interpreter: some(given['interpreter']),
    note: some(given['note']),
    fallback:
      given['fallback'] === 'somebody'
        ? { name: textOf(given['fallbackName']), how: textOf(given['fallbackHow']) }
        : undefined,
    expiresOn: parseDate(textOf(given['expiresOn'])),
  };
}
