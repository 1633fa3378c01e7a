/** What is asked of a password (ASVS 5.0 V6.2), and how what was typed of a code is read. */
import type { FieldError } from '../../../platform/pure/result.ts';
import { triedFirst } from './tried-first.ts';

/** In characters, as people count them. Of which kinds they are is nobody's business but whoever chose them. */
export const [shortest, longest] = [12, 256] as const;
/** What must be left of a password without the words that anybody would try here. */
const leastOfOwn = 8;

export type Typed = Readonly<Record<string, unknown>>;
export const typedText = (typed: Typed, name: string): string =>
  typeof typed[name] === 'string' ? typed[name] : '';

export const lengthOf = (password: string): number => [...password].length;
const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}]/gu, '');
const signsOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** `abcabcabc` is `abc`. */
const repeated = (text: string): string => /^(.+?)\1+$/su.exec(text)?.[1] ?? text;
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  '1qaz2wsx3edc4rfv',
];
const runs = rows.flatMap(row => [row, [...row].toReversed().join('')]).map(row => row + row);
const isRun = (text: string): boolean => runs.some(run => run.includes(text));

/** Whether it is what people choose who were told to choose something longer. */
function isCommon(password: string): boolean {
  const [signs, letters] = [repeated(signsOf(password)), repeated(lettersOf(password))];
  // What others wrote in figures: p4ssw0rd.
  const plain = repeated(
    lettersOf(password.replaceAll(/[013457@$]/g, sign => 'oieastas'['013457@$'.indexOf(sign)] ?? sign)),
  );
  if ([signs, letters, plain].some(each => triedFirst.has(each))) return true;
  return new Set(password).size < 4 || (signs.length > 0 && isRun(signs));
}

/** Words of at least four letters. */
const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 3);

/** `context` is what anybody would try of this person: their name and address, organisation and service. */
function isOfContext(password: string, context: readonly string[]): boolean {
  const words = [...new Set(context.flatMap(wordsOf))].toSorted((one, other) => other.length - one.length);
  const left = words.reduce((text, word) => text.replaceAll(word, ''), signsOf(password));
  return left !== signsOf(password) && lengthOf(left) < leastOfOwn;
}

/** Why a password is not taken: the message; undefined where it is. */
export function findFault(password: string, context: readonly string[]): string | undefined {
  const length = lengthOf(password);
  if (length < shortest) return 'password.error.short';
  if (length > longest) return 'password.error.long';
  if (isCommon(password)) return 'password.error.common';
  return isOfContext(password, context) ? 'password.error.context' : undefined;
}

/** What is wrong with what somebody typed to have a password: but for the code and the current one. */
export function faultsOf(typed: Typed, context: readonly string[]): readonly FieldError[] {
  const [password, again] = [typedText(typed, 'password'), typedText(typed, 'again')];
  const fault = findFault(password, context);
  if (fault !== undefined) return [{ field: 'password', message: fault, values: { shortest, longest } }];
  return password === again ? [] : [{ field: 'again', message: 'password.error.again' }];
}

/** A one-time code or a recovery code, as apps and people group them. */
export const readCode = (typed: Typed): string =>
  typedText(typed, 'code').toUpperCase().replaceAll(/[\s-]/g, '').slice(0, 64);
