import { fileTypeFromBuffer } from 'file-type';
import { type Kind, taken } from './kinds.ts';

/** So much of the beginning is looked at. */
export const headLength = 262_144;

/** Undefined where the file is of no kind that is taken: archives, programs, pages and drawings that can hold scripts. */
export async function kindOf(head: Buffer): Promise<Kind | undefined> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found)
    return Object.hasOwn(taken, found.mime) ? taken[found.mime as keyof typeof taken].kind : undefined;
  return isText(head) ? 'txt' : undefined;
}

/** Words and nothing else: UTF-8 without control characters, that does not begin as a page, a drawing or a program does. */
function isText(head: Buffer): boolean {
  // What was cut may have been cut within a character.
  const whole = head.length < headLength ? head : head.subarray(0, -4);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(whole, { stream: head.length >= headLength });
  } catch {
    return false;
  }
  const control = /[^\P{Cc}\t\n\f\r]/u;
  const markup =
    /<\s*(?:!doctype|!--|\?xml|html|head|body|script|svg|iframe|object|embed|style|link|meta|img|a)\b|^\s*(?:#!|%!|\{\\rtf)|javascript:/i;
  return text.trim() !== '' && !control.test(text) && !markup.test(text);
}
