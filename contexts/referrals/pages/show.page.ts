import type { Components } from '../../../platform/views/components.generated.ts';
import type { ConsentNotice } from '../../consent/public.ts';
import type { ProtectionView } from '../draft/protection.ts';
import { exampleProtection } from '../draft/pages/protection-example.ts';
import { definePage, type PageView, type Words } from '../../../platform/views/page.ts';

/** What the responder may know of a referral: where it stands, the aim, and the outcome once there is one. */
export interface ShowView extends PageView {
  /** A green panel at once after sending. */
  readonly sent: Components['govukPanel'] | undefined;
  readonly heading: string | undefined;
  readonly facts: Components['govukSummaryList'];
  /** What must be said loudly of safe contact, and where consents are kept. */
  readonly consents: ConsentNotice;
  /** What has to be done to protect a child, whatever is decided. */
  readonly protection: ProtectionView | undefined;
  /** Of a draft: who else is in it. */
  readonly notes: readonly string[];
  /** Of a draft that is about to be put away, or was: it stands again as if it were new. */
  readonly keep:
    | {
        readonly action: string;
        readonly text: string;
        readonly tokens: { readonly csrf: string; readonly key: string };
      }
    | undefined;
  readonly nextHeading: string;
  readonly next: readonly string[];
  readonly resume: { readonly href: string; readonly text: string } | undefined;
  /** To read what a draft holds, whoever began it. */
  readonly soFar: { readonly href: string; readonly text: string } | undefined;
  /** At once after sending: people are often met together. */
  readonly another:
    | { readonly text: string; readonly tokens: { readonly csrf: string; readonly key: string } }
    | undefined;
  /** That an address is sealed, and who may open it; never to be read here. */
  readonly sealed: string | undefined;
  /** To give what is sealed anew. */
  readonly giveAgain: readonly { readonly href: string; readonly text: string }[];
  /** Answers that may be said anew, step by step; behind a summary, since few are. */
  readonly correct:
    | {
        readonly summary: string;
        readonly intro: string;
        readonly links: readonly { readonly href: string; readonly text: string }[];
        /** Steps that were left out when it was sent. */
        readonly add: {
          readonly heading: string;
          readonly intro: string;
          readonly links: readonly { readonly href: string; readonly text: string }[];
        };
        /** Steps of several of a kind, and of signs: one more of each. */
        readonly more: {
          readonly heading: string;
          readonly intro: string;
          readonly links: readonly { readonly href: string; readonly text: string }[];
        };
      }
    | undefined;
  readonly messages: { readonly href: string; readonly text: string } | undefined;
  /** Last: it ends the work on the case. */
  readonly withdraw: { readonly href: string; readonly text: string } | undefined;
  /** What the viewer holds of it, to read. */
  readonly read: { readonly href: string; readonly text: string } | undefined;
  /** What may be taken along of it. */
  readonly copies: readonly { readonly href: string; readonly text: string }[];
  /** Its files: to add to them, also after it was sent. */
  readonly evidence: { readonly href: string; readonly text: string } | undefined;
  /** To refer somebody else who was in the same situation; what they share is copied. */
  readonly sameSituation:
    | {
        readonly text: string;
        readonly hint: string;
        readonly action: string;
        readonly tokens: { readonly csrf: string; readonly key: string };
      }
    | undefined;
  /** Of a draft: to ask another team to refer, or where that stands. */
  readonly handOver: { readonly href: string; readonly text: string } | undefined;
  readonly list: { readonly href: string; readonly text: string };
}

const reference = 'NRM-7KBC-9QXD-R4T';

