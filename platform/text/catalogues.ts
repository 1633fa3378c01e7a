import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Pack } from '../pack/pack.ts';
import { type ByLanguage, coreLanguages, isCoreLanguage, type Language } from './language.ts';
import { checkMessage, sameArguments } from './message.ts';

export type Catalogue = Readonly<Record<string, string>>;

/** Every message of the project and of one pack, by language. */
export interface Catalogues {
  readonly words: ByLanguage<Catalogue>;
  /** Ids that have no words in a language and are shown in English instead. */
  readonly untranslated: readonly { readonly language: Language; readonly id: string }[];
}

/** One file beside the code: `contexts/referrals/messages.cy.json`. */
export interface CatalogueFile {
  readonly file: string;
  readonly language: (typeof coreLanguages)[number];
  /** How far a translation was reviewed: the file's `_status`. */
  readonly status: string | undefined;
  readonly words: Catalogue;
}

const root = join(import.meta.dirname, '..', '..');
const schema = z.record(z.string(), z.string().min(1));

/** The core's catalogues, as they lie beside the code, with the pack's on top. */
export async function loadCatalogues(pack: Pick<Pack, 'messages' | 'languages'>): Promise<Catalogues> {
  return mergeCatalogues(await readCoreCatalogues(), pack.messages, pack.languages);
}

export async function readCoreCatalogues(from = root): Promise<CatalogueFile[]> {
  const files: CatalogueFile[] = [];
  for (const language of coreLanguages)
    for await (const file of glob(`{app,contexts,platform}/**/messages.${language}.json`, { cwd: from })) {
      // JSON's own parser silently keeps the last of two equal keys.
      const document = parseDocument(await readFile(join(from, file), 'utf8'), { uniqueKeys: true });
      if (document.errors[0]) throw new Error(`${file}: ${document.errors[0].message}`);
      const { _status: status, ...words } = schema.parse(document.toJS());
      files.push({ file, language, status, words });
    }
  return files.sort((one, other) => one.file.localeCompare(other.file));
}

/**
 * A pack may put its own words in the place of the core's, with the same arguments. Two core files may not define one id.
 * @throws one error that lists every problem
 */
export function mergeCatalogues(
  files: readonly CatalogueFile[],
  packWords: Partial<Pack['messages']>,
  spoken: readonly Language[] = coreLanguages,
): Catalogues {
  const problems: string[] = [];
  const words: ByLanguage<Record<string, string>> = {
    ...Object.fromEntries(spoken.map(language => [language, {}])),
    en: {},
    cy: {},
  };
  for (const { file, language, words: own } of files)
    for (const [id, text] of Object.entries(own)) {
      if (Object.hasOwn(words[language], id))
        problems.push(`${file}: "${id}" is defined in another catalogue too`);
      const broken = checkMessage(text, language);
      if (broken) problems.push(`${file}: "${id}" ${broken}`);
      words[language][id] = text;
    }
  for (const language of new Set([...coreLanguages, ...spoken])) {
    const known = words[language] ?? {};
    for (const [id, text] of Object.entries(packWords[language] ?? {})) {
      // What the core does not speak has the arguments of its English.
      const core = known[id] ?? (isCoreLanguage(language) ? undefined : words.en[id]);
      if (core !== undefined && !checkMessage(core, language) && !sameArguments(core, text))
        problems.push(`the pack's "${id}" has other arguments than the core's`);
      known[id] = text;
    }
  }
  if (problems.length > 0) throw new Error(`Messages:\n${problems.join('\n')}`);
  return { words, untranslated: missingFrom(words, spoken) };
}

function missingFrom(words: ByLanguage<Catalogue>, spoken: readonly Language[]): Catalogues['untranslated'] {
  const others = spoken.filter(language => language !== 'en');
  return others.flatMap(language =>
    Object.keys(words.en)
      .filter(id => !Object.hasOwn(words[language] ?? {}, id))
      .map(id => ({ language, id })),
  );
}
