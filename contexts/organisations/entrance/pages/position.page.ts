import type { Purpose } from '../../../../platform/pure/classes.ts';
import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { type PositionFacts, positionView } from '../position-view.ts';

export interface PositionView extends PageView {
  readonly action: string;
  readonly csrf: string;
  readonly choices: Components['govukRadios'];
  readonly button: string;
}

const held = (key: string, role: string, purpose: Purpose, organisation: string, ...actions: string[]) => ({
  key,
  may: (action: string) => actions.includes(action),
  position: {
    personId: key,
    name: 'Robin Example',
    email: '',
    role,
    organisation: { id: organisation, name: organisation },
    team: { id: key, name: 'Team of examples' },
    purpose,
  },
});
const facts: PositionFacts = {
  action: '/sign-in/position',
  csrf: 'token',
  current: undefined,
  isMissing: false,
  positions: [
    held(
      'one',
      'caseworker',
      'identification-decision',
      'Authority of Northland',
      'queue:view',
      'case:search',
    ),
    held('two', 'responder', 'referral', 'Council of Northland', 'signs:screen', 'referral:start'),
    held('three', 'administrator', 'administration', 'Council of Northland'),
  ],
};
const example = (words: Words, more: Partial<PositionFacts>): PositionView =>
  positionView(words, { ...facts, ...more });

export const page = definePage<PositionView>({
  name: 'organisations/position',
  template: 'contexts/organisations/entrance/pages/position.njk',
  examples: {
    choosing: words => example(words, {}),
    'nothing-chosen': words => example(words, { isMissing: true }),
    changing: words => example(words, { action: '/session/position', current: 'two' }),
  },
});
