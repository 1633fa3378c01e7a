import { randomBytes } from 'node:crypto';
import { keyLength } from '../seal/box.ts';
import { type About, aboutOf } from '../seal/envelope.ts';
import type { KeyService, Wrapped } from '../seal/keys.ts';

/** What a content is to the key service. Its place is random and its own: no key of another content opens it. */
export const aboutContent = (place: string): About => ({
  recordId: place,
  field: 'content',
  sealId: place,
});

/** The key of one content, and how it is kept beside the content's row. @throws KeyProblem */
export async function makeContentKey(
  keys: KeyService,
  place: string,
): Promise<{ readonly key: Buffer; readonly wrapped: Wrapped }> {
  const key = randomBytes(keyLength);
  return { key, wrapped: await keys.wrap(key, aboutOf(aboutContent(place))) };
}

/** @throws KeyProblem where it was wrapped by a key that is not there, or for another content */
export const openContentKey = (keys: KeyService, place: string, wrapped: Wrapped): Promise<Buffer> =>
  keys.unwrap(wrapped, aboutOf(aboutContent(place)));
