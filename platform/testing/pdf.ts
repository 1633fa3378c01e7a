/** Reads a PDF as a test needs it: its objects, the tree of its tags, and its text. ISO 32000-1; only what ours contain. */
import { inflateSync } from 'node:zlib';

export type PdfValue =
  | number
  | boolean
  | null
  | { readonly name: string }
  | { readonly ref: number }
  | { readonly bytes: Buffer }
  | readonly PdfValue[]
  | { readonly dict: ReadonlyMap<string, PdfValue> };

export interface Tag {
  readonly role: string;
  readonly title: string | undefined;
  readonly children: readonly Tag[];
}

export interface ReadPdf {
  readonly info: ReadonlyMap<string, string>;
  readonly catalog: ReadonlyMap<string, PdfValue>;
  readonly tags: Tag;
  /** Everything that is shown, page by page, in the order in which it was painted. */
  readonly pages: readonly string[];
  /** XMP, as it stands. */
  readonly metadata: string;
}

interface Held {
  readonly value: PdfValue;
  readonly stream: Buffer | undefined;
}

export function readPdf(pdf: Buffer): ReadPdf {
  const objects = objectsOf(pdf);
  const at = (value: PdfValue | undefined): Held | undefined =>
    isRef(value) ? objects.get(value.ref) : value === undefined ? undefined : { value, stream: undefined };
  const dictAt = (value: PdfValue | undefined) => dictOf(at(value)?.value);
  const catalog = [...objects.values()]
    .map(each => dictOf(each.value))
    .find(dict => nameOf(dict.get('Type')) === 'Catalog');
  if (!catalog) throw new Error('A PDF without a catalogue');
  const tagOf = (value: PdfValue): Tag[] => {
    const dict = dictAt(value);
    const role = nameOf(dict.get('S'));
    if (role === undefined) return [];
    const kids = at(dict.get('K'))?.value;
    const title = dict.get('T');
    return [
      {
        role,
        title: title && 'bytes' in Object(title) ? textOf(title) : undefined,
        children: (Array.isArray(kids) ? kids : kids === undefined ? [] : [kids]).flatMap(tagOf),
      },
    ];
  };
  const root = dictAt(catalog.get('StructTreeRoot'));
  const kids = at(root.get('K'))?.value ?? null;
  const [tags] = (Array.isArray(kids) ? kids : [kids]).flatMap(tagOf);
  const pagesOf = (value: PdfValue | undefined): ReadonlyMap<string, PdfValue>[] => {
    const dict = dictAt(value);
    const below = at(dict.get('Kids'))?.value;
    return Array.isArray(below) ? below.flatMap(pagesOf) : [dict];
  };
  const pages = pagesOf(catalog.get('Pages')).map(page => {
    const fonts = new Map(
      [...dictAt(dictAt(page.get('Resources')).get('Font'))].map(([name, font]) => {
        const held = at(dictAt(font).get('ToUnicode'));
        return [name, toUnicode(held?.stream?.toString('latin1') ?? '')] as const;
      }),
    );
    return shownIn(at(page.get('Contents'))?.stream?.toString('latin1') ?? '', fonts);
  });
  const info = dictOf(
    [...objects.values()]
      .map(({ value }) => value)
      .find(value => dictOf(value).has('Producer') || dictOf(value).has('Creator')),
  );
  return {
    catalog,
    tags: tags ?? { role: '', title: undefined, children: [] },
    pages,
    info: new Map([...info].map(([name, value]) => [name, textOf(value)])),
    metadata: at(catalog.get('Metadata'))?.stream?.toString('utf8') ?? '',
  };
}

const isRef = (value: PdfValue | undefined): value is { ref: number } =>
  typeof value === 'object' && value !== null && 'ref' in value;
const dictOf = (value: PdfValue | undefined): ReadonlyMap<string, PdfValue> =>
  typeof value === 'object' && value !== null && 'dict' in value ? value.dict : new Map();
export const nameOf = (value: PdfValue | undefined): string | undefined =>
  typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;

export function textOf(value: PdfValue | undefined): string {
  if (typeof value !== 'object' || value === null || !('bytes' in value)) return '';
  const { bytes } = value;
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
    : bytes.toString('latin1');
}

