import { dateInWords } from '../../../platform/forms/dates.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import type {
  ButtonOptions,
  InputOptions,
  SummaryListOptions,
} from '../../../platform/views/components.generated.ts';
import type { FormTokens } from '../../../platform/http/route.ts';
import { definePage, type PageView, type Words } from '../../../platform/views/page.ts';
import { html } from '../../../platform/views/safe-html.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import type { Match, Matches } from '../../referrals/public.ts';
import { exampleFound, exampleSpeaking, exampleTokens } from './examples.ts';
import { writeSearchCursor } from './search-cursor.ts';
import { type Link, row } from './showing.ts';

export interface SearchShown extends PageView {
  readonly search: SearchBox;
  /** How many were found, or which of them are shown; absent where nothing was searched for. */
  readonly found: string | undefined;
  /** Said where no name fits and those that sound the same are shown. */
  readonly alike: string | undefined;
  readonly results: readonly { readonly link: Link; readonly facts: SummaryListOptions }[];
  /** What else to try where nothing was found. */
  readonly tryThis: readonly string[];
  /** To other pages of the same search: forms, since what was typed must not stand in an address. */
  readonly onward: readonly {
    readonly typed: string;
    readonly after: string;
    readonly button: ButtonOptions;
  }[];
}
export interface SearchBox {
  readonly input: InputOptions;
  readonly button: ButtonOptions;
  readonly tokens: FormTokens;
}

export const searchBox = (
  typed: string,
  { words }: Speaking,
  tokens: FormTokens,
  { classes, fault }: { readonly classes?: string; readonly fault?: string | undefined } = {},
): SearchBox => ({
  tokens,
  input: {
    id: 'q',
    name: 'q',
    value: typed,
    label: { text: words('decisions.search.label'), classes: 'govuk-label--s' },
    hint: { text: words('decisions.search.hint') },
    classes: 'govuk-!-width-two-thirds',
    autocomplete: 'off',
    spellcheck: false,
    ...(fault && { errorMessage: { text: fault, visuallyHiddenText: words('form.error-prefix') } }),
  },
  button: { text: words('decisions.search.button'), ...(classes && { classes }) },
});

interface Searched {
  readonly typed: string;
  readonly errors: readonly FieldError[];
  /** Undefined where nothing was searched for. */
  readonly found: Matches | undefined;
  /** What must be read before anybody reaches one of them, the loudest first, by id. */
  readonly warned?: ReadonlyMap<string, readonly string[]>;
}

export function searchView(
  { typed, errors, found, warned }: Searched,
  speaking: Speaking,
  tokens: FormTokens,
): SearchShown {
  const { words } = speaking;
  const faults = errors.map(({ message, values }) => words(message, values));
  return {
    title: words('decisions.search.title'),
    ...(faults.length > 0 && { errors: faults.map(text => ({ text, href: '#q' })) }),
    search: searchBox(typed, speaking, tokens, { fault: faults[0] }),
    found: found && foundInWords(found, speaking),
    alike: found?.how === 'alike' ? words('decisions.search.alike') : undefined,
    results: (found?.matches ?? []).map(match => ({
      link: { href: `/cases/${match.reference}`, text: match.reference },
      facts: {
        classes: 'govuk-summary-list--no-border',
        rows: [
          ...warningRow(warned?.get(match.recordId)?.[0], speaking),
          row(words('decisions.search.name'), match.name ?? words('decisions.not-known')),
          row(words('decisions.search.birth-date'), bornInWords(match, speaking)),
          row(words('decisions.search.stage'), words(`decisions.search.stage.${match.stage}`)),
        ],
      },
    })),
    tryThis:
      found?.matches.length === 0 && found.before === 0
        ? [1, 2, 3, 4].map(number => words(`decisions.search.try.${number}`))
        : [],
    onward: found ? onwardFrom(typed, found, speaking) : [],
  };
}

/** Whoever looked for somebody is about to reach them: the loudest stands here, all of them on the case. */
function warningRow(name: string | undefined, { words }: Speaking): SummaryListOptions['rows'] {
  if (name === undefined) return [];
  const text = words(`consent.warning.${name}`);
  return [{ key: { text: words('consent.warning') }, value: { html: html`<strong>${text}</strong>` } }];
}

function onwardFrom(typed: string, { before, next }: Matches, { words }: Speaking): SearchShown['onward'] {
  const button = (id: string) => ({ text: words(id), classes: 'govuk-button--secondary' });
  return [
    ...(before > 0 ? [{ typed, after: '', button: button('decisions.search.first') }] : []),
    ...(next ? [{ typed, after: writeSearchCursor(next), button: button('decisions.search.next') }] : []),
  ];
}

function foundInWords({ matches, before, next }: Matches, { words }: Speaking): string {
  const count = matches.length;
  if (before === 0 && !next) return words('decisions.search.found', { count });
  if (count === 0) return words('decisions.search.no-more');
  return words('decisions.search.showing', { from: before + 1, to: before + count });
}

const bornInWords = ({ birthDate }: Match, { words, language }: Speaking): string =>
  birthDate === undefined ? words('decisions.not-known') : dateInWords(birthDate, language);

export const page = definePage<SearchShown>({
  name: 'decisions/search',
  template: 'contexts/decisions/pages/search.njk',
  examples: {
    'nothing asked yet': words => example(words, { typed: '', errors: [], found: undefined }),
    'some found': words =>
      example(words, { typed: 'Tala Example 1999', errors: [], found: exampleFound(2, {}) }),
    'one whom no way of reaching is safe': words => {
      const found = exampleFound(2, {});
      const warned = new Map([[found.matches[0]?.recordId ?? '', ['no-safe-way']]]);
      return example(words, { typed: 'Tala', errors: [], found, warned });
    },
    'some that sound the same': words =>
      example(words, { typed: 'Talla Exampel', errors: [], found: exampleFound(1, { how: 'alike' }) }),
    'the first page of many': words =>
      example(words, { typed: 'Example', errors: [], found: exampleFound(25, { hasMore: true }) }),
    'the second page of three': words =>
      example(words, {
        typed: 'Example',
        errors: [],
        found: exampleFound(25, { hasMore: true, before: 25 }),
      }),
    'a last page on which nothing is left': words =>
      example(words, { typed: 'Example', errors: [], found: exampleFound(0, { before: 50 }) }),
    'nothing found': words => example(words, { typed: 'nobody', errors: [], found: exampleFound(0, {}) }),
    'a date that is none': words =>
      example(words, {
        typed: 'Tala 31/2/1999',
        errors: [{ field: 'q', message: 'decisions.error.search-not-a-date' }],
        found: undefined,
      }),
  },
});

function example(words: Words, searched: Searched): SearchShown {
  return searchView(searched, exampleSpeaking(words), exampleTokens);
}
