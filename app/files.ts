import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Tables } from '../platform/db/tables.ts';
import { clamd } from '../platform/files/clamd.ts';
import { createFiles, type Files } from '../platform/files/files.ts';
import { folderPlace } from '../platform/files/folder-place.ts';
import type { FilePlace } from '../platform/files/place.ts';
import { s3Place } from '../platform/files/s3-place.ts';
import type { KeyService } from '../platform/seal/keys.ts';
import type { Config } from './config.ts';

type Place = Pick<Config, 'filesDir' | 's3'>;

/** Where the contents of files are kept. `folder`: the data folder. */
export function placeFor({ filesDir, s3 }: Place, folder: string): FilePlace {
  const own = filesDir ?? join(folder, 'files');
  return s3 ? s3Place({ ...s3, waiting: join(own, 'waiting') }) : folderPlace(own);
}

/** The same, with what opens them. */
export function filesFor(
  config: Place & Pick<Config, 'clamd'>,
  folder: string,
  { database, keys }: { readonly database: Kysely<Tables>; readonly keys: KeyService },
): Files {
  return createFiles({
    place: placeFor(config, folder),
    keys,
    database,
    scan: config.clamd ? clamd(config.clamd) : undefined,
  });
}
