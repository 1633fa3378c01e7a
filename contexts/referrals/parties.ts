import type { Work } from '../../platform/work.ts';
import { findTakingPart, type TakingPart } from '../organisations/public.ts';
import type { Parties, ReferrerParties } from './model.ts';

/** All teams that take part once this authority decides; undefined where nobody sits as it. */
export async function findParties(work: Work, authority: string): Promise<Parties | undefined> {
  const takingPart = await findTakingPart(work, authority);
  const { decides, watches } = takingPart;
  if (!decides) return undefined;
  return {
    ...referrerOf(work, takingPart),
    authority: decides,
    ...(watches && { 'authority-data-protection': watches }),
  };
}

/** Who refers, and who watches over it: from the first word of a draft on. */
export const referrerOf = (work: Work, { watchesReferrer }: TakingPart): ReferrerParties => ({
  referrer: work.viewer.team.id,
  ...(watchesReferrer && { 'referrer-data-protection': watchesReferrer }),
});
