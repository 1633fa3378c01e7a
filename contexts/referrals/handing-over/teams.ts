import { firstRespondersOn } from '../../../platform/pack/first-responders.ts';
import type { Work } from '../../../platform/work.ts';
import { listTeamsTakingHandOvers } from '../../organisations/public.ts';

/**
 * Who may be asked to refer in somebody's place: teams that say they take that, of organisations that the pack's list of
 * the day lets refer, in the nation where it is known. Nobody else may be chosen.
 */
export const listTeamsToAsk = (work: Work, nation: string | undefined) =>
  listTeamsTakingHandOvers(work, firstRespondersOn(work.pack, work.today, nation));
