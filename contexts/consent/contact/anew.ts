import { isDeepStrictEqual } from 'node:util';
import type { Answers } from '../../../platform/forms/definition.ts';
import type { Entry, StoredEntry } from '../../../platform/ledger/entry.ts';
import { firstContact } from './first-contact.ts';
import { foldConsent } from '../model.ts';
import type { Given } from '../rules.ts';

/**
 * What a correction of the referral's answers does to the safe contact. `follows`: it is recorded anew out of them.
 * `outdated`: it was recorded apart since, with more than the form asks, or the answers do not suffice, so somebody has
 * to say anew how it is safe; until then the old one counts no longer. `untouched`: the answers are about something else.
 */
export type ContactAnew =
  | { readonly is: 'untouched' }
  | { readonly is: 'outdated' }
  | { readonly is: 'follows'; readonly entry: Entry };

export function contactAnew(
  entries: readonly StoredEntry[],
  {
    step,
    before,
    after,
    said,
  }: {
    readonly step: string;
    readonly before: Answers;
    readonly after: Answers;
    /** The questions of the step that this correction answers; what it leaves as it was, it does not answer. */
    readonly said: readonly string[];
  },
  team: string,
  given: Given,
): ContactAnew {
  const { firstContact: terms } = given.pack.consent;
  const speaks = [terms?.language, terms?.interpreter].some(path => path?.split('.')[0] === step);
  if (terms?.step !== step && !speaks) return { is: 'untouched' };
  const { contact } = foldConsent(entries);
  const now = firstContact(after, team, given);
  const isOnlySpoken = terms?.step !== step;
  // Nothing that the contact is made of changed, or there is none whose language it could be.
  if (isOnlySpoken && (!contact || isAlike(now, firstContact(before, team, given))))
    return { is: 'untouched' };
  if (!now.ok || !now.value) return { is: 'outdated' };
  if (!contact) return { is: 'follows', entry: now.value };
  const first = firstContact(before, team, given);
  // Days, hours or a word that somebody recorded since would be lost, and nothing is safe that was not said.
  const isOfTheForm =
    first.ok && isDeepStrictEqual(first.value?.payload.contact, { ...contact.entry.payload.contact });
  const unasked = howItIsSafe.filter(
    field =>
      after[step]?.[field] !== undefined && isDeepStrictEqual(after[step][field], before[step]?.[field]),
  );
  const isCarriedOver =
    first.ok && !isSameAddress(first.value, now.value) && unasked.some(field => !said.includes(field));
  if (isOfTheForm && !isCarriedOver) return { is: 'follows', entry: now.value };
  // Whoever recorded another since said there in which language.
  return isOnlySpoken ? { is: 'untouched' } : { is: 'outdated' };
}

/** What is said of one number or address, and of no other: of another nobody was asked. */
const howItIsSafe = ['days', 'from', 'to', 'voicemail', 'letters', 'sharedWith', 'codeWord'];

const isSameAddress = (one: Entry | undefined, other: Entry): boolean =>
  ['channel', 'address'].every(name => one?.payload.contact?.[name] === other.payload.contact?.[name]);

type First = ReturnType<typeof firstContact>;
const isAlike = (one: First, other: First): boolean =>
  one.ok && other.ok && isDeepStrictEqual(one.value?.payload, other.value?.payload);
