import { z } from 'zod';
import type { ListCode, Pack } from '../../pack/pack.ts';
import type { FieldDefinition } from '../definition.ts';
import { complain, todayOf, type Given } from './kind.ts';

/** Longer lists are not spelled out in the API's schema: the description names the list instead. */
const mostSpelledOut = 30;

/** The codes of a field, those of a list as far as they are in force. */
export function codesOf(field: FieldDefinition, { pack, today }: Given): readonly string[] {
  if (field.list === undefined) return field.options ?? [];
  const day = todayOf({ pack, today }).toString();
  const listed = listOf(field.list, pack).codes.filter(code => inForce(code, day));
  return [...new Set([...listed.map(({ code }) => code), ...(field.options ?? [])])];
}

export function listOf(name: string, pack: Pack) {
  const list = Object.hasOwn(pack.lists, name) ? pack.lists[name] : undefined;
  if (!list) throw new Error(`The pack ${pack.code} has no list ${name}`);
  return list;
}

/** On a day such as `2026-03-02`. Both ends are included; an imprecise date (2023-07) covers all of its days. */
export function inForce({ from, until }: Pick<ListCode, 'from' | 'until'>, day: string): boolean {
  return (from === undefined || from <= day) && (until === undefined || day.slice(0, until.length) <= until);
}

export function codeSchema(field: FieldDefinition, given: Given): z.ZodType<string> {
  const isCode = codeTest(field, given);
  return z
    .string({ error: 'error.not-an-option' })
    .superRefine((code, context) => {
      if (!isCode(code)) complain(context, 'error.not-an-option');
    })
    .meta(codeDocs(field, given));
}

export function codeTest(field: FieldDefinition, given: Given): (code: string) => boolean {
  const options = new Set(field.options);
  if (field.list === undefined) return code => options.has(code);
  const { byCode } = listOf(field.list, given.pack);
  return code => {
    if (options.has(code)) return true;
    const found = byCode.get(code);
    return found !== undefined && inForce(found, todayOf(given).toString());
  };
}

export function codeDocs(field: FieldDefinition, given: Given): Record<string, unknown> {
  const codes =
    field.list === undefined
      ? (field.options ?? [])
      : [...listOf(field.list, given.pack).codes.map(({ code }) => code), ...(field.options ?? [])];
  if (codes.length <= mostSpelledOut) return { enum: [...codes] };
  const longest = Math.max(...codes.map(code => code.length));
  const others = field.options ? `, or ${field.options.join(', ')}` : '';
  return {
    maxLength: longest,
    pattern: '^[^\\s]+$',
    description: `A code of the list "${field.list}"${others}.`,
  };
}
