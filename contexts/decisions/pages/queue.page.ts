import type { Speaking } from '../../../platform/forms/wording.ts';
import { type PlainDate, Temporal } from '../../../platform/pure/time.ts';
import { formatDate } from '../../../platform/text/format.ts';
import type { TableOptions } from '../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../platform/views/page.ts';
import { html } from '../../../platform/views/safe-html.ts';
import { type QueuePage, type QueueRow, queueViews, type QueueView } from '../queries.ts';
import { exampleSpeaking, exampleToday, exampleTokens, queueOf } from './examples.ts';
import { aimInWords, type Link, nationInWords, treatedAsInWords, urgencyInWords } from './showing.ts';
import type { FormTokens } from '../../../platform/http/route.ts';
import { type SearchBox, searchBox } from './search.page.ts';

export interface QueueShown extends PageView {
  readonly search: SearchBox;
  readonly viewsLabel: string;
  readonly views: readonly (Link & { readonly isCurrent: boolean })[];
  readonly heading: string;
  /** How many of how many, and in which order; said instead where there are none. */
  readonly count: string;
  readonly table: TableOptions | undefined;
  readonly onward: readonly Link[];
}

export function queueView(
  {
    view,
    page,
    isFirst,
    isUrgentOnly = false,
    unreachable = new Set(),
  }: {
    readonly view: QueueView;
    readonly page: QueuePage;
    readonly isFirst: boolean;
    readonly isUrgentOnly?: boolean;
    /** The ids of those whom no way of reaching is safe. */
    readonly unreachable?: ReadonlySet<string>;
  },
  speaking: Speaking,
  today: PlainDate,
  tokens: FormTokens,
): QueueShown {
  const { words } = speaking;
  const heading = words(`decisions.queue.${view}`);
  const here = isUrgentOnly ? `${hrefOf(view)}&only=urgent` : hrefOf(view);
  return {
    title: words('decisions.queue.title'),
    search: searchBox('', speaking, tokens, { classes: 'govuk-button--secondary' }),
    viewsLabel: words('decisions.queue.views'),
    views: queueViews.map(each => ({
      href: hrefOf(each),
      text: words(`decisions.queue.${each}`),
      isCurrent: each === view,
    })),
    heading,
    count: countInWords(view, page, speaking),
    table:
      page.rows.length === 0
        ? undefined
        : tableOf(view, { rows: page.rows, unreachable }, speaking, today, heading),
    onward: [
      ...(isClosed(view)
        ? []
        : [
            isUrgentOnly
              ? { href: hrefOf(view), text: words('decisions.queue.all') }
              : { href: `${hrefOf(view)}&only=urgent`, text: words('decisions.queue.only-urgent') },
          ]),
      ...(isFirst ? [] : [{ href: here, text: words('decisions.queue.first') }]),
      ...(page.next ? [{ href: `${here}&after=${page.next}`, text: words('decisions.queue.next') }] : []),
    ],
  };
}

/** Nothing is counted towards an aim any more. */
const isClosed = (view: QueueView): boolean => view === 'decided' || view === 'withdrawn';

const hrefOf = (view: QueueView): string => `/queue?view=${view}`;

function countInWords(view: QueueView, { rows, count, hasMore }: QueuePage, { words }: Speaking): string {
  if (rows.length === 0) return words(`decisions.queue.none.${view}`);
  const order = words(isClosed(view) ? 'decisions.queue.latest-first' : 'decisions.queue.soonest-first');
  const values = { shown: rows.length, count, order };
  return words(hasMore ? 'decisions.queue.count-more' : 'decisions.queue.count', values);
}

const columns = ['reference', 'treated-as', 'nation', 'received', 'aim', 'with'];

