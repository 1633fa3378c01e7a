import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, localeOf } from './language.ts';

/** Messages hold no markup: `<` is a character like any other, and pages escape it. */
export const parseMessage = (text: string, language: Language): IntlMessageFormat =>
  new IntlMessageFormat(text, localeOf(language), undefined, { ignoreTag: true });

/** Why a text is not a sound ICU message, or undefined where it is one. */
export function checkMessage(text: string, language: Language): string | undefined {
  try {
    parseMessage(text, language);
    return undefined;
  } catch (error) {
    const code = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return `is not an ICU message: ${plainly.find(([told]) => told.test(code))?.[1] ?? 'what stands in braces cannot be read'}`;
  }
}

/** What the parser of formatjs says by its codes (its `ErrorKind`), for somebody who writes words and no program. */
const plainly: readonly (readonly [RegExp, string])[] = [
  [/CLOSING_BRACE|UNCLOSED/, 'a { is not closed by a }'],
  [/EMPTY_ARGUMENT/, 'between { and } there is no name'],
  [/MALFORMED_ARGUMENT/, 'what stands between { and } is no name, or its } is missing'],
  [/MISSING_OTHER/, 'it lacks "other {…}", for all that it does not list'],
  [/PLURAL|SELECT|OFFSET/, 'what stands after "plural" or "select" is not a list such as one {…} other {…}'],
  [
    /ARGUMENT_TYPE|NUMBER|DATE_TIME/,
    'what stands after the comma in braces is no kind: number, date, plural or select',
  ],
  [/INVALID_TAG|TAG/, 'a < or > is not closed'],
];

/** The arguments of a message with their kinds: `count:plural`, `name:text`, `on:date`. */
export function argumentsOf(text: string): string[] {
  return [...new Set(walk(parseMessage(text, 'en').getAst()))].sort();
}

export const sameArguments = (one: string, other: string): boolean =>
  argumentsOf(one).join() === argumentsOf(other).join();

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
const kinds: Readonly<Record<number, string>> = {
  1: 'text',
  2: 'number',
  3: 'date',
  4: 'time',
  5: 'select',
  6: 'plural',
};

/** The numbers are formatjs's element types; 0 is literal text and 7 the `#` of a plural. */
function walk(elements: readonly Element[]): string[] {
  return elements.flatMap(element => {
    const kind = kinds[element.type];
    const options = 'options' in element ? Object.entries(element.options) : [];
    // A select's keys are values that the code passes, so they must agree; plural classes differ between languages.
    const keys =
      kind === 'select'
        ? `(${options
            .map(([key]) => key)
            .sort()
            .join('|')})`
        : '';
    const own = kind && 'value' in element ? [`${element.value}:${kind}${keys}`] : [];
    const inner = options.flatMap(([, option]) => walk(option.value));
    return [...own, ...inner];
  });
}
