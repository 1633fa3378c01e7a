import { createHash } from 'node:crypto';
import type { DatabaseAddress } from '../db/connect.ts';
import type { FilePlace } from '../files/place.ts';
import { writeData, writeNote } from './frames.ts';
import { inSession } from '../db/session.ts';
import { listPlaces } from './queries.ts';

/** One content as it lies there, sealed. What was erased since the backup's moment is not there any more, lawfully. */
export async function* contentOf(
  place: string,
  { place: store, database }: { readonly place: FilePlace; readonly database: DatabaseAddress },
): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  let bytes = 0;
  let isBegun = false;
  try {
    for await (const piece of store.get(place)) {
      if (!isBegun) yield writeNote({ is: 'file', place });
      isBegun = true;
      digest.update(piece);
      bytes += piece.length;
      yield* writeData(piece);
    }
  } catch (error) {
    if (isBegun) throw error;
    const isLost = await inSession(database, async ({ db }) => (await listPlaces(db)).includes(place));
    yield writeNote({ is: 'file-gone', place, isLost });
    return;
  }
  if (!isBegun) yield writeNote({ is: 'file', place });
  yield writeNote({ is: 'file-end', bytes, sha256: digest.digest('hex') });
}
