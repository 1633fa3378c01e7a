import type { TaskListOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';

/** Every section of a draft, with what has to be answered before sending and what may follow. */
export interface SectionsView extends PageView {
  readonly intro: string;
  /** What pages that are asked after another wait for. */
  readonly later: string | undefined;
  /** Who else is in the draft. */
  readonly notes: readonly string[];
  readonly sections: readonly {
    readonly title: string;
    /** Why it is asked at all. */
    readonly why: string | undefined;
    readonly tasks: TaskListOptions;
  }[];
  readonly check: { readonly href: string; readonly text: string };
}

export const page = definePage<SectionsView>({
  name: 'referrals/sections',
  template: 'contexts/referrals/draft/pages/sections.njk',
  examples: {
    'some answered': words => ({
      title: words('referrals.sections.title'),
      back: { href: '/referrals/NRM-7KBC-9QXD-R4T', text: words('referrals.back') },
      intro: words('referrals.sections.enough'),
      later: undefined,
      notes: [],
      sections: [
        {
          title: words('referrals.sections.first'),
          why: undefined,
          tasks: {
            idPrefix: 'section-1',
            items: [
              {
                title: { text: words('referrals.list.title') },
                hint: { text: words('referrals.list.intro') },
                href: '/referrals',
                status: { text: words('referrals.sections.answered') },
              },
            ],
          },
        },
        {
          title: words('referrals.show.title'),
          why: words('referrals.sections.intro'),
          tasks: {
            idPrefix: 'section-2',
            items: [
              {
                title: { text: words('referrals.list.reference') },
                href: '/referrals',
                status: {
                  tag: { text: words('referrals.sections.optional'), classes: 'govuk-tag--grey' },
                },
              },
            ],
          },
        },
      ],
      check: { href: '/referrals/NRM-7KBC-9QXD-R4T/check', text: words('referrals.sections.check') },
    }),
    'consent not asked': words => ({
      title: words('referrals.sections.title'),
      back: { href: '/referrals/NRM-7KBC-9QXD-R4T', text: words('referrals.back') },
      intro: words('referrals.sections.intro'),
      later: words('referrals.sections.later', { first: words('consent.title') }),
      notes: [],
      sections: [
        {
          title: words('referrals.sections.first'),
          why: undefined,
          tasks: {
            idPrefix: 'section-1',
            items: [
              {
                title: { text: words('referrals.list.title') },
                status: {
                  text: words('referrals.sections.not-yet'),
                  classes: 'govuk-task-list__status--cannot-start-yet',
                },
              },
            ],
          },
        },
      ],
      check: { href: '/referrals/NRM-7KBC-9QXD-R4T/check', text: words('referrals.sections.check') },
    }),
  },
});
