import { writeFileSync } from 'node:fs';
import { makeSigningKey } from '../../platform/ledger/note.ts';
import type { Outcome } from './ledger.ts';

/** `./opennrm ledger key NAME FILE`: a new signing key that its owner alone may read; an older one is not written over. */
export function writeKey(name: string, file: string): Outcome {
  try {
    const { signer, verifier } = makeSigningKey(name);
    writeFileSync(file, `${signer}\n`, { mode: 0o600, flag: 'wx' });
    return { status: 0, lines: [`${file} holds the new key. Its public key is`, verifier] };
  } catch (error) {
    if (error instanceof TypeError || (error instanceof Error && 'syscall' in error))
      return { status: 1, lines: [`${file} cannot be written: ${error.message}.`] };
    throw error;
  }
}
