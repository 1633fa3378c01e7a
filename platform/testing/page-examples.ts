/** Every example of every page of the project, in each language: what the checks of pages try. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeCatalogues, readCoreCatalogues } from '../text/catalogues.ts';
import { type ByLanguage, coreLanguages, type Language } from '../text/language.ts';
import { createWords } from '../text/messages.ts';
import { type Chrome, type ChromeFacts, createChrome, type Visitor } from '../views/chrome.ts';
import type { Page, Words } from '../views/page.ts';
import { renderPage } from '../views/render.ts';

const root = join(import.meta.dirname, '../..');

export interface PageExample {
  /** `problem/not-found (cy)` */
  readonly name: string;
  /** Where it is served: `/problem/not-found?lang=cy`. */
  readonly path: string;
  /** The service's, or the one that the page itself is in. */
  readonly language: string;
  /** Throws where the page and its template do not agree. */
  readonly render: () => string;
}

/** From the project's root. */
export const listPageFiles = (): readonly string[] =>
  globSync(
    ['app', 'contexts', 'platform'].map(folder => `${folder}/**/*.page.ts`),
    { cwd: root },
  ).sort();

export async function loadPage(file: string): Promise<Page<unknown>> {
  const { page } = (await import(join(root, file))) as { page?: Page<unknown> };
  if (!page) throw new Error(`${file} exports no "page"`);
  return page;
}

export function renderExamples(
  page: Page<unknown>,
  words: ByLanguage<Words>,
  facts: Partial<ChromeFacts> = {},
): readonly PageExample[] {
  return coreLanguages.flatMap(language =>
    statesOf(page, words[language]).map(({ state, view, flash }) => {
      const path = `/${page.name}/${encodeURIComponent(state)}`;
      const around = flash === undefined ? facts : { ...facts, flash };
      return {
        name: `${page.name}/${state} (${language})`,
        path: `${path}?lang=${language}`,
        language: languageOf(view(words[language])) ?? language,
        render: () =>
          renderPage(page, view(words[language]), exampleChrome(words[language], language, path, around)),
      };
    }),
  );
}

const languageOf = (view: unknown): string | undefined => (view as { readonly lang?: string }).lang;

/** The examples, and the first of them once more with each thing that may be said at its top. */
function statesOf(page: Page<unknown>, words: Words) {
  const examples = Object.entries(page.examples).map(([state, view]) => ({ state, view, flash: undefined }));
  const said = examples
    .slice(0, 1)
    .flatMap(({ view }) =>
      (page.said ?? []).map(message => ({ state: `said ${message}`, view, flash: words(message) })),
    );
  return [...examples, ...said];
}

/** The core's words with those of `packs/uk` on top, as the evaluation setting shows them. */
export async function exampleWords(): Promise<ByLanguage<Words>> {
  const catalogues = mergeCatalogues(await readCoreCatalogues(), {
    en: packWords('en'),
    cy: packWords('cy'),
  });
  return {
    en: createWords(catalogues, 'en'),
    cy: createWords(catalogues, 'cy'),
    qmr: createWords(catalogues, 'qmr'),
  };
}

const visitor = (words: Words): Visitor => ({
  name: 'Robin Example',
  organisation: 'Example Borough Council',
  homeHref: '/start',
  positionHref: '/start',
  sessionsHref: '/start',
  navigation: [
    { text: words('chrome.footer.title'), href: '/start', current: true },
    { text: words('privacy.title'), href: '/privacy', current: false },
  ],
  tokens: { csrf: 'example-token', key: '00000000-0000-4000-8000-000000000000' },
  idleSeconds: 900,
});

export const exampleChrome = (
  words: Words,
  language: Language,
  path: string,
  facts: Partial<ChromeFacts>,
): Chrome =>
  createChrome(
    {
      language,
      inLanguage: { en: `${path}?lang=en`, cy: `${path}?lang=cy` },
      evaluation: true,
      exitHref: 'https://www.example.org/',
      visitor: visitor(words),
      ...facts,
    },
    words,
  );

function packWords(language: Language): Readonly<Record<string, string>> {
  const file = join(root, 'packs/uk/messages', `${language}.json`);
  const { _status, ...words } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return words;
}
