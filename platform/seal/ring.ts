import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { closeBox, keyLength, openBox } from './box.ts';
import { KeyProblem, type Wrapped } from './keys.ts';

/** The keys that wrap data keys, in order of making. */
export interface Ring {
  readonly keys: readonly RingKey[];
}
interface RingKey {
  readonly id: string;
  readonly madeAt: string;
  readonly key: Buffer;
}

const kept = z.strictObject({
  opennrm: z.literal('keys-1'),
  keys: z
    .array(
      z.strictObject({
        id: z.string(),
        madeAt: z.string(),
        key: z.base64().transform(text => Buffer.from(text, 'base64')),
      }),
    )
    .min(1)
    .refine(keys => keys.every(({ id, key }) => key.length === keyLength && id === idOf(key))),
});

/** Said by the key itself: a damaged key is noticed, and the same key has the same id wherever it is recovered. */
const idOf = (key: Buffer): string =>
  `k${createHash('sha256').update('opennrm-key-id').update(key).digest('hex').slice(0, 16)}`;

/** @throws where the text is no ring, or a key in it is damaged; the message holds nothing of it */
export function readRing(text: string): Ring {
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    throw new KeyProblem('keys-unreachable');
  }
}

export const writeRing = ({ keys }: Ring): string =>
  `${JSON.stringify(
    {
      opennrm: 'keys-1',
      keys: keys.map(({ id, madeAt, key }) => ({ id, madeAt, key: key.toString('base64') })),
    },
    null,
    2,
  )}\n`;

export function withNewKey(ring: Ring, madeAt: string): Ring {
  const key = randomBytes(keyLength);
  return { keys: [...ring.keys, { id: idOf(key), madeAt, key }] };
}

export function newestOf({ keys }: Ring): RingKey {
  const newest = keys.at(-1);
  if (!newest) throw new KeyProblem('key-missing');
  return newest;
}

const aboutKey = (keyId: string, about: string): string => JSON.stringify(['opennrm-wrap-1', keyId, about]);

export function wrapWith(ring: Ring, dataKey: Buffer, about: string): Wrapped {
  const { id, key } = newestOf(ring);
  return { keyId: id, bytes: closeBox(key, dataKey, aboutKey(id, about)) };
}

/** @throws KeyProblem `key-missing`, `seal-altered` */
export function unwrapWith(ring: Ring, { keyId, bytes }: Wrapped, about: string): Buffer {
  const found = ring.keys.find(({ id }) => id === keyId);
  if (!found) throw new KeyProblem('key-missing', keyId);
  return openBox(found.key, bytes, aboutKey(keyId, about));
}