const example = (
  words: Words,
  state: 'draft' | 'ended' | 'submitted' | 'withdrawn' | 'positive' | 'negative',
  isNew = false,
  warned = false,
): ShowView => ({
  title: words('referrals.show.title'),
  sent: isNew
    ? { titleText: words('referrals.sent.title'), text: words('referrals.sent.reference', { reference }) }
    : undefined,
  heading: isNew ? undefined : words('referrals.show.heading', { reference }),
  facts: {
    rows: [
      { key: { text: words('referrals.show.reference') }, value: { text: reference } },
      { key: { text: words('referrals.show.stage') }, value: { text: words(`referrals.outcome.${state}`) } },
    ],
  },
  consents: {
    warnings: warned
      ? [{ text: words('consent.warning.no-safe-fallback'), iconFallbackText: words('consent.warning') }]
      : [],
    link: { href: `/consents/${reference}`, text: words('consent.link') },
  },
  protection: state === 'submitted' ? exampleProtection(words) : undefined,
  notes: state === 'draft' ? [words('form.others-here', { names: 'Bethan Lloyd', count: 1 })] : [],
  keep:
    state === 'draft'
      ? {
          action: `/referrals/${reference}/keep`,
          text: words('referrals.keeping.keep'),
          tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
        }
      : undefined,
  nextHeading: words('referrals.show.next'),
  next: [words(`referrals.next.${state}`, { days: 5, unit: 'working' })],
  resume:
    state === 'draft'
      ? { href: `/referrals/${reference}/check`, text: words('referrals.show.resume') }
      : undefined,
  soFar:
    state === 'draft'
      ? { href: `/referrals/${reference}/check`, text: words('referrals.show.so-far') }
      : undefined,
  another: isNew
    ? {
        text: words('referrals.sent.another'),
        tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
      }
    : undefined,
  sealed: state === 'submitted' ? words('referrals.show.sealed') : undefined,
  giveAgain:
    state === 'submitted'
      ? [{ href: `/referrals/${reference}/sealed/place`, text: words('referrals.show.give-again') }]
      : [],
  messages:
    state === 'submitted'
      ? { href: `/messages/${reference}`, text: words('referrals.messages.waiting', { count: 2 }) }
      : undefined,
  correct:
    state === 'submitted'
      ? {
          summary: words('referrals.correct.summary'),
          intro: words('referrals.correct.intro'),
          links: [
            {
              href: `/referrals/${reference}/correct/person`,
              text: words('form.referral.person.title'),
            },
          ],
          add: {
            heading: words('referrals.add.heading'),
            intro: words('referrals.add.intro'),
            links: [
              {
                href: `/referrals/${reference}/correct/journey`,
                text: words('form.referral.journey.title'),
              },
            ],
          },
          more: {
            heading: words('referrals.more.heading'),
            intro: words('referrals.more.intro'),
            links: [
              {
                href: `/referrals/${reference}/more/vehicles`,
                text: words('form.referral.vehicles.title'),
              },
            ],
          },
        }
      : undefined,
  read:
    state === 'submitted'
      ? { href: `/referrals/${reference}/shared`, text: words('referrals.shared.link') }
      : undefined,
  withdraw:
    state === 'submitted'
      ? { href: `/referrals/${reference}/withdraw`, text: words('referrals.withdraw.link') }
      : undefined,
  copies:
    state === 'submitted' || state === 'positive'
      ? [{ href: `/referrals/${reference}/referral.pdf`, text: words('referrals.copy.pdf') }]
      : [],
  evidence: {
    href: `/referrals/${reference}/evidence`,
    text: words('evidence.link', { count: isNew ? 0 : 2 }),
  },
  sameSituation:
    state === 'submitted'
      ? {
          text: words('referrals.show.same-situation'),
          hint: words('referrals.show.same-situation-hint'),
          action: `/referrals/${reference}/another`,
          tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
        }
      : undefined,
  handOver:
    state === 'draft'
      ? { href: `/referrals/${reference}/hand-over`, text: words('hand-over.ask.link') }
      : undefined,
  list: { href: '/referrals', text: words('referrals.show.list') },
});

export const page = definePage<ShowView>({
  name: 'referrals/show',
  template: 'contexts/referrals/pages/show.njk',
  said: [
    'referrals.said.kept',
    'referrals.said.corrected',
    'referrals.said.corrected-contact',
    'referrals.said.corrected-age',
    'referrals.said.more',
    'referrals.said.draft',
    'referrals.said.ended',
    'referrals.said.protected',
    'referrals.said.withdrawn',
    'referrals.said.taken-over',
  ],
  examples: {
    draft: words => example(words, 'draft'),
    'a draft that was ended': words => example(words, 'ended'),
    sent: words => example(words, 'submitted', true),
    submitted: words => example(words, 'submitted'),
    'nobody is safe to reach them through': words => example(words, 'submitted', false, true),
    positive: words => example(words, 'positive'),
    withdrawn: words => example(words, 'withdrawn'),
    negative: words => example(words, 'negative'),
  },
});
