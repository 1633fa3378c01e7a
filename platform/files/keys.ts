import { randomBytes } from 'node:crypto';
import { deriveKey, openSeal, seal } from '../http/seal.ts';

/** A key of one content, and how it is kept beside the content's row: sealed with a key that is outside the database. */
export interface ContentKey {
  readonly key: Buffer;
  readonly wrapped: Buffer;
}

/** Makes and opens the keys of contents. `place` is the content's own key in the store: a wrapped key opens nothing else. */
export interface ContentKeys {
  make(place: string): Promise<ContentKey>;
  /** @throws where it was wrapped with another key, or for another content */
  open(place: string, wrapped: Buffer): Promise<Buffer>;
}

/** Keys wrapped with one derived from the deployment's secret. */
export function keysOfSecret(secret: string): ContentKeys {
  const outer = deriveKey(secret, 'files');
  return {
    make: async place => {
      const key = randomBytes(32);
      return { key, wrapped: seal(outer, key.toString('base64'), place) };
    },
    open: async (place, wrapped) => {
      const opened = openSeal(outer, wrapped, place);
      if (opened === undefined)
        throw new Error('The key of a file does not open: is NRM_SECRET another one?');
      return Buffer.from(opened, 'base64');
    },
  };
}
