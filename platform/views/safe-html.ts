import nunjucks from 'nunjucks';

/**
 * HTML that may reach a page unescaped. Never assignable to or from `string`: it is made only by `html` below and by
 * rendering a component, so what people typed cannot become markup by accident. Empty values are not made: leave the
 * option out instead (an object is truthy in a template even when it holds nothing).
 */
export interface SafeHtml {
  readonly [safe]: true;
  readonly length: number;
}
declare const safe: unique symbol;

/** What a template may print: text is escaped, safe HTML is not. */
export type Printable = string | number | SafeHtml;

const { SafeString, markSafe } = nunjucks.runtime as unknown as {
  SafeString: new (value: string) => object;
  markSafe: (value: string) => SafeHtml;
};
const { escape } = nunjucks.lib as unknown as { escape: (text: string) => string };

/** Markup written by us around values that are escaped: html`<strong>${name}</strong>`. Lists are joined. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (Printable | readonly Printable[])[]
): SafeHtml {
  const filled = values.map(value => (Array.isArray(value) ? value : [value]).map(escaped).join(''));
  return markSafe(String.raw({ raw: parts }, ...filled));
}

export const isSafeHtml = (value: unknown): value is SafeHtml => value instanceof SafeString;

/** Line ends as references: govuk-frontend indents what is nested, and would add spaces to every line of a statement. */
const escaped = (value: Printable): string =>
  isSafeHtml(value)
    ? String(value)
    : escape(String(value)).replaceAll('\r', '&#13;').replaceAll('\n', '&#10;');
