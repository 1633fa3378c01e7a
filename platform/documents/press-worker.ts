/** Runs in a thread: sets documents, one after the other. */
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { DocumentParts, Part } from './definition.ts';
import { readFonts } from './fonts.ts';
import { type Line, linesOf } from './lines.ts';
import { loadTypst } from './typst.ts';

export interface ToPrint {
  readonly document: DocumentParts;
  /** "Page #1 of #2" */
  readonly page: string;
  /** Says that some characters cannot be shown. */
  readonly unknown: string;
}
export type Printed =
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly why: string };

const fonts = readFonts();
const workspace = import.meta.dirname;
const compiler = loadTypst().NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fonts.files }] });

parentPort?.on('message', (order: ToPrint) => parentPort?.postMessage(print(order)));

function print(order: ToPrint): Printed {
  const inputs = { document: JSON.stringify(toSet(order)) };
  try {
    const { result } = compiler.compile({ mainFilePath: join(workspace, 'document.typ'), inputs });
    return result ? { ok: true, pdf: compiler.pdf(result, { pdfStandard: 'ua-1' }) } : unset;
  } catch {
    // Its messages may quote what was set: they do not leave the thread.
    return unset;
  } finally {
    // What was set is personal data: nothing of it stays in the compiler's memory of earlier work.
    compiler.evictCache(0);
  }
}
const unset: Printed = { ok: false, why: 'Typst refused it' };

/** What `document.typ` reads: every text as lines that the fonts can show. */
function toSet({ document, page, unknown }: ToPrint) {
  let missing = 0;
  const lines = (text: string): readonly Line[] => linesOf(text, fonts.covers, () => missing++);
  const text = (of: string): string =>
    lines(of)
      .map(line => line.text)
      .join(' ');
  const parts = document.parts.map(part => partToSet(part, lines, text));
  const { marking, reference, title, description, language } = document;
  const head = { title: text(title), description: text(description), marking: text(marking) };
  const notice = missing > 0 ? [{ is: 'paragraph', lines: lines(unknown) }] : [];
  return {
    ...head,
    language,
    reference: text(reference),
    page,
    fonts: fonts.families,
    parts: [...notice, ...parts],
  };
}

type Lines = (text: string) => readonly Line[];

function partToSet(part: Part, lines: Lines, text: (of: string) => string) {
  const note = (of: string | undefined) => (of === undefined ? null : text(of));
  switch (part.is) {
    case 'heading':
      return { ...part, text: text(part.text) };
    case 'paragraph':
      return { is: part.is, lines: lines(part.text) };
    case 'bullets':
      return { is: part.is, items: part.items.map(lines) };
    case 'statement':
      return { is: part.is, lines: lines(part.text), note: note(part.note) };
    case 'summary':
      return {
        is: part.is,
        rows: part.rows.map(row => ({
          key: text(row.key),
          lines: lines(row.text),
          statement: row.isStatement === true,
          note: note(row.note),
        })),
      };
    case 'table':
      return {
        is: part.is,
        caption: text(part.caption),
        head: part.head.map(text),
        rows: part.rows.map(row => row.map(text)),
      };
  }
}
