/** Where words could hide that should be sealed: in bytes, in what stands for bytes, in files beneath the tables. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mark } from './marks.ts';

/** What a row keeps as bytes, or as text that stands for bytes, as the text that it would be if it were one. */
export function bytesIn(row: string): string {
  const hex = [...row.matchAll(/\\x([0-9a-f]{16,})/g)].map(([, found]) => Buffer.from(found ?? '', 'hex'));
  const coded = [...row.matchAll(/[A-Za-z0-9_+/-]{40,}/g)].map(([found]) => Buffer.from(found, 'base64'));
  return [...hex, ...coded].map(bytes => bytes.toString('latin1')).join('\n');
}

export interface Searched {
  readonly files: number;
  /** How many hold a mark of any class: that what is looked for would be found. */
  readonly marked: number;
  /** Names of those that hold a mark of something sealed. */
  readonly sealed: readonly string[];
}

/** Every file beneath a folder, byte for byte. Other tests' databases come and go beside this one: what is gone is passed over. */
export function searchFiles(folder: string): Searched {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(each => each.isFile());
  const place = sealedMark();
  const sealed: string[] = [];
  let marked = 0;
  for (const { parentPath, name } of files) {
    const text = read(join(parentPath, name));
    if (place.test(text)) sealed.push(name);
    if (/Zqvxj[a-z]{5}/i.test(text)) marked += 1;
  }
  return { files: files.length, marked, sealed };
}

/** Of whichever record. */
const sealedMark = (): RegExp => new RegExp(`Zqvxj[a-z]{3}${mark(0, 'sealed').at(-2) ?? ''}[a-z]`, 'i');

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
