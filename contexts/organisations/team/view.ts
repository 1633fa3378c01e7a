import { firstRespondersOn } from '../../../platform/pack/first-responders.ts';
import type { Asked } from '../../../platform/http/route.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { Work } from '../../../platform/work.ts';
import type { TeamView } from './pages/team.page.ts';

interface Taken {
  readonly takes: boolean;
  readonly firstResponder: string | undefined;
}
type Showing = Pick<Work, 'today'> & {
  readonly pack: Pick<Pack, 'firstResponders'>;
  readonly viewer: { readonly team: { readonly name: string } };
};

/** Those alone who may refer today refer in somebody's place. */
export const mayTakeHandOvers = (
  { pack, today }: Pick<Showing, 'pack' | 'today'>,
  { firstResponder }: Taken,
): boolean => firstResponder !== undefined && firstRespondersOn(pack, today).includes(firstResponder);

export function teamView(
  showing: Showing,
  { words, tokens, may }: Pick<Asked<string>, 'words' | 'tokens' | 'may'>,
  taken: Taken,
): TeamView {
  const mayTake = mayTakeHandOvers(showing, taken);
  const standing = !mayTake ? 'not-a-first-responder' : taken.takes ? 'taken' : 'not-taken';
  return {
    title: words('team.title'),
    team: words('duty.team', { team: showing.viewer.team.name }),
    intro: words('team.intro'),
    standing: words(`team.${standing}`),
    change:
      may('team:set') && (mayTake || taken.takes)
        ? {
            takes: taken.takes ? 'no' : 'yes',
            text: words(taken.takes ? 'team.stop' : 'team.start'),
            tokens,
          }
        : undefined,
  };
}
