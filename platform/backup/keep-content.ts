import { createHash } from 'node:crypto';
import type { FilePlace } from '../files/place.ts';
import { BackupProblem } from './problem.ts';

/**
 * Puts a content back. One that is there already (a bucket that was not lost) stays, and must be the same. Answers whether
 * it was put there by this.
 */
export async function keepContent(
  place: FilePlace,
  key: string,
  content: AsyncIterable<Buffer>,
): Promise<boolean> {
  const there = await digestOf(place.get(key)).catch(() => undefined);
  if (there === undefined) {
    await place.put(key, content);
    return true;
  }
  if ((await digestOf(content)) !== there)
    throw new BackupProblem(
      'The store of files holds another content under a key of the backup. Use an empty one.',
    );
  return false;
}

async function digestOf(content: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of content) hash.update(piece);
  return hash.digest('hex');
}