function objectsOf(pdf: Buffer): Map<number, Held> {
  const objects = new Map<number, Held>();
  const text = pdf.toString('latin1');
  for (const { 1: number, index, 0: head } of text.matchAll(/(?<![\d.])(\d+) 0 obj\b/g)) {
    const read = new Reader(text, index + head.length);
    const value = read.value();
    const begins = /^\s*stream\r?\n/.exec(text.slice(read.at, read.at + 20));
    const length = dictOf(value).get('Length');
    let stream: Buffer | undefined;
    if (begins && typeof length === 'number') {
      const from = read.at + begins[0].length;
      const raw = pdf.subarray(from, from + length);
      stream =
        nameOf([dictOf(value).get('Filter') ?? null].flat()[0]) === 'FlateDecode' ? inflateSync(raw) : raw;
    }
    objects.set(Number(number), { value, stream });
  }
  for (const { value, stream } of objects.values()) {
    const dict = dictOf(value);
    if (nameOf(dict.get('Type')) !== 'ObjStm' || !stream) continue;
    const body = stream.toString('latin1');
    const first = Number(dict.get('First'));
    const index = body.slice(0, first).trim().split(/\s+/).map(Number);
    for (let nth = 0; nth < index.length; nth += 2)
      objects.set(index[nth] ?? 0, {
        value: new Reader(body, first + (index[nth + 1] ?? 0)).value(),
        stream: undefined,
      });
  }
  return objects;
}

/** The values of the file's syntax, one after the other; anything else, such as an operator, reads as a name. */
class Reader {
  readonly text: string;
  at: number;
  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }
  skip(): void {
    this.at += /^(?:[\s\0]|%[^\n\r]*)*/.exec(this.text.slice(this.at, this.at + 4000))?.[0].length ?? 0;
  }
  take(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.text.slice(this.at, this.at + 65_536))?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
  value(): PdfValue {
    this.skip();
    if (this.take(/^<</) !== undefined) {
      const dict = new Map<string, PdfValue>();
      for (this.skip(); this.take(/^>>/) === undefined; this.skip()) {
        const key = this.value();
        dict.set(nameOf(key) ?? '', this.value());
      }
      return { dict };
    }
    if (this.take(/^\[/) !== undefined) {
      const list: PdfValue[] = [];
      for (this.skip(); this.take(/^\]/) === undefined; this.skip()) list.push(this.value());
      return list;
    }
    const hex = this.take(/^<[0-9A-Fa-f\s]*>/);
    if (hex !== undefined) return { bytes: Buffer.from(hex.replace(/[^0-9A-Fa-f]/g, ''), 'hex') };
    if (this.text[this.at] === '(') return { bytes: this.string() };
    const name = this.take(/^\/[^\s/[\]()<>%]*/);
    if (name !== undefined)
      return {
        name: name.slice(1).replace(/#(..)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
      };
    const ref = this.take(/^\d+ \d+ R(?![\w])/);
    if (ref !== undefined) return { ref: parseInt(ref, 10) };
    const word = this.take(/^[^\s/[\]()<>%\0]+/) ?? (this.at++, '');
    if (/^[-+]?[\d.]+$/.test(word)) return Number(word);
    return word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : { name: word };
  }
  string(): Buffer {
    const bytes: number[] = [];
    let depth = 0;
    const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
    do {
      let char = this.text[this.at++] ?? ')';
      if (char === '(' && depth++ === 0) continue;
      if (char === ')' && --depth === 0) break;
      if (char === '\\') {
        const octal = this.take(/^[0-7]{1,3}/);
        if (octal !== undefined) {
          bytes.push(parseInt(octal, 8));
          continue;
        }
        char = this.text[this.at++] ?? '';
        char = escapes[char] ?? char;
      }
      bytes.push(char.charCodeAt(0));
    } while (depth > 0);
    return Buffer.from(bytes);
  }
}

/** What each two-byte code of a font stands for. */
function toUnicode(cmap: string): ReadonlyMap<number, string> {
  const words = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  const found = new Map<number, string>();
  for (const [, body = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', to = ''] of body.matchAll(/<(\w+)>\s*<(\w+)>/g))
      found.set(parseInt(code, 16), words(to));
  for (const [, body = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', until = '', to = ''] of body.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let code = parseInt(from, 16), nth = 0; code <= parseInt(until, 16); code++, nth++) {
        const start = words(to);
        found.set(code, start.slice(0, -1) + String.fromCharCode(start.charCodeAt(start.length - 1) + nth));
      }
  return found;
}

function shownIn(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  const read = new Reader(content, 0);
  let font: ReadonlyMap<number, string> = new Map();
  let shown = '';
  const before: PdfValue[] = [];
  const show = (value: PdfValue | undefined): void => {
    if (Array.isArray(value)) value.forEach(show);
    if (typeof value !== 'object' || value === null || !('bytes' in value)) return;
    for (let at = 0; at + 1 < value.bytes.length; at += 2)
      shown += font.get(value.bytes.readUInt16BE(at)) ?? '\u{fffd}';
  };
  for (read.skip(); read.at < content.length; read.skip()) {
    const value = read.value();
    const operator = nameOf(value);
    if (operator === 'Tf') font = fonts.get(nameOf(before.at(-2)) ?? '') ?? new Map();
    if (operator === 'Tj' || operator === 'TJ') show(before.at(-1));
    if (operator === 'ET') shown += '\n';
    before.push(value);
    if (before.length > 8) before.shift();
  }
  return shown;
}
