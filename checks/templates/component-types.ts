/** TypeScript types from the macro options of components. */
import type { Component, Option } from './component-options.ts';

/** Options that take HTML in `xHtml` or plain text in `xText`; `html` beside `text` is the bare form. */
const htmlOf = (textName: string) => (textName === 'text' ? 'html' : textName.replace(/Text$/, 'Html'));

/** Text that a page counts or limits by; the components print it either way. */
const alsoNumbers = new Set(['rows', 'maxlength', 'threshold', 'number', 'titleHeadingLevel', 'value']);

/** Objects whose members `macro-options.json` describes in prose only. */
const proseOnly: Readonly<Record<string, string>> = {
  charactersUnderLimitText: 'Plurals',
  charactersOverLimitText: 'Plurals',
  wordsUnderLimitText: 'Plurals',
  wordsOverLimitText: 'Plurals',
  multipleFilesChosenText: 'Plurals',
  values: 'readonly string[]',
};

/** Other ways of saying what `items` of a date and `maxlength` of a count say. */
export const leftOut = new Set([
  'date-input.day',
  'date-input.month',
  'date-input.year',
  'date-input.values',
  'character-count.maxwords',
]);

export const pascal = (name: string) =>
  name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
export const macroName = (component: string) => `govuk${pascal(component)}`;

/** The option type, and for a component that takes a `{% call %}` block the type without what the block replaces. */
export function declareComponent({ name, options }: Component): string {
  const type = `export type ${pascal(name)}Options = ${objectType(options, name, 0)};`;
  if (!takesBlock(options)) return type;
  const replaced = name === 'error-summary' ? 'descriptionText' : 'text';
  const rest = options.filter(option => option.name !== replaced && option.name !== htmlOf(replaced));
  return `${type}\n\nexport type ${pascal(name)}Frame = ${objectType(rest, name, 0)};`;
}

export const takesBlock = (options: readonly Option[]) =>
  options.some(option => option.type === 'nunjucks-block');

function objectType(options: readonly Option[], place: string, depth: number): string {
  const used = options.filter(o => o.type !== 'nunjucks-block' && !leftOut.has(`${place}.${o.name}`));
  const names = new Set(used.map(option => option.name));
  const texts = used.filter(option => /text$/i.test(option.name) && names.has(htmlOf(option.name)));
  const paired = new Set(texts.flatMap(option => [option.name, htmlOf(option.name)]));
  // `slots.end` stands twice, as HTML and as an object: the later one holds both.
  const plain = used.filter(
    (o, i) => !paired.has(o.name) && used.findLastIndex(other => other.name === o.name) === i,
  );
  const indent = '  '.repeat(depth + 1);
  const members = plain.map(option => `${indent}${member(option, place, depth + 1)}\n`).join('');
  const object = members ? [`{\n${members}${'  '.repeat(depth)}}`] : [];
  const whole = [...texts.map(pair), ...object].join(' & ');
  return names.has('divider') ? `(${whole}) | { readonly divider: string }` : whole;
}

const pair = (option: Option): string =>
  `${option.required ? '' : 'Maybe'}TextOrHtml<'${option.name}', '${htmlOf(option.name)}'>`;

/** `undefined` counts as left out: components read both alike, and a view model's optional part is passed on as it is. */
function member(option: Option, place: string, depth: number): string {
  const type = typeOf(option, `${place}.${option.name}`, depth);
  return option.required
    ? `readonly ${option.name}: ${type};`
    : `readonly ${option.name}?: ${type} | undefined;`;
}

function typeOf(option: Option, place: string, depth: number): string {
  if (option.name === 'attributes' || option.name.endsWith('Attributes')) return 'Attributes';
  if (option.type === 'boolean') return 'boolean';
  if (option.type === 'integer') return 'number';
  if (/^service-navigation\.slots\.\w+$/.test(place)) return slot(option, place, depth);
  if (option.type === 'string') return stringType(option);
  if (option.isComponent) return nested(option);
  if (option.params) {
    const inner = objectType(option.params, place, depth);
    if (place === 'table.rows') return `readonly (readonly (${inner})[])[]`;
    if (option.type === 'array') return `readonly (${inner})[]`;
    return inner.includes(' & ') ? `(${inner})` : inner;
  }
  const known = proseOnly[option.name];
  if (known) return known;
  throw new Error(`No type is known for ${place}: say what it is in component-types.ts`);
}

/** A component within a component; where `params` are given, only those of its options are read. */
function nested(option: Option): string {
  const type = `${pascal(option.name.replace(/[A-Z]/g, c => `-${c.toLowerCase()}`))}Options`;
  return option.params ? `Pick<${type}, ${option.params.map(p => `'${p.name}'`).join(' | ')}>` : type;
}

function stringType(option: Option): string {
  if (/html$/i.test(option.name)) return 'SafeHtml';
  return alsoNumbers.has(option.name) ? 'string | number' : 'string';
}

/** `end` also takes a string, but not HTML marked as safe: it looks at the type. The object holds either. */
const slot = (option: Option, place: string, depth: number): string =>
  option.name === 'end' && option.params ? objectType(option.params, place, depth) : 'SafeHtml';
