import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeyProblem } from './keys.ts';

export const keyLength = 32;
const ivLength = 12;
const tagLength = 16;

/** AES-256-GCM under a key of 32 bytes: iv ‖ tag ‖ ciphertext. `about` is not kept, and must be the same to open. */
export function closeBox(key: Buffer, plain: Buffer, about: string): Buffer {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws KeyProblem `seal-altered` where anything differs: key, bytes, or what it is about */
export function openBox(key: Buffer, box: Buffer, about: string): Buffer {
  if (box.length < ivLength + tagLength) throw new KeyProblem('seal-altered');
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, ivLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.from(about)).setAuthTag(box.subarray(ivLength, ivLength + tagLength));
  try {
    return Buffer.concat([decipher.update(box.subarray(ivLength + tagLength)), decipher.final()]);
  } catch {
    throw new KeyProblem('seal-altered');
  }
}
