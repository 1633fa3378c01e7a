/** Which kinds of recipient teams are: nothing is shared with a team as what it is not. */
import { recipientKinds } from '../../platform/pack/recipient-kinds.ts';
import type { Purpose } from '../../platform/pure/classes.ts';
import type { Work } from '../../platform/work.ts';
import { findRegistered, listTeamsActing } from '../organisations/public.ts';
import type { Party } from './model.ts';

export const kindsOfTeam = async (work: Work, teamId: string): Promise<readonly string[]> =>
  recipientKinds(work.pack, await findRegistered(work, teamId), work.today);

/** A team with which something can be shared: as what, and for which purposes, by their codes. */
interface Offered extends Party {
  readonly kinds: readonly string[];
  readonly purposes: readonly string[];
}

/** The teams with which something can be shared: of a kind to which a purpose of the pack lets it, and that act for that. */
export async function listTeamsToShareWith(work: Work): Promise<readonly Offered[]> {
  const { purposes, recipients } = work.pack.consent;
  const teams = await listTeamsActing(work, [...new Set<Purpose>(purposes.flatMap(each => each.as))]);
  return teams
    .map(({ registered, ...team }) => {
      const as = purposes.filter(each => each.as.some(purpose => purpose === team.purpose));
      const isFor = (code: string, kind: string) =>
        recipients.some(each => each.code === kind && each.purposes.includes(code));
      const kinds = recipientKinds(work.pack, registered, work.today).filter(kind =>
        as.some(({ code }) => isFor(code, kind)),
      );
      const open = as.map(({ code }) => code).filter(code => kinds.some(kind => isFor(code, kind)));
      return { ...team, kinds, purposes: open };
    })
    .filter(({ kinds }) => kinds.length > 0);
}
