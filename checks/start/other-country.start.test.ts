import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packFolders } from '../support/stage.ts';
import { freePort, settingsFor, someFolder, start } from './instance.ts';

const folder = someFolder();
const port = await freePort();

test('another country starts as the first does, with its own people, words and alphabet', async () => {
  const settings = {
    ...settingsFor(folder, port),
    NRM_DEMONSTRATION_CASES: '8',
    NRM_PACK: packFolders['example'] ?? '',
  };
  const instance = start(settings);
  await instance.ready();
  await instance.says(/^ +keeper +\S+@\S+\.example +.+\(fictional\)$/m);
  const page = await (await fetch(`http://localhost:${port}/sign-in?lang=qmr`)).text();
  assert.match(page, /<html lang="qmr"/);
  assert.match(page, /\p{Script=Cyrillic}{4}/u);
  const other = await (await fetch(`http://localhost:${port}/sign-in?lang=cy`)).text();
  assert.match(other, /<html lang="en"/, 'nobody there speaks it');
  assert.doesNotMatch(page + other, /Cymraeg/);
  instance.signal('SIGTERM');
  assert.equal(await instance.ended(), 0, instance.errors());
});
