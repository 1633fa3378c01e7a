/** What the responder decides on each text that names the first person: changed, copied all the same, or left out. */
import { createHash } from 'node:crypto';
import { sentFrom } from '../../../platform/forms/inputs.ts';
import { kindOf } from '../../../platform/forms/kinds.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import { findIdentifying, type Known } from '../notice/identifying.ts';
import type { NamingText } from './naming.ts';

export const choices = ['leave-out', 'changed', 'as-it-is'] as const;
export const choiceName = (key: string): string => `choice.${key}`;
export const textName = (key: string): string => `text.${key}`;
/** What somebody looked at: texts that were changed meanwhile are looked at anew. */
export const seenName = '_seen';
export const seenOf = (texts: readonly NamingText[]): string =>
  createHash('sha256')
    .update(JSON.stringify(texts.map(({ key, text }) => [key, text])))
    .digest('base64url')
    .slice(0, 22);

/** By the text's key: the words to copy, or none. Refused until each was looked at. */
export function readDecided(
  texts: readonly NamingText[],
  body: unknown,
  { known, pack, today }: { readonly known: Known; readonly pack: Pack; readonly today: PlainDate },
): Result<ReadonlyMap<string, string | undefined>> {
  const sent = sentFrom(body);
  if (texts.length === 0) return ok(new Map());
  if (sent.one(seenName) !== seenOf(texts))
    return refuse('invalid', [{ field: 'look', message: 'referrals.another.look' }]);
  const decided = new Map<string, string | undefined>();
  const errors: FieldError[] = [];
  for (const { key, field } of texts) {
    const choice = choices.find(each => each === sent.one(choiceName(key)));
    const text = sent.one(textName(key)).replaceAll('\r\n', '\n');
    const parsed = kindOf(field).schema(field, { pack, today }).safeParse(text);
    const fault = (name: string, message: string) => void errors.push({ field: name, message });
    if (choice === undefined) fault(choiceName(key), 'referrals.another.choose');
    else if (choice === 'leave-out' || text.trim() === '') decided.set(key, undefined);
    else if (!parsed.success || typeof parsed.data !== 'string')
      fault(textName(key), 'referrals.another.too-long');
    else if (choice === 'changed' && findIdentifying(text, known).length > 0)
      fault(choiceName(key), 'referrals.another.still');
    else decided.set(key, parsed.data);
  }
  return errors.length > 0 ? refuse('invalid', errors) : ok(decided);
}
