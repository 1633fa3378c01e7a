/**
 * Kinds of personal data that are held, granted and erased apart from each other (design.md, Seeing and doing).
 * `reasoning` and `trail` are ours: see docs/decisions/0004-data-classes.md.
 */
export const dataClasses = [
  'process', // dates, states, parties
  'identity', // who the person is
  'account', // what happened, in the person's or the responder's words
  'contact', // how it is safe to reach the person
  'location', // where the person is
  'health',
  'immigration',
  'support',
  'intelligence',
  'third-party', // suspects, relatives, others named
  'reasoning', // the authority's heads, evidence weighed, drafts and reasons
  'trail', // who saw what
] as const;
export type DataClass = (typeof dataClasses)[number];

/** Classes that carry a payload in the ledger; `trail` is the sight entries themselves. */
export type PayloadClass = Exclude<DataClass, 'trail'>;
export const payloadClasses = dataClasses.filter((name): name is PayloadClass => name !== 'trail');

/** What a party acts for. The wall stands around `immigration-control` (design.md). */
export const purposes = [
  'referral',
  'asking', // somebody who may not refer, and asks one who may
  'identification-decision',
  'accountability',
  'administration',
  'immigration-control',
] as const;
export type Purpose = (typeof purposes)[number];
