/**
 * How somebody agreed while nothing is sent yet, in codes alone: the ledger forgets nothing, and whoever may still refuse
 * to be identified must not stand in it, nor who interpreted, nor who was there. Which language it was is asked of the
 * person elsewhere, as what says who they are; here it is whether it was theirs.
 */
export const howAgreed = {
  language: ['their-own', 'another'],
  interpreter: ['nobody', 'professional', 'somebody-else'],
  witness: ['nobody', 'somebody'],
} as const;
export const howAgreedNames = Object.keys(howAgreed) as readonly HowAgreedName[];
export type HowAgreedName = keyof typeof howAgreed;
export type HowAgreed = { readonly [Name in HowAgreedName]?: (typeof howAgreed)[Name][number] };

/** Of what was sent, or stands in the ledger: the codes that there are, and nothing else. */
export const howAgreedIn = (said: Readonly<Record<string, unknown>>): HowAgreed =>
  Object.fromEntries(
    howAgreedNames.flatMap(name => {
      const code = howAgreed[name].find(each => each === said[name]);
      return code === undefined ? [] : [[name, code]];
    }),
  );
