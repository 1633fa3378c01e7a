import type { Purpose } from '../../platform/pure/classes.ts';

/** Where signed-in people begin. */
export const home = '/home';

/**
 * Where to go after signing in: a page of ours, or the beginning. Printable ASCII alone, since browsers drop tabs and
 * line ends before they read an address; `//host` and `/\host` are other sites to them.
 */
export function localPath(asked: string | undefined): string {
  const isOurs =
    asked !== undefined && /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(asked) && asked.length <= 2_000;
  return isOurs && !/^\/(sign-in|sign-out|signed-out)\b/.test(asked) ? asked : home;
}

/** Of the positions that somebody holds, those in which the provider lets them act; all, where it has no say in it. */
export const inRoles = <P extends { readonly role: string }>(
  positions: readonly P[],
  roles: readonly string[] | null,
): readonly P[] => positions.filter(({ role }) => roles === null || roles.includes(role));

/** What there is to do here, in the order of a case. Policy says who may; words are `home.<name>` and `home.<name>.text`. */
export const doings = [
  { name: 'signs', action: 'signs:screen', href: '/signs' },
  { name: 'refer', action: 'referral:start', href: '/referrals' },
  { name: 'referrals', action: 'referral:list', href: '/referrals' },
  { name: 'requests', action: 'request:list', href: '/requests' },
  { name: 'queue', action: 'queue:view', href: '/queue' },
  { name: 'search', action: 'case:search', href: '/search' },
  { name: 'team', action: 'team:view', href: '/team' },
  { name: 'duty', action: 'duty:view', href: '/duty' },
  { name: 'people', action: 'people:view', href: '/people' },
  { name: 'registrations', action: 'registrations:view', href: '/registrations' },
  { name: 'glass', action: 'glass:open', href: '/glass' },
  { name: 'openings', action: 'glass:list', href: '/openings' },
  { name: 'trail', action: 'trail:list', href: '/trail' },
] as const;
export type Doing = (typeof doings)[number];

/** Those who come first in a case stand first; those who may do nothing here, last. */
export const rank = (may: (action: string) => boolean): number => {
  const first = doings.findIndex(({ action }) => may(action));
  return first === -1 ? doings.length : first;
};

export const permitted = (may: (action: string) => boolean): readonly Doing[] =>
  doings.filter(({ action }) => may(action));

/** Why somebody finds nothing here: a wall that no role opens, or a role without a page. */
export const whyNothing = (purpose: Purpose): 'wall' | 'no-page' =>
  purpose === 'immigration-control' ? 'wall' : 'no-page';
