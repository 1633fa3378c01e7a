import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { createFiles, type Files } from '../files/files.ts';
import type { FilePlace } from '../files/place.ts';
import type { KeyService } from '../seal/keys.ts';
import { testKeys } from '../seal/testing.ts';
import type { Scan } from '../files/clamd.ts';

export interface MemoryPlace extends FilePlace {
  readonly held: ReadonlyMap<string, Buffer>;
}

/** A place for contents that ends with the test. */
export function memoryPlace(): MemoryPlace {
  const held = new Map<string, Buffer>();
  return {
    held,
    put: async (key, content) => {
      const parts: Buffer[] = [];
      for await (const part of content) parts.push(part);
      held.set(key, Buffer.concat(parts));
    },
    get: async function* (key) {
      const content = held.get(key);
      if (!content) throw new Error('no such content');
      for (let at = 0; at < content.length; at += 50_000) yield content.subarray(at, at + 50_000);
    },
    remove: async key => void held.delete(key),
  };
}

export const testFiles = (
  database: Kysely<Tables>,
  {
    place = memoryPlace(),
    keys = testKeys(),
    scan,
  }: { readonly place?: FilePlace; readonly keys?: KeyService; readonly scan?: Scan } = {},
): Files => createFiles({ place, keys, database, scan });
