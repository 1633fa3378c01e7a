import type { Components } from '../../../../platform/views/components.generated.ts';
import type { SummarySection } from '../../../../platform/forms/summary.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { html } from '../../../../platform/views/safe-html.ts';

/** A notice before it is sent, and the places of its texts that the responder has to look at. */
export interface NoticeCheckView extends PageView {
  readonly heading: string;
  readonly sections: readonly SummarySection[];
  readonly missingHeading: string;
  readonly missing: readonly { readonly href: string; readonly text: string }[];
  /** Absent while an answer is missing. */
  readonly sending:
    | {
        /** Absent where nothing was found. */
        readonly findings: Components['govukCheckboxes'] | undefined;
        readonly declaration: string;
        readonly action: string;
        /** What this page is made from: it comes back with the sending. */
        readonly base: string;
        readonly tokens: { readonly csrf: string; readonly key: string };
        readonly send: string;
      }
    | undefined;
  readonly agreed: { readonly href: string; readonly text: string };
}

const at = '/referrals/NRM-7KBC-9QXD-R4T';

const example = (words: Words, state: 'clear' | 'found' | 'unread' | 'missing'): NoticeCheckView => ({
  title: words('notices.check.title'),
  back: { href: at, text: words('referrals.back') },
  errors: state === 'unread' ? [{ text: words('notices.error.confirm'), href: '#confirmed' }] : [],
  heading: words('notices.check.title'),
  sections: [],
  missingHeading: words('referrals.check.missing'),
  missing: state === 'missing' ? [{ href: at, text: words('notices.check.title') }] : [],
  sending:
    state === 'missing'
      ? undefined
      : {
          findings: state === 'clear' ? undefined : exampleFindings(words, state === 'unread'),
          declaration: words('notices.check.declaration'),
          action: `${at}/notice/send`,
          base: '1 place:abcdefghijklmnop',
          tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
          send: words('notices.check.send'),
        },
  agreed: { href: `${at}/without-consent`, text: words('notices.check.agreed') },
});

const exampleFindings = (words: Words, isWrong: boolean): Components['govukCheckboxes'] => ({
  idPrefix: 'confirmed',
  name: 'confirmed',
  fieldset: {
    legend: { text: words('notices.check.findings'), classes: 'govuk-fieldset__legend--m' },
  },
  hint: { text: words('notices.check.findings-hint') },
  errorMessage: isWrong
    ? { text: words('notices.error.confirm'), visuallyHiddenText: words('form.error-prefix') }
    : undefined,
  items: [
    {
      value: 'account.statement.5.4',
      html: html`… with <strong>Arta</strong> in the kitchen …`,
      hint: { text: words('notices.finding.name') },
    },
    {
      value: 'account.statement.50.12',
      html: html`… call <strong>020 7946 0018</strong> …`,
      hint: { text: words('notices.finding.phone') },
    },
  ],
});

export const page = definePage<NoticeCheckView>({
  name: 'referrals/notice-check',
  template: 'contexts/referrals/notice/pages/notice-check.njk',
  examples: {
    'nothing found': words => example(words, 'clear'),
    'something found': words => example(words, 'found'),
    'not every place was looked at': words => example(words, 'unread'),
    'an answer is missing': words => example(words, 'missing'),
  },
});