function tableOf(
  view: QueueView,
  { rows, unreachable }: { readonly rows: readonly QueueRow[]; readonly unreachable: ReadonlySet<string> },
  speaking: Speaking,
  today: PlainDate,
  caption: string,
): TableOptions {
  const { words } = speaking;
  const labels = columns.map(name => words(`decisions.queue.column.${name}`));
  return {
    classes: 'nrm-stacking',
    caption,
    captionClasses: 'govuk-visually-hidden',
    firstCellIsHeader: true,
    head: labels.map((text, place) => ({
      text,
      ...(place === 0 && { classes: 'govuk-!-width-one-quarter' }),
    })),
    rows: rows.map(each => {
      const received = dayOf(each.receivedAt, speaking);
      const aim = aimInWords(
        {
          ...each,
          receivedOn: received.toString(),
          isDecided: isClosed(view),
          isWithdrawn: view === 'withdrawn',
        },
        speaking,
        today,
      );
      return [
        { html: referenceCell(each, unreachable.has(each.recordId), speaking) },
        { text: treatedAsInWords(each.treatedAs, speaking) },
        { text: nationInWords(each.nation, speaking) },
        { text: formatDate(received, speaking.language) },
        { html: aimCell(aim) },
        { text: each.allocatedName ?? words('decisions.queue.nobody') },
      ].map((cell, place) => ({ ...cell, attributes: { 'data-label': labels[place] ?? '' } }));
    }),
  };
}

/** What cannot wait is told in words beside the reference, not by colour alone. */
function referenceCell(
  { reference, urgency }: QueueRow,
  isUnreachable: boolean,
  { words, ...speaking }: Speaking,
) {
  const link = html`<a class="govuk-link nrm-code" href="/cases/${reference}">${reference}</a>`;
  const loud = [
    ...(isUnreachable ? [words('decisions.queue.no-safe-way')] : []),
    ...(urgency.length > 0
      ? [words('decisions.queue.urgent', { what: urgencyInWords(urgency, { words, ...speaking }) })]
      : []),
  ];
  if (loud.length === 0) return link;
  return html`<span>${link}${loud.map(text => html`<br><strong>${text}</strong>`)}</span>`;
}

/** A passed aim is told in words and weight, not by colour. In one element, which stands beside its label on a phone. */
function aimCell({ date, distance, hasPassed }: ReturnType<typeof aimInWords>) {
  if (distance === undefined) return html`${date}`;
  return hasPassed
    ? html`<span>${date}<br><strong>${distance}</strong></span>`
    : html`<span>${date}<br><span class="govuk-hint govuk-!-margin-bottom-0">${distance}</span></span>`;
}

const dayOf = (at: Date, { pack }: Speaking): PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(pack.timeZone).toPlainDate();

export const page = definePage<QueueShown>({
  name: 'decisions/queue',
  template: 'contexts/decisions/pages/queue.njk',
  examples: {
    empty: words =>
      queueView(
        { view: 'mine', page: queueOf(0), isFirst: true },
        exampleSpeaking(words),
        exampleToday,
        exampleTokens,
      ),
    'some, with passed aims': words =>
      queueView(
        { view: 'unallocated', page: queueOf(6, { nobody: true }), isFirst: true },
        exampleSpeaking(words),
        exampleToday,
        exampleTokens,
      ),
    'one whom no way of reaching is safe': words => {
      const page = queueOf(2);
      return queueView(
        { view: 'mine', page, isFirst: true, unreachable: new Set([page.rows[0]?.recordId ?? '']) },
        exampleSpeaking(words),
        exampleToday,
        exampleTokens,
      );
    },
    'the first of many': words =>
      queueView(
        { view: 'allocated', page: queueOf(312), isFirst: true },
        exampleSpeaking(words),
        exampleToday,
        exampleTokens,
      ),
    'more than can be counted, further on': words =>
      queueView(
        { view: 'second-reading', page: queueOf(4000), isFirst: false },
        exampleSpeaking(words),
        exampleToday,
        exampleTokens,
      ),
    decided: words =>
      queueView(
        { view: 'decided', page: queueOf(3), isFirst: true },
        exampleSpeaking(words),
        exampleToday,
        exampleTokens,
      ),
    withdrawn: words =>
      queueView(
        { view: 'withdrawn', page: queueOf(2), isFirst: true },
        exampleSpeaking(words),
        exampleToday,
        exampleTokens,
      ),
  },
});
