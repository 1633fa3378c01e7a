import { samplePack } from '../../../../platform/forms/sample.ts';
import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { startView } from '../start-view.ts';

/** Whom somebody who may not refer turns to first, and how they ask one who may. */
export interface StartView extends PageView {
  readonly danger: Components['govukWarningText'];
  readonly firstHeading: string;
  readonly first: string;
  /** Where they work, and whom they turn to there. */
  readonly settings: readonly { readonly name: string; readonly who: string }[];
  /** Where those may be part of it. */
  readonly involved: string;
  readonly nationsHeading: string;
  readonly nations: readonly {
    readonly name: string;
    readonly numbers: Components['govukSummaryList'];
  }[];
  readonly advice: { readonly href: string; readonly text: string };
  readonly askHeading: string;
  readonly ask: readonly string[];
  readonly start: {
    readonly text: string;
    readonly tokens: { readonly csrf: string; readonly key: string };
  };
}

/** Of a country that does not exist. */
const own: Readonly<Record<string, string>> = {
  'nation.N1': 'Northland',
  'nation.N1.contact.helpline': 'Helpline of Northland',
  'asking-setting.school': 'A school',
  'asking-setting.school.who': 'The head teacher.',
};
const pack = {
  ...samplePack,
  nations: [
    {
      code: 'N1',
      calendar: 'one',
      emergency: '555',
      contacts: [{ id: 'helpline', phone: '0123 456 789', hours: '24h' }],
    },
  ],
  consent: {
    ...samplePack.consent,
    handOver: {
      prefix: 'HND',
      purpose: 'help',
      recipient: 'helper',
      child: 'danger',
      reasons: [],
      declines: [],
      requests: { prefix: 'ASK', form: 'asking', reason: { code: 'none', source: [] }, settings: ['school'] },
    },
  },
};
const speaking =
  (words: Words): Words =>
  (id, values) =>
    own[id] ?? words(id, values);

export const page = definePage<StartView>({
  name: 'referrals/request-start',
  template: 'contexts/referrals/asking/pages/start.njk',
  examples: {
    'one nation': words =>
      startView(
        { pack, language: words('form.language') === 'cy' ? 'cy' : 'en' },
        {
          words: speaking(words),
          tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
        },
      ),
  },
});
