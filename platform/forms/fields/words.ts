import { z } from 'zod';
import { complain } from './kind.ts';

interface TextRules {
  readonly max: number;
  /** One line only: what an `<input>` can hold. */
  readonly oneLine?: boolean;
  /** Kept as it is, byte for byte. */
  readonly verbatim?: boolean;
}

/** Text that was written by someone. Longest lengths count characters, not UTF-16 units, as JSON Schema does. */
export function textSchema({ max, oneLine = false, verbatim = false }: TextRules): z.ZodType<string> {
  const text = z.string({ error: 'error.not-text' });
  const tidied = verbatim ? text : text.overwrite(value => tidy(value, max));
  return tidied
    .superRefine((value, context) => {
      if (isTooLong(value, max)) return complain(context, 'error.too-long', { max });
      // NUL cannot be kept by PostgreSQL, and half a surrogate pair is no character at all.
      if (value.includes('\0') || !value.isWellFormed()) return complain(context, 'error.characters');
      if (oneLine && /[\r\n]/.test(value)) return complain(context, 'error.line-breaks');
      if (oneLine && turnsDirection.test(value)) return complain(context, 'error.direction');
      if (!isSeen.test(value)) complain(context, 'error.missing');
    })
    .meta({ minLength: 1, maxLength: max });
}

/** Something that a reader could see: no white space, control or character that is drawn as nothing. */
const isSeen = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u;
/** Overrides and embeddings, which can show a name as another; the marks that right-to-left scripts need are not among them. */
const turnsDirection = /[\u202a-\u202e\u2066-\u2069]/;

/** Without white space around it, in composed form, with one kind of line end. The native `trim` is linear. */
function tidy(text: string, max: number): string {
  const trimmed = text.trim();
  // Composing long runs of accents takes more than linear time: what will be refused anyway is not composed.
  return trimmed.length > 4 * max ? trimmed : trimmed.normalize('NFC').replaceAll(/\r\n?/g, '\n');
}

function isTooLong(text: string, max: number): boolean {
  if (text.length <= max) return false;
  let characters = 0;
  const each = text[Symbol.iterator]();
  while (!each.next().done) if (++characters > max) return true;
  return false;
}

/**
 * A browser sends every line end as CRLF, whatever the text area held. So a statement that comes back unchanged is
 * known by comparing without regard to line ends, and keeps the bytes that it had; a new one has plain line feeds.
 */
export function statementFrom(typed: string, before: string | undefined): string {
  const plain = typed.replaceAll('\r\n', '\n');
  return before !== undefined && sameLines(before) === sameLines(plain) ? before : plain;
}
const sameLines = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/** An HTML parser drops a line end that directly follows `<textarea>`; one more keeps the one that was written. */
export const inTextarea = (text: string): string => (/^[\r\n]/.test(text) ? `\n${text}` : text);
