import type { Speaking } from '../../../platform/forms/wording.ts';
import { type Instant, Temporal } from '../../../platform/pure/time.ts';
import { formatMoment } from '../../../platform/text/format.ts';
import type { Words } from '../../../platform/views/page.ts';
import { html } from '../../../platform/views/safe-html.ts';
import { lastDayOf } from '../showing.ts';
import { type WaitingKind, waitingKinds } from './kinds.ts';
import type { WaitingShown } from './pages/waiting.page.ts';
import type { Waiting } from './queries.ts';

export interface Waits {
  readonly id: string;
  readonly reference: string;
  readonly dueAt: Instant;
}

/** What waits for a team, each kind with how many, and where they stand. */
export const waitingLinks = (counts: Waiting, words: Words) =>
  waitingKinds
    .filter(kind => counts[kind] > 0)
    .map(kind => ({
      href: `/consents/waiting/${kind}`,
      text: words(`consent.waiting.${kind}`, { count: counts[kind] }),
    }));

const at: Readonly<Record<WaitingKind, (waits: Waits) => string>> = {
  review: ({ id }) => `/review/${id}`,
  decide: ({ id }) => `/decide/${id}`,
  'contact-ends': () => '/contact',
  'sharing-ends': () => '',
};

interface Asking {
  readonly kind: WaitingKind;
  readonly rows: readonly Waits[];
  readonly next: { readonly at: string; readonly id: string } | undefined;
  readonly now: Instant;
}

export function waitingView({ kind, rows, next, now }: Asking, speaking: Speaking): WaitingShown {
  const { words } = speaking;
  const title = words(`consent.waiting.${kind}.title`);
  return {
    title,
    back: { href: '/consents', text: words('consent.back-to-waiting') },
    intro: words(`consent.waiting.${kind}.intro`),
    ifNone: words('consent.waiting.nothing'),
    table:
      rows.length === 0
        ? undefined
        : {
            caption: title,
            captionClasses: 'govuk-visually-hidden',
            head: [
              { text: words('consent.waiting.reference') },
              { text: words(`consent.waiting.${kind}.when`) },
            ],
            rows: rows.map(row => [
              {
                html: html`<a class="govuk-link nrm-code" href="/consents/${row.reference}${at[kind](row)}">${row.reference}</a>`,
              },
              { text: whenInWords(kind, row, now, speaking) },
            ]),
          },
    next: next && {
      href: `/consents/waiting/${kind}?${new URLSearchParams({ at: next.at, id: next.id }).toString()}`,
      text: words('consent.waiting.next'),
    },
  };
}

function whenInWords(kind: WaitingKind, { dueAt }: Waits, now: Instant, speaking: Speaking): string {
  const { words, pack, language } = speaking;
  if (kind === 'decide') return formatMoment(dueAt, pack.timeZone, language);
  const day = lastDayOf(dueAt, speaking);
  return Temporal.Instant.compare(dueAt, now) > 0 ? day : words(`consent.waiting.${kind}.over`, { day });
}
