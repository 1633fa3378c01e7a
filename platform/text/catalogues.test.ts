import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadPack } from '../pack/load.ts';
import { loadCatalogues, readCoreCatalogues, type Catalogue } from './catalogues.ts';
import { argumentsOf, checkMessage } from './message.ts';

const root = join(import.meta.dirname, '..', '..');
const files = await readCoreCatalogues();
const folder = (file: string) => file.slice(0, file.lastIndexOf('/'));
const folders = new Set(files.map(({ file }) => folder(file)));
const wordsOf = (place: string, language: string): Catalogue =>
  files.find(each => folder(each.file) === place && each.language === language)?.words ?? {};

/** Every catalogue of the project: those beside the code, and the packs'. */
const pairs = [...folders].map(place => ({ place, en: wordsOf(place, 'en'), cy: wordsOf(place, 'cy') }));
for (const entry of await readdir(join(root, 'packs'), { withFileTypes: true })) {
  if (!entry.isDirectory() || entry.name === 'schema') continue;
  const { messages, languages } = await loadPack(join(root, 'packs', entry.name));
  const { en, cy } = messages;
  if (languages.includes('cy')) pairs.push({ place: `packs/${entry.name}`, en, cy });
}

test('there are catalogues to compare', () => {
  assert.ok(pairs.length >= 3, `${pairs.length} catalogues`);
  assert.ok(pairs.every(({ en }) => Object.keys(en).length > 0));
});

for (const { place, en, cy } of pairs) {
  test(`English and Welsh say the same things in ${place}`, () => {
    const ids = Object.keys(en);
    assert.deepEqual(
      ids.filter(id => !Object.hasOwn(cy, id)),
      [],
      'not in Welsh',
    );
    assert.deepEqual(
      Object.keys(cy).filter(id => !Object.hasOwn(en, id)),
      [],
      'not in English',
    );
  });

  test(`English and Welsh take the same arguments in ${place}`, () => {
    for (const [id, text] of Object.entries(en)) {
      const welsh = cy[id];
      assert.equal(checkMessage(text, 'en'), undefined, `${place} ${id}`);
      if (welsh === undefined) continue;
      assert.equal(checkMessage(welsh, 'cy'), undefined, `${place} ${id}`);
      assert.deepEqual(argumentsOf(welsh), argumentsOf(text), `${place} ${id}`);
    }
  });
}

test('every Welsh catalogue says whether a person reviewed it', () => {
  for (const { file, language, status } of files) {
    const known: (string | undefined)[] = language === 'cy' ? ['unreviewed', 'reviewed'] : [undefined];
    assert.ok(known.includes(status), `${file}: _status is ${status}`);
  }
});

test('nothing of the shipped pack is left in English for Welsh readers', async () => {
  const { untranslated } = await loadCatalogues(await loadPack(join(root, 'packs', 'uk')));
  assert.deepEqual(untranslated, []);
});

test('an id that stands twice in a catalogue is an error, where the last would win silently', async context => {
  const dir = await mkdtemp(join(tmpdir(), 'opennrm-words-'));
  context.after(() => rm(dir, { recursive: true }));
  await mkdir(join(dir, 'contexts', 'x'), { recursive: true });
  await writeFile(join(dir, 'contexts', 'x', 'messages.en.json'), '{"a": "one", "a": "two"}');
  await assert.rejects(readCoreCatalogues(dir), /contexts\/x\/messages\.en\.json: .*unique/);
});
