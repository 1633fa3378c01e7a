/**
 * Rules for a template's own HTML: words come from messages, values stand in quoted attributes or in text (the only
 * places where escaping makes them harmless), and nothing is inline that the content security policy would refuse.
 */
import type { Problem, Rule } from './parse.ts';

/** What stands for a printed value when the markup is read. */
export const printed = '\uE000';

export interface Markup {
  readonly text: string;
  readonly line: number;
}

const readByPeople = new Set([
  'aria-label',
  'alt',
  'title',
  'placeholder',
  'aria-description',
  'aria-valuetext',
  'content',
]);
const token = /<!--[^]*?-->|<(\/?)([a-zA-Z][^\s/>]*|\uE000)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g;
const attribute = /([^\s"'=/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;

export function checkMarkup(file: string, pieces: readonly Markup[]): readonly Problem[] {
  const problems: Problem[] = [];
  const source = pieces.map(piece => piece.text).join('');
  const lineAt = lines(pieces);
  const add = (at: number, rule: Rule, message: string) =>
    problems.push({ rule, file, line: lineAt(at), message });
  let from = 0;
  for (const found of source.matchAll(token)) {
    words(source.slice(from, found.index), from, add);
    from = found.index + found[0].length;
    if (found[2] && !found[1]) tag(found[2].toLowerCase(), found[3] ?? '', found.index, add);
  }
  words(source.slice(from), from, add);
  return problems;
}

type Add = (at: number, rule: Rule, message: string) => void;

function words(text: string, at: number, add: Add): void {
  const found = /\p{L}/u.exec(
    text.replace(/&#?\w+;/g, entity => ' '.repeat(entity.length)).replace(/<!doctype html>/i, ' '.repeat(15)),
  );
  if (found) add(at + found.index, 'words', 'Words belong in messages, in every language');
}

function tag(name: string, attributes: string, at: number, add: Add): void {
  const refuse = (message: string) => add(at, 'markup', message);
  if (name.includes(printed)) return refuse('The name of an element is not a value');
  if (name === 'style')
    return refuse('Styles belong in the stylesheet: the content security policy refuses inline ones');
  const names = new Set<string>();
  for (const [, key = '', quoted] of attributes.matchAll(attribute)) {
    names.add(key.toLowerCase());
    attributeRule(key.toLowerCase(), quoted, at, add);
  }
  if (name === 'script' && !names.has('src'))
    refuse('Scripts stand in files: the content security policy refuses inline ones');
}

function attributeRule(name: string, quoted: string | undefined, at: number, add: Add): void {
  const refuse = (message: string) => add(at, 'markup', message);
  const value = quoted?.replace(/^["']|["']$/g, '') ?? '';
  if (name.includes(printed))
    return refuse('A value stands in a quoted attribute or in text, nowhere else in a tag');
  if (quoted?.includes(printed) && !/^["']/.test(quoted))
    return refuse(`Quote the attribute "${name}": its value is printed`);
  if (name.startsWith('on') || name === 'style' || name === 'srcdoc')
    return refuse(`"${name}" is refused by the content security policy`);
  if ((name === 'src' || name === 'srcset') && /^(https?:)?\/\//.test(value))
    return refuse('Nothing is loaded from other sites');
  if (/^\s*javascript:/i.test(value)) return refuse('A link does not hold a script');
  if (readByPeople.has(name) && /\p{L}/u.test(value) && !/^(width=|noindex|#)/.test(value)) {
    add(at, 'words', `Words belong in messages, in every language: "${name}" is written out here`);
  }
}

function lines(pieces: readonly Markup[]): (at: number) => number {
  return at => {
    let start = 0;
    for (const piece of pieces) {
      if (at < start + piece.text.length)
        return piece.line + piece.text.slice(0, at - start).split('\n').length - 1;
      start += piece.text.length;
    }
    return pieces.at(-1)?.line ?? 1;
  };
}
