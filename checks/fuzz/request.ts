/** A request in parts, so that it can be spoiled part by part, told to people, and written as bytes. */
export interface Request {
  readonly method: string;
  /** As it goes over the wire: percent-encoded, or not, where that is the point. */
  readonly path: string;
  readonly query: readonly Field[];
  readonly headers: readonly Field[];
  readonly body: Body | undefined;
}
export type Field = readonly [name: string, value: string];
export type Body =
  | { readonly kind: 'form'; readonly fields: readonly Field[] }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'files'; readonly fields: readonly Field[]; readonly files: readonly Field[] };

export const types = {
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
  bytes: undefined,
  files: 'multipart/form-data; boundary=between-the-parts',
} as const;

/** URLSearchParams alone would mend what is not well formed. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+');
export const encodeFields = (fields: readonly Field[]): string =>
  fields.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');

type WithFiles = Extract<Body, { kind: 'files' }>;
const partsOf = ({ fields, files }: WithFiles): string => {
  const part = (head: string, value: string) =>
    `--between-the-parts\r\ncontent-disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
  const quoted = (text: string) => encodeURIComponent(text.toWellFormed());
  return [
    ...fields.map(([name, value]) => part(`name="${quoted(name)}"`, value)),
    ...files.map(([name, text]) => part(`name="files"; filename="${quoted(name)}"`, text)),
    '--between-the-parts--\r\n',
  ].join('');
};

export function bytesOf(body: Body): Buffer {
  if (body.kind === 'bytes') return body.bytes;
  if (body.kind === 'files') return Buffer.from(partsOf(body));
  return Buffer.from(body.kind === 'form' ? encodeFields(body.fields) : (JSON.stringify(body.value) ?? ''));
}

/** Headers that a request names itself stand in place of ours. */
export function toBytes({ method, path, query, headers, body }: Request): Buffer {
  const content = body && bytesOf(body);
  const type = body && types[body.kind];
  const usual: Field[] = [
    ['host', 'localhost:3000'],
    ['connection', 'close'],
    ...(type ? [['content-type', type] as const] : []),
    ...(content ? [['content-length', String(content.length)] as const] : []),
  ];
  const named = new Set(headers.map(([name]) => name.toLowerCase()));
  const all = [...usual.filter(([name]) => !named.has(name)), ...headers];
  const target = query.length > 0 ? `${path}?${encodeFields(query)}` : path;
  const head = [`${method} ${target} HTTP/1.1`, ...all.map(([name, value]) => `${name}: ${value}`)].join(
    '\r\n',
  );
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), content ?? Buffer.alloc(0)]);
}

/** For people: everything that was sent is fictional. */
export function tell(request: Request): string {
  const bytes = toBytes(request);
  const head = bytes.subarray(0, bytes.indexOf('\r\n\r\n')).toString('latin1');
  const body = bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
  const shown = body.subarray(0, 1_500).toString('latin1');
  const text = [
    ...head.split('\r\n').map(line => line.slice(0, 400)),
    '',
    shown,
    body.length > 1_500 ? `… ${body.length} bytes in all` : '',
  ];
  // Control characters would confuse a terminal.
  const control = /[\p{Cc}]/gu;
  const escape = (char: string) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return text.map(line => line.replaceAll(control, escape)).join('\n');
}
