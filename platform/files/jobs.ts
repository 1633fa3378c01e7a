import { defineJob } from '../jobs/job.ts';
import { copyPicture } from './copy.ts';
import { findUnexamined, listUnowned, saveCopy, saveScan, type Unexamined } from './store.ts';
import type { JobWorld } from '../jobs/world.ts';

/** Asks the scanner, where there is one, and makes the copy that is shown. */
export const examineFile = defineJob({
  name: 'files.examine',
  access: 'service:operate',
  data: { file: 'id' },
  lane: 'long',
  timeoutSeconds: 300,
  run: async (world, { file }, { signal }) => {
    const found = await findUnexamined(world.database, file);
    if (!found) return;
    const isFree = await scan(world, file, found);
    if (isFree && found.copy === 'waiting') await copy(world, file, found, signal);
  },
});

async function scan({ database, files }: JobWorld, file: string, found: Unexamined): Promise<boolean> {
  if (found.scan !== 'waiting') return found.scan !== 'infected';
  const scanned = files.scan ? await files.scan(await files.open(found.content)) : 'not-scanned';
  await saveScan(database, file, scanned);
  return scanned !== 'infected';
}

async function copy(
  { database, files }: JobWorld,
  file: string,
  { content, kind }: Unexamined,
  signal: AbortSignal,
): Promise<void> {
  const { copy: made } = await copyPicture(
    await files.open(content),
    kind,
    parts => files.keep(parts),
    signal,
  );
  await saveCopy(
    database,
    file,
    typeof made === 'string' ? made : { ...made.kept, kind: made.kind, size: made.size },
  );
}

const atOnce = 200;

/** Removes contents whose file has gone, and those that never got one. Also asked for by whatever takes a file away. */
export const removeUnowned = defineJob({
  name: 'files.remove-unowned',
  access: 'service:operate',
  data: {},
  timeoutSeconds: 600,
  schedule: '27 * * * *',
  run: async ({ database, files }, _data, { signal }) => {
    for (let places = await next(); places.length > 0 && !signal.aborted; places = await next())
      await files.discard(places);
    function next() {
      return listUnowned(database, atOnce);
    }
  },
});

export const fileJobs = [examineFile, removeUnowned];
