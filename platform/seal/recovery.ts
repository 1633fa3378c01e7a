import { randomBytes, scryptSync } from 'node:crypto';
import { z } from 'zod';
import { closeBox, keyLength, openBox } from './box.ts';
import { readRing, type Ring, writeRing } from './ring.ts';

/** A copy of the keys for a safe place, sealed with a passphrase that is kept elsewhere (docs/guides/keys.md). */
const about = 'opennrm-keys-export-1';
const copied = z.strictObject({
  opennrm: z.literal(about),
  salt: z.base64(),
  box: z.base64(),
});
/** A second or so, and 128 MB: what guessing a passphrase costs each time. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 };
export const shortestPassphrase = 20;

const keyFrom = (passphrase: string, salt: Buffer): Buffer =>
  scryptSync(passphrase.normalize('NFC'), salt, keyLength, cost);

export function sealRing(ring: Ring, passphrase: string): string {
  const salt = randomBytes(16);
  const box = closeBox(keyFrom(passphrase, salt), Buffer.from(writeRing(ring)), about);
  return `${JSON.stringify({ opennrm: about, salt: salt.toString('base64'), box: box.toString('base64') })}\n`;
}

/** The keys of a copy; undefined where it is no copy, or the passphrase is another. */
export function openRing(text: string, passphrase: string): Ring | undefined {
  try {
    const { salt, box } = copied.parse(JSON.parse(text));
    const key = keyFrom(passphrase, Buffer.from(salt, 'base64'));
    return readRing(openBox(key, Buffer.from(box, 'base64'), about).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Both together, in order of making: nothing is ever lost by recovering. */
export const joinRings = (one: Ring, other: Ring): Ring => ({
  keys: [...new Map([...one.keys, ...other.keys].map(key => [key.id, key])).values()].toSorted((a, b) =>
    a.madeAt < b.madeAt ? -1 : a.madeAt > b.madeAt ? 1 : 0,
  ),
});
