import type { Asked } from '../../../platform/http/route.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { formatDate } from '../../../platform/text/format.ts';
import { html } from '../../../platform/views/safe-html.ts';
import type { TrailListView } from './pages/trail-list.page.ts';
import type { TrailShowView } from './pages/trail-show.page.ts';
import type { WatchedRecord } from '../queries.ts';
import { rowsOf, type Showing } from './rows.ts';

type Here = Pick<Asked<string>, 'words'>;

export interface Searched {
  readonly typed: string;
  /** The case, where there is one whose use the viewer's team watches over. */
  readonly found: string | undefined;
}

export interface Listed {
  readonly rows: readonly WatchedRecord[];
  readonly next: string | undefined;
}

export function trailListView(
  showing: Showing,
  { words }: Here,
  { rows, next }: Listed,
  searched: Searched | undefined,
): TrailListView {
  return {
    title: words('trail.title'),
    intro: words('trail.intro'),
    search: {
      input: {
        id: 'reference',
        name: 'reference',
        label: { text: words('trail.search.label'), classes: 'govuk-label--s' },
        hint: { text: words('trail.search.hint', { prefix: showing.pack.referencePrefix }) },
        classes: 'govuk-input--width-20',
        value: searched?.typed ?? '',
        autocomplete: 'off',
        spellcheck: false,
      },
      button: words('trail.search.button'),
    },
    found:
      searched?.found === undefined
        ? undefined
        : { href: `/trail/${searched.found}`, text: words('trail.open', { reference: searched.found }) },
    notFound: searched && searched.found === undefined ? words('trail.search.none') : undefined,
    cases:
      rows.length === 0
        ? undefined
        : {
            caption: words('trail.cases'),
            captionClasses: 'govuk-table__caption--m',
            firstCellIsHeader: true,
            head: [{ text: words('trail.reference') }, { text: words('trail.opened') }],
            rows: rows.map(({ reference, openedAt }) => [
              { html: html`<a class="govuk-link nrm-code" href="/trail/${reference}">${reference}</a>` },
              { text: formatDate(dayOf(openedAt, showing), showing.language) },
            ]),
          },
    ifNone: words('trail.cases.none'),
    next: next === undefined ? undefined : { href: `/trail?before=${next}`, text: words('trail.cases.next') },
  };
}

const dayOf = (at: Date, { pack }: Showing) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(pack.timeZone).toPlainDate();

export interface Trail {
  readonly reference: string;
  readonly entries: readonly StoredEntry[];
  readonly next: number | undefined;
  readonly kind: StoredEntry['kind'] | undefined;
  /** Whether this is a later page. */
  readonly isContinued: boolean;
}

const kinds = [undefined, 'sight', 'change'] as const;
const columns = ['when', 'who', 'what', 'seen', 'purpose'] as const;

export function trailShowView(showing: Showing, here: Here, trail: Trail): TrailShowView {
  const { words } = here;
  const at = (kind: Trail['kind'], before?: number) => addressOf(trail.reference, kind, before);
  return {
    title: words('trail.show.title'),
    heading: words('trail.show.heading', { reference: trail.reference }),
    back: { href: '/trail', text: words('trail.show.back') },
    intro: words('trail.show.intro'),
    filters: {
      label: words('trail.filter'),
      links: kinds.map(kind => ({
        href: at(kind),
        text: words(`trail.filter.${kind ?? 'all'}`),
        current: kind === trail.kind,
      })),
    },
    table:
      trail.entries.length === 0
        ? undefined
        : {
            caption: words('trail.table'),
            captionClasses: 'govuk-visually-hidden',
            head: columns.map(column => ({ text: words(`trail.${column}`) })),
            rows: rowsOf(showing, here, trail.entries),
          },
    tableLabel: words('trail.table'),
    ifNone: words(trail.isContinued ? 'trail.none.more' : 'trail.none'),
    pages: {
      newest: trail.isContinued ? { href: at(trail.kind), text: words('trail.newest') } : undefined,
      older:
        trail.next === undefined
          ? undefined
          : { href: at(trail.kind, trail.next), text: words('trail.older') },
    },
  };
}

function addressOf(reference: string, kind: Trail['kind'], before: number | undefined): string {
  const query = new URLSearchParams({
    ...(kind && { kind }),
    ...(before !== undefined && { before: String(before) }),
  }).toString();
  return `/trail/${reference}${query ? `?${query}` : ''}`;
}
