import type { Nation, SignLibrary } from '../../platform/pack/pack.ts';
import type { AgeStatus, Encounter, NoticedSign } from './model.ts';

export type SignGroup = SignLibrary['groups'][number];

export interface Arrangement {
  /** What to look for first, in the order that the pack gives for the setting. */
  readonly first: readonly SignGroup[];
  /** Kinds of exploitation that are rarely met there: shown after the others, so that nothing is out of reach. */
  readonly others: readonly SignGroup[];
  /** What raises the risk and is no sign of exploitation. */
  readonly circumstances: readonly SignGroup[];
}

/** Children's signs are left out only for somebody known to be an adult, and come first for somebody known to be a child. */
export function arrangeGroups(library: SignLibrary, { setting, age }: Encounter): Arrangement {
  const suited = library.groups.filter(group => !(group.childrenOnly && age === 'adult'));
  const order = library.settings.find(({ code }) => code === setting)?.groups ?? [];
  const isFirst = (group: SignGroup) => order.includes(group.code) || group.childrenOnly;
  const rank = (group: SignGroup) =>
    group.childrenOnly && age === 'child'
      ? -1
      : order.includes(group.code)
        ? order.indexOf(group.code)
        : order.length;
  const signs = suited.filter(group => !group.isContext);
  return {
    first: signs.filter(isFirst).toSorted((one, other) => rank(one) - rank(other)),
    others: signs.filter(group => !isFirst(group)),
    circumstances: suited.filter(group => group.isContext),
  };
}

/** The signs that were noticed, apart from the circumstances, each in the library's order. */
export function sortNoticed(library: SignLibrary, noticed: readonly NoticedSign[]) {
  const among = (groups: readonly SignGroup[]) =>
    groups.flatMap(group => group.signs).flatMap(({ code }) => noticed.filter(({ sign }) => sign === code));
  return {
    signs: among(library.groups.filter(group => !group.isContext)),
    circumstances: among(library.groups.filter(group => group.isContext)),
  };
}

/** Somebody who may be a child is treated as one until it is known (rule `age.child` of the pack). */
export const treatAsChild = (age: AgeStatus): boolean => age !== 'adult';

export interface NationContacts {
  readonly nation: string;
  readonly contacts: Nation['contacts'];
}

/** Whom to call in each nation, for somebody of this age. */
export function contactsFor(nations: readonly Nation[], age: AgeStatus): readonly NationContacts[] {
  const wanted = treatAsChild(age) ? 'child' : 'adult';
  return nations.map(({ code, contacts }) => ({
    nation: code,
    contacts: contacts.filter(contact => contact.for === undefined || contact.for === wanted),
  }));
}

/** The emergency numbers of a country's nations, each once. */
export const emergencyNumbers = (nations: readonly Nation[]): readonly string[] => [
  ...new Set(nations.map(({ emergency }) => emergency)),
];
