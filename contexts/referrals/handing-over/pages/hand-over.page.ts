import type { SummarySection } from '../../../../platform/forms/summary.ts';
import type { Components, RadiosOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';

interface ToSend {
  readonly action: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly text: string;
}

/** A draft that one team asks another to take over: where it stands, and what the other may see of the person. */
export interface HandOverView extends PageView {
  readonly reference: string;
  readonly facts: Components['govukSummaryList'];
  readonly next: string;
  readonly sharedHeading: string | undefined;
  /** Why nothing of the person is shown. */
  readonly notShown: string | undefined;
  readonly sections: readonly SummarySection[];
  readonly accept: (ToSend & { readonly seen: string; readonly hint: string }) | undefined;
  readonly decline: (ToSend & { readonly heading: string; readonly reasons: RadiosOptions }) | undefined;
  readonly takeBack: ToSend | undefined;
}

const tokens = { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' };
const reference = 'HND-7KBC-9QXD-R4T';

function example(
  words: Words,
  side: 'asked-us' | 'we-asked',
  stage: string,
  { isShown = false, hasFault = false } = {},
): HandOverView {
  const row = (name: string, text: string) => ({
    key: { text: words(`hand-over.${name}`) },
    value: { text },
  });
  const at = (rest: string) => `/hand-overs/${reference}/${rest}`;
  const isOpen = stage === 'asked';
  const error = words('hand-over.error.decline-reason');
  return {
    title: words('hand-over.title'),
    back: { href: '/referrals', text: words('referrals.back') },
    errors: hasFault ? [{ text: error, href: '#reason' }] : [],
    reference,
    facts: {
      rows: [
        row('state', words(`hand-over.state.${side}.${stage}`)),
        row('from', 'Ada Example, Example Police'),
        row('to', 'Example Trust, Outreach'),
        row('urgency', words('urgency.none')),
      ],
    },
    next: words(`hand-over.next.${side}.${stage}`),
    sharedHeading: side === 'asked-us' && isOpen ? words('hand-over.shared') : undefined,
    notShown: side === 'asked-us' && isOpen && !isShown ? words('hand-over.not-agreed') : undefined,
    sections: isShown
      ? [
          {
            title: words('hand-over.shared'),
            list: { rows: [{ key: { text: words('hand-over.from') }, value: { text: 'Testina' } }] },
          },
        ]
      : [],
    accept:
      side === 'asked-us' && isOpen
        ? {
            action: at('accept'),
            tokens,
            seen: '2026-11-23T09:00:00.000Z',
            hint: words(isShown ? 'hand-over.accept.hint' : 'hand-over.accept.hint-nothing'),
            text: words('hand-over.accept'),
          }
        : undefined,
    decline:
      side === 'asked-us' && isOpen
        ? {
            action: at('decline'),
            tokens,
            heading: words('hand-over.decline.heading'),
            reasons: {
              idPrefix: 'reason',
              name: 'reason',
              fieldset: { legend: { text: words('hand-over.decline.reason') } },
              errorMessage: hasFault
                ? { text: error, visuallyHiddenText: words('form.error-prefix') }
                : undefined,
              items: [{ value: 'full', text: 'They have nobody' }],
            },
            text: words('hand-over.decline'),
          }
        : undefined,
    takeBack:
      side === 'we-asked' && isOpen
        ? { action: at('take-back'), tokens, text: words('hand-over.take-back') }
        : undefined,
  };
}

export const page = definePage<HandOverView>({
  name: 'referrals/hand-over',
  template: 'contexts/referrals/handing-over/pages/hand-over.njk',
  said: [
    'hand-over.said.asked',
    'hand-over.said.closed',
    'hand-over.said.declined',
    'hand-over.said.taken-back',
  ],
  examples: {
    'we are asked, and the person agreed': words => example(words, 'asked-us', 'asked', { isShown: true }),
    'we are asked, and nothing is shown': words => example(words, 'asked-us', 'asked'),
    'no reason to decline was chosen': words =>
      example(words, 'asked-us', 'asked', { isShown: true, hasFault: true }),
    'we took it over': words => example(words, 'asked-us', 'accepted'),
    'we declined': words => example(words, 'asked-us', 'declined'),
    'it was taken back from us': words => example(words, 'asked-us', 'taken-back'),
    'we asked': words => example(words, 'we-asked', 'asked'),
    'they took it over': words => example(words, 'we-asked', 'accepted'),
    'they declined': words => example(words, 'we-asked', 'declined'),
    'we took it back': words => example(words, 'we-asked', 'taken-back'),
  },
});
