import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Tables } from '../platform/db/tables.ts';
import { clamd } from '../platform/files/clamd.ts';
import { createFiles, type Files } from '../platform/files/files.ts';
import { folderPlace } from '../platform/files/folder-place.ts';
import { s3Place } from '../platform/files/s3-place.ts';
import type { KeyService } from '../platform/seal/keys.ts';
import type { Config } from './config.ts';

/** Where the contents of files are kept, and what opens them. `folder`: the data folder. */
export function filesFor(
  { clamd: scanner, filesDir, s3 }: Pick<Config, 'clamd' | 'filesDir' | 's3'>,
  folder: string,
  { database, keys }: { readonly database: Kysely<Tables>; readonly keys: KeyService },
): Files {
  const own = filesDir ?? join(folder, 'files');
  return createFiles({
    place: s3 ? s3Place({ ...s3, waiting: join(own, 'waiting') }) : folderPlace(own),
    keys,
    database,
    scan: scanner ? clamd(scanner) : undefined,
  });
}
