import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Result } from '../pure/result.ts';
import type { KeyService } from '../seal/keys.ts';
import { openStream, sealStream } from '../seal/stream.ts';
import { aboutContent, makeContentKey, openContentKey } from './keys.ts';
import type { FilePlace } from './place.ts';
import { type Content, type NotReceived, receive, type Received } from './receive.ts';
import type { Scan } from './clamd.ts';
import { noteUnowned, forgetUnowned } from './store.ts';

/** The contents of files: taken in, given out, and removed. Who may is for others to say. */
export interface Files {
  receive(source: AsyncIterable<Buffer>): Promise<Result<Received, NotReceived>>;
  /** Keeps something made here, such as a copy without what a camera wrote into a picture. */
  keep(content: AsyncIterable<Buffer>): Promise<Content>;
  /**
   * The plain content.
   * @throws KeyProblem where its key does not open; and on the way, where it is not what was sealed
   */
  open(content: Content): Promise<AsyncIterable<Buffer>>;
  /** Removes contents that nothing owns. */
  discard(places: readonly string[]): Promise<void>;
  /** Undefined where no scanner is configured: files are then shown as not scanned. */
  readonly scan: Scan | undefined;
}

export interface FilesParts {
  readonly place: FilePlace;
  readonly keys: KeyService;
  readonly database: Kysely<Tables>;
  readonly scan?: Scan | undefined;
}

export function createFiles({ place, keys, database, scan }: FilesParts): Files {
  const begin = (at: string) => noteUnowned(database, at);
  const abandon = (at: string) => forgetUnowned(database, at);
  return {
    scan,
    receive: source => receive({ place, keys, begin, abandon, hasScanner: scan !== undefined }, source),
    keep: async content => {
      const at = crypto.randomUUID();
      const { key, wrapped } = await makeContentKey(keys, at);
      await begin(at);
      await place.put(at, sealStream(content, key, aboutContent(at)));
      return { place: at, wrapped };
    },
    open: async ({ place: at, wrapped }) =>
      openStream(place.get(at), await openContentKey(keys, at, wrapped), aboutContent(at)),
    discard: async places => {
      for (const at of places) {
        await place.remove(at);
        await forgetUnowned(database, at);
      }
    },
  };
}
