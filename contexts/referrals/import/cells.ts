/** An answer as the text of a cell, and back. Each direction is the other's: what was written out is read in as it was. */
import type { FieldDefinition } from '../../../platform/forms/definition.ts';
import { exactCode } from '../../../platform/forms/fields/find-codes.ts';
import type { Given } from '../../../platform/forms/fields/kind.ts';
import type { Json } from '../../../platform/pure/json.ts';

/** Between several answers to one question. No code holds it. */
const between = ';';

/**
 * What stands in a cell, as an answer for the form's own schema to judge: what makes no sense goes there as it is, and is
 * refused there. Undefined where nothing was answered.
 */
export function answerIn(text: string, field: FieldDefinition, given: Given): Json | undefined {
  if (text.trim() === '') return undefined;
  switch (field.type) {
    case 'choice':
    case 'select':
    case 'find':
      return codeIn(text, field, given);
    case 'choices':
    case 'selects':
    case 'finds':
      return partsOf(text).map(part => codeIn(part, field, given));
    case 'signs':
      return partsOf(text).map(part => {
        const [sign = '', ...known] = part.split(':');
        return { sign: sign.trim(), known: known.join(':').trim() };
      });
    case 'tick':
      return tickIn(text);
    case 'items':
      return itemsIn(text);
    case 'number':
      return /^\d{1,15}$/.test(text.trim()) ? Number(text) : text;
    case 'date':
    case 'partial-date':
      return text.trim();
    default:
      return text;
  }
}

export function textOf(answer: Json): string {
  if (answer === true) return 'yes';
  if (Array.isArray(answer) && answer.some(isItem)) return JSON.stringify(answer);
  if (Array.isArray(answer)) return answer.map((each: Json) => memberText(each)).join(`${between} `);
  return String(answer);
}

const isItem = (member: Json): boolean => typeof member === 'object' && member !== null && 'id' in member;

/** Several of a kind, each with answers of its own, are JSON in their one cell. */
function itemsIn(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

const memberText = (member: Json): string =>
  typeof member === 'object' && member !== null && 'sign' in member
    ? `${String(member['sign'])}:${String(member['known'])}`
    : String(member);

const partsOf = (text: string): readonly string[] =>
  text
    .split(between)
    .map(part => part.trim())
    .filter(part => part !== '');

/** A code, or the whole label of one in a list, however it is capitalised. */
function codeIn(text: string, field: FieldDefinition, given: Given): string {
  const typed = text.trim();
  if (field.options?.includes(typed)) return typed;
  const small = field.options?.find(option => option.toLowerCase() === typed.toLowerCase());
  if (small !== undefined) return small;
  return field.list === undefined ? typed : (exactCode(field, typed, given) ?? typed);
}

/** Undefined for "no": a box that is not ticked is no answer. */
function tickIn(text: string): Json | undefined {
  const typed = text.trim().toLowerCase();
  if (['yes', 'true', '1', 'x'].includes(typed)) return true;
  return ['no', 'false', '0'].includes(typed) ? undefined : text;
}
