import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readData, type Reading } from './files.ts';
import type { FormWords, Information, Sheet } from './information.ts';
import { formWordsFile, informationFile, recordingName, sheetFile } from './schema-information.ts';

const folder = 'information';
const spoken = `${folder}/audio`;
/** A few minutes of speech; nobody on a phone waits for more. */
const mostBytes = 5_000_000;

/**
 * `information.yaml`, `information/<language>.yaml` and the recordings that these name. A pack may have none of it.
 * What it read is added to `known`.
 */
export async function readInformation(
  reading: Reading,
  files: readonly string[],
  known: Set<string>,
): Promise<Information | undefined> {
  if (!files.includes('information.yaml')) return undefined;
  known.add('information.yaml');
  const head = await readData(reading, 'information.yaml', informationFile);
  if (!head) {
    // Which languages there are is not known then: their files are not to be called strange.
    for (const file of files) if (file.startsWith(`${folder}/`)) known.add(file);
    return undefined;
  }
  const sheets: Record<string, Sheet> = {};
  for (const { code } of head.languages) {
    const file = `${folder}/${code}.yaml`;
    known.add(file);
    const sheet = await readData(reading, file, sheetFile);
    if (sheet) sheets[code] = sheet;
  }
  const formWords: Record<string, FormWords> = {};
  for (const { code } of head.languages) {
    const file = `${folder}/forms/${code}.yaml`;
    if (!files.includes(file)) continue;
    known.add(file);
    const held = await readData(reading, file, formWordsFile);
    if (held) formWords[code] = held;
  }
  const recorded = new Set<string>();
  for (const [code, sheet] of Object.entries(sheets))
    for (const [section, { audio }] of Object.entries(sheet.sections)) {
      if (!audio) continue;
      known.add(`${spoken}/${audio.file}`);
      recorded.add(audio.file);
      const wrong = await faultOfRecording(join(reading.dir, spoken, audio.file), audio.sha256);
      const path = `sections.${section}.audio`;
      if (wrong) reading.problems.push({ file: `${folder}/${code}.yaml`, path, message: wrong });
    }
  for (const file of files)
    if (
      recordingName.test(file.slice(spoken.length + 1)) &&
      file.startsWith(`${spoken}/`) &&
      !known.has(file)
    ) {
      known.add(file);
      reading.problems.push({ file, path: '', message: 'no section of any language names this recording' });
    }
  const recordings = { folder: join(reading.dir, spoken), files: [...recorded].sort() };
  return { ...head, sheets, formWords, recordings };
}

async function faultOfRecording(file: string, sha256: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return 'there is no such file in information/audio';
  if (found.size > mostBytes) return `is larger than ${mostBytes / 1_000_000} MB`;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex') === sha256
    ? undefined
    : 'the file is not the one with this SHA-256: it was changed, or another was put in its place';
}
