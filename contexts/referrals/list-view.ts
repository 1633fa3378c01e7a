/** The team's drafts and referrals in one list. */
import type { Asked } from '../../platform/http/route.ts';
import { formatDate, formatList, formatMoment } from '../../platform/text/format.ts';
import { html, type SafeHtml } from '../../platform/views/safe-html.ts';
import type { Work } from '../../platform/work.ts';
import { instantOf, keepingInWords, keepingOf } from './draft/keeping.ts';
import { isHandOver } from './handing-over/rules.ts';
import type { ListView } from './pages/list.page.ts';
import type { ReferralRow } from './queries.ts';

type Here = Pick<Asked<string>, 'words' | 'tokens'>;

export function listView(
  work: Work,
  here: Here,
  rows: readonly ReferralRow[],
  next: string | undefined,
  whoIsIn: ReadonlyMap<string, readonly string[]> = new Map(),
  { isPutAway = false, hasPutAway = false } = {},
): ListView {
  const { words, tokens } = here;
  return {
    title: words(isPutAway ? 'referrals.list.put-away' : 'referrals.list.title'),
    intro: words(isPutAway ? 'referrals.list.put-away.intro' : 'referrals.list.intro'),
    other: isPutAway
      ? { href: '/referrals', text: words('referrals.show.list') }
      : hasPutAway
        ? { href: '/referrals?view=put-away', text: words('referrals.list.put-away') }
        : undefined,
    start: { text: words('referrals.list.start'), tokens },
    signs: { href: '/signs', text: words('referrals.list.signs') },
    caption: words('referrals.list.caption'),
    empty: words(isPutAway ? 'referrals.list.put-away.none' : 'referrals.list.none'),
    table:
      rows.length === 0
        ? undefined
        : {
            caption: words('referrals.list.caption'),
            captionClasses: 'govuk-visually-hidden',
            head: ['reference', 'started', 'stage'].map(name => ({ text: words(`referrals.list.${name}`) })),
            rows: rows.map(row => [
              { html: html`<a class="govuk-link" href="${hrefOf(row)}">${row.reference}</a>` },
              { text: formatDate(dayOf(row.openedAt, work), work.language) },
              { html: stageOf(row, whoIsIn.get(row.recordId) ?? [], work, words) },
            ]),
          },
    next:
      next === undefined
        ? undefined
        : {
            href: `/referrals?${isPutAway ? 'view=put-away&' : ''}before=${next}`,
            text: words('referrals.list.next'),
          },
  };
}

const hrefOf = ({ reference, stage }: ReferralRow): string =>
  stage === 'notified'
    ? `/notices/${reference}`
    : isHandOver(stage)
      ? `/hand-overs/${reference}`
      : `/referrals/${reference}`;

/**
 * A colleague tells drafts apart by who saved one last and when. Names of the people referred stay out: the list is
 * read over shoulders, and reading it is not recorded as a sight of anybody.
 */
function stageOf(row: ReferralRow, others: readonly string[], work: Work, words: Here['words']): SafeHtml {
  const stage = words(`referrals.stage.${row.isAskedOfUs && row.stage === 'asked' ? 'asked-us' : row.stage}`);
  const shared = row.isShared
    ? html`<br><span class="govuk-hint">${words('referrals.list.shared')}</span>`
    : html``;
  if (!row.saved) return html`${stage}${shared}`;
  const at = formatMoment(instantOf(row.saved.at), work.pack.timeZone, work.language);
  const saved = words('referrals.list.saved', { by: row.saved.by, at });
  const here =
    others.length === 0
      ? []
      : [html`<br>${words('referrals.list.others-here', { names: formatList(others, work.language) })}`];
  const keeping = keepingInWords(keepingOf(instantOf(row.saved.at), work), work, words);
  const warning = keeping === undefined ? [] : [html`<br><strong>${keeping}</strong>`];
  return html`${stage}${shared}${warning}<br><span class="govuk-hint">${saved}${here}</span>`;
}

const dayOf = (at: Date, work: Work) => instantOf(at).toZonedDateTimeISO(work.pack.timeZone).toPlainDate();
