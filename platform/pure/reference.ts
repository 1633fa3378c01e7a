// No vowels, so no words; no 0, 1, I, L, O, U, so nothing to mishear or misread.
const letters = '23456789BCDFGHJKMNPQRSTVWXYZ';

/**
 * A reference such as `NRM-7KBC-9QXD-R4T`: ten random letters and a check letter that finds every single mistyped letter
 * and almost every swap. `random` gives bytes from a secure source; bytes past the last full round are thrown away.
 */
export function makeReference(prefix: string, random: (count: number) => Uint8Array): string {
  let body = '';
  while (body.length < 10)
    for (const byte of random(16)) if (byte < 252 && body.length < 10) body += letters[byte % letters.length];
  const whole = body + checkLetter(body);
  return `${prefix}-${whole.slice(0, 4)}-${whole.slice(4, 8)}-${whole.slice(8)}`;
}

/** What somebody typed, as a reference: in capitals, with its hyphens; undefined where it cannot be one. */
export function readReference(prefix: string, typed: string): string | undefined {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const whole = bare.startsWith(prefix.toUpperCase()) ? bare.slice(prefix.length) : bare;
  if (whole.length !== 11 || [...whole].some(letter => !letters.includes(letter))) return undefined;
  if (checkLetter(whole.slice(0, 10)) !== whole[10]) return undefined;
  return `${prefix}-${whole.slice(0, 4)}-${whole.slice(4, 8)}-${whole.slice(8)}`;
}

/** Weights 1 to 10 modulo 29 are invertible (29 is prime); the one value without a letter is not used as a check. */
function checkLetter(body: string): string {
  const sum = [...body].reduce((total, letter, place) => total + letters.indexOf(letter) * (place + 1), 0);
  return letters[(sum % 29) % letters.length] ?? '';
}
