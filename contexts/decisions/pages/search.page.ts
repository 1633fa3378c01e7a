import { dateInWords } from '../../../platform/forms/dates.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import type {
  ButtonOptions,
  InputOptions,
  SummaryListOptions,
} from '../../../platform/views/components.generated.ts';
import type { FormTokens } from '../../../platform/http/route.ts';
import { definePage, type PageView } from '../../../platform/views/page.ts';
import type { Match } from '../../referrals/public.ts';
import { exampleMatches, exampleSpeaking, exampleTokens } from './examples.ts';
import { type Link, row } from './showing.ts';

export interface SearchShown extends PageView {
  readonly search: SearchBox;
  /** How many were found; absent where nothing was searched for. */
  readonly found: string | undefined;
  readonly results: readonly { readonly link: Link; readonly facts: SummaryListOptions }[];
  /** What else to try where nothing was found. */
  readonly tryThis: readonly string[];
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
  classes?: string,
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
  },
  button: { text: words('decisions.search.button'), ...(classes && { classes }) },
});

/** `matches` is undefined where nothing was searched for. */
export function searchView(
  typed: string,
  matches: readonly Match[] | undefined,
  speaking: Speaking,
  tokens: FormTokens,
): SearchShown {
  const { words } = speaking;
  return {
    title: words('decisions.search.title'),
    search: searchBox(typed, speaking, tokens),
    found: matches && foundInWords(matches.length, speaking),
    results: (matches ?? []).map(match => ({
      link: { href: `/cases/${match.reference}`, text: match.reference },
      facts: {
        classes: 'govuk-summary-list--no-border',
        rows: [
          row(words('decisions.search.name'), match.name ?? words('decisions.not-known')),
          row(words('decisions.search.birth-date'), bornInWords(match, speaking)),
          row(words('decisions.search.stage'), words(`decisions.search.stage.${match.stage}`)),
        ],
      },
    })),
    tryThis: matches?.length === 0 ? [1, 2, 3, 4].map(number => words(`decisions.search.try.${number}`)) : [],
  };
}

/** From here on there may be more than were looked up. */
const many = 25;

const foundInWords = (count: number, { words }: Speaking): string =>
  words(count < many ? 'decisions.search.found' : 'decisions.search.found-many', { count });

const bornInWords = ({ birthDate }: Match, { words, language }: Speaking): string =>
  birthDate === undefined ? words('decisions.not-known') : dateInWords(birthDate, language);

export const page = definePage<SearchShown>({
  name: 'decisions/search',
  template: 'contexts/decisions/pages/search.njk',
  examples: {
    'nothing asked yet': words => searchView('', undefined, exampleSpeaking(words), exampleTokens),
    'some found': words => searchView('Tala Example', exampleMatches, exampleSpeaking(words), exampleTokens),
    'as many as are looked up': words =>
      searchView(
        'Example',
        Array.from({ length: 13 }, () => exampleMatches).flat(),
        exampleSpeaking(words),
        exampleTokens,
      ),
    'nothing found': words => searchView('nobody', [], exampleSpeaking(words), exampleTokens),
  },
});
