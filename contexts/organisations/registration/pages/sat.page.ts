import type { ButtonOptions, Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { satView } from '../view.ts';

/** What was asked in somebody's name: they stand for it, or know nothing of it. */
export interface SatView extends PageView {
  readonly intro: string;
  readonly facts: Components['govukSummaryList'];
  readonly csrf: string;
  readonly stand: ButtonOptions;
  readonly disown: ButtonOptions;
}

export const page = definePage<SatView>({
  name: 'organisations/registration-of-mine',
  template: 'contexts/organisations/registration/pages/sat.njk',
  examples: {
    'somebody opened their link': words =>
      satView(
        words,
        {
          registrationId: '00000000-0000-7000-8000-000000000001',
          name: 'Refuge of Northland',
          firstResponder: undefined,
          domain: 'refuge.example',
          about: 'A refuge for whoever needs one.\nhttps://refuge.example',
          isEnded: false,
          isVerified: false,
          own: { name: 'Kim Example', isConfirmed: false },
          people: [
            { name: 'Kim Example', email: 'kim@refuge.example' },
            { name: 'Ash Example', email: 'ash@refuge.example' },
          ],
        },
        'token',
      ),
  },
});
