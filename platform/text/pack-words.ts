import { nearest } from '../pack/explain.ts';
import type { Problem } from '../pack/files.ts';
import type { CatalogueFile } from './catalogues.ts';
import { argumentsOf, checkMessage } from './message.ts';

/** Words of a pack that stand in the place of the core's, and name in braces what the core does not fill in. */
export function findUnfilledWords(
  core: readonly CatalogueFile[],
  packWords: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>,
): Problem[] {
  const english = new Map(
    core.filter(({ language }) => language === 'en').flatMap(({ words }) => Object.entries(words)),
  );
  return Object.entries(packWords).flatMap(([language, words]) =>
    Object.entries(words ?? {}).flatMap(([id, text]) => {
      const filled = filledIn[id] ?? english.get(id);
      if (filled === undefined || checkMessage(text, 'en') || checkMessage(filled, 'en')) return [];
      const [has, wants] = [argumentsOf(text), argumentsOf(filled)];
      if (has.join() === wants.join()) return [];
      return [{ file: `messages/${language}.json`, path: id, message: sayArguments(has, wants) }];
    }),
  );
}

/** Words that packs alone have, with what the core fills in. */
const filledIn: Readonly<Record<string, string>> = { 'advice.danger': '{number}' };

function sayArguments(has: readonly string[], wants: readonly string[]): string {
  const alien = has.filter(each => !wants.includes(each)).map(nameOf);
  const lacking = wants.filter(each => !has.includes(each)).map(nameOf);
  const near = alien.flatMap(name => nearest(name, lacking) ?? []);
  const braced = (names: readonly string[]) => names.map(name => `{${name}}`).join(', ');
  return [
    'names other arguments in braces than the core fills in',
    ...(alien.length > 0 ? [`: ${braced(alien)} is nothing it knows here`] : []),
    ...(lacking.length > 0 ? [`${alien.length > 0 ? ',' : ':'} ${braced(lacking)} is missing`] : []),
    ...(near.length > 0 ? [`: did you mean ${braced(near)}?`] : []),
  ].join('');
}

const nameOf = (argument: string): string => argument.slice(0, argument.indexOf(':'));
