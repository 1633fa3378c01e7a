/** What a browser would send of a page's form, read from its HTML: for tests without a browser. */
export type SentFields = Record<string, string | string[]>;

const element = /<(input|select|textarea|option)\b([^>]*)>|<\/(select)>/g;

/** The fields of a form in a page, as the body parser hands them on. Tokens are left out. */
export function formFields(page: string): SentFields {
  // An HTML parser turns CRLF and CR into LF before anything else; character references come after.
  const html = page.replaceAll(/\r\n?/g, '\n');
  const sent: SentFields = {};
  const add = (name: string, value: string) => {
    // On sending, every line end becomes CRLF again.
    const wire = value.replaceAll('\n', '\r\n');
    const before = sent[name];
    sent[name] = before === undefined ? wire : [before, wire].flat();
  };
  let select: { name: string; first: string | undefined; chosen: string | undefined } | undefined;
  for (const { 0: tag, 1: kind, 2: written = '', 3: end, index } of html.matchAll(element)) {
    const has = (name: string) => new RegExp(`\\s${name}(\\s|=|$)`).test(written);
    const value = attribute(written, 'value') ?? '';
    const name = attribute(written, 'name') ?? '';
    if (end && select) {
      add(select.name, select.chosen ?? select.first ?? '');
      select = undefined;
    } else if (kind === 'select') select = { name, first: undefined, chosen: undefined };
    else if (kind === 'option' && select) {
      select.first ??= value;
      if (has('selected')) select.chosen = value;
    } else if (kind === 'textarea') {
      const from = index + tag.length;
      add(name, decoded(html.slice(from, html.indexOf('</textarea>', from)).replace(/^\n/, '')));
    } else if (kind === 'input') {
      const type = attribute(written, 'type') ?? 'text';
      const isToken = type === 'hidden' && name.startsWith('_');
      if (type === 'radio' || type === 'checkbox' ? has('checked') : !isToken) add(name, value);
    }
  }
  return sent;
}

function attribute(written: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(written)?.[1];
  return found === undefined ? undefined : decoded(found);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const decoded = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code === undefined ? (named[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  );
