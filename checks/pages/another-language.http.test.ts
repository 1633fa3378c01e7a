/** A country that speaks neither English nor Welsh: no page of it shows a word of the core's languages. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { checkPack } from '../../app/cli/pack.ts';
import { loadCatalogues } from '../../platform/text/catalogues.ts';
import { openStage, packFolders } from '../support/stage.ts';

const spoken = 'fr-CA';
const folder = await mkdtemp(join(tmpdir(), 'opennrm-pack-'));
after(() => rm(folder, { recursive: true }));
await countryThatSpeaks(folder);
const stage = await openStage({ pack: folder });
const sender = stage.peopleFor('referral')[0] ?? assert.fail('nobody refers');
const { cookie } = await stage.signIn(sender);

/** Merrow, with its other language under another name, and no English. */
async function countryThatSpeaks(dir: string): Promise<void> {
  await cp(packFolders['example'] ?? assert.fail(), dir, { recursive: true });
  const messages = join(dir, 'messages');
  await rename(join(messages, 'qmr.json'), join(messages, `${spoken}.json`));
  for (const name of ['en', spoken]) {
    const file = join(messages, `${name}.json`);
    const words = (await readFile(file, 'utf8')).replaceAll(
      'chrome.language.qmr',
      `chrome.language.${spoken}`,
    );
    await writeFile(file, words);
  }
  const head = join(dir, 'pack.yaml');
  const text = (await readFile(head, 'utf8')).replace('languages: [en, qmr]', `languages: [${spoken}]`);
  await writeFile(head, text);
}

test('such a country is made by its folder alone, and lacks no word', async () => {
  const { problems, summary } = await checkPack(folder);
  assert.deepEqual(problems, []);
  assert.deepEqual(summary?.untranslated, []);
  const { untranslated } = await loadCatalogues(stage.composed.pack);
  assert.deepEqual(untranslated, [], 'of the core, too');
});

test('its pages are in its language, whatever a browser asks for, and offer no other', async () => {
  const reference = await stage.refer(sender);
  const addresses = ['/', '/sign-in', '/concerned', '/home', '/referrals', `/referrals/${reference}`];
  for (const url of addresses)
    for (const asked of ['', '?lang=en', '?lang=cy']) {
      const { statusCode, body } = await stage.app.inject({ url: url + asked, headers: { cookie } });
      if (statusCode === 303) continue;
      assert.equal(statusCode, 200, url);
      assert.match(body, new RegExp(`<html lang="${spoken}"`), url);
      assert.doesNotMatch(body, /lang=(en|cy)\b/, url);
      const title = /<h1[^>]*>([^<]+)</.exec(body)?.[1] ?? '';
      assert.match(title, /\p{Script=Cyrillic}|MER/u, `${url}: ${title}`);
    }
});

test('its days are written as its language writes them', async () => {
  const reference = await stage.refer(sender);
  const { body } = await stage.app.inject({ url: `/referrals/${reference}`, headers: { cookie } });
  const month = new Intl.DateTimeFormat(spoken, { month: 'long', timeZone: 'UTC' }).format(new Date());
  assert.ok(body.includes(month), month);
});
