/** The secrets of a second factor: those of one-time codes, which are kept sealed, and recovery codes, whose digests are. */
import { createHash, randomBytes } from 'node:crypto';
import { closeBox, keyLength, openBox } from '../../../platform/seal/box.ts';
import { aboutOf } from '../../../platform/seal/envelope.ts';
import { KeyProblem, type KeyService, type Wrapped } from '../../../platform/seal/keys.ts';
import { secretLength, toBase32 } from './totp.ts';

export interface SealedSecret {
  readonly passwordId: string;
  readonly seal: Buffer;
  readonly wrapped: Wrapped;
}

/** As `./opennrm key rotate` names it (store.ts, `passwordKeys`). */
export const codeField = 'password.code';
const aboutCode = (passwordId: string): string =>
  aboutOf({ recordId: passwordId, field: codeField, sealId: passwordId });

/** @throws KeyProblem */
export async function sealSecret(
  keys: KeyService,
  { passwordId, secret }: { readonly passwordId: string; readonly secret: Buffer },
): Promise<SealedSecret> {
  const dataKey = randomBytes(keyLength);
  const about = aboutCode(passwordId);
  const wrapped = await keys.wrap(dataKey, about);
  return { passwordId, seal: closeBox(dataKey, secret, about), wrapped };
}

const decoys = new WeakMap<KeyService, Promise<SealedSecret>>();
/** What an account without a password has in place of its own: the same work, and nobody's. */
function decoyOf(keys: KeyService): Promise<SealedSecret> {
  const made =
    decoys.get(keys) ??
    sealSecret(keys, { passwordId: crypto.randomUUID(), secret: randomBytes(secretLength) });
  decoys.set(keys, made);
  // A key service that did not answer is asked again.
  made.catch(() => decoys.delete(keys));
  return made;
}

/**
 * The secret; of an account that has none, nobody's. What was altered, or sealed by a key that is gone, lets nobody in, and
 * tells nobody that it is there: `undefined`.
 * @throws KeyProblem alike for both: `keys-unreachable`
 */
export async function openSecret(
  keys: KeyService,
  kept: SealedSecret | undefined,
): Promise<Buffer | undefined> {
  const decoy = await decoyOf(keys);
  const { passwordId, seal, wrapped } = kept ?? decoy;
  const about = aboutCode(passwordId);
  try {
    return openBox(await keys.unwrap(wrapped, about), seal, about);
  } catch (error) {
    if (error instanceof KeyProblem && error.kind !== 'keys-unreachable') return undefined;
    throw error;
  }
}

const codes = 8;

/** Each lets somebody in once in place of a one-time code: 120 bits, in groups. */
export const makeRecoveryCodes = (): readonly string[] =>
  Array.from({ length: codes }, () => grouped(toBase32(randomBytes(15))));

export const grouped = (text: string): string => text.match(/.{1,4}/g)?.join(' ') ?? '';

/** Of a code as `readCode` leaves it. */
export const digestOfCode = (code: string): Buffer => createHash('sha256').update(code).digest();
