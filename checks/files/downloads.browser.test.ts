import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { randomFrom } from '../../app/demonstration/draw.ts';
import { launchBrowser } from '../../platform/testing/browser.ts';
import { openScene } from './scene.ts';
import { twoHundred } from './two-hundred.ts';

/** What browsers are readiest to take for a page. */
const hostile = /^(gif-and|named-as|page-|archive-)/;

const scene = await openScene();
const { app } = scene.stage;
let browser: Browser;
let context: BrowserContext;
let origin = '';
before(async () => {
  browser = await launchBrowser();
  await app.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  context = await browser.newContext({ acceptDownloads: true });
  const [name = '', value = ''] = scene.browser.cookie.split('=');
  await context.addCookies([{ name, value, url: origin }]);
});
after(async () => {
  await browser.close();
  app.server.closeAllConnections();
  await app.close();
  scene.close();
});

test('a browser keeps what it is given of a file, and runs and shows nothing of it', async t => {
  const samples = (await twoHundred(randomFrom(7))).filter(
    ({ name, fate }) => hostile.test(name) && fate !== 'refused',
  );
  assert.ok(samples.length >= 10);
  const reference = await scene.openDraft();
  await scene.add(reference, samples);
  const page = await context.newPage();
  const alarms: string[] = [];
  page.on('dialog', dialog => void alarms.push(dialog.message()));
  page.on('request', request => {
    if (!request.url().startsWith(origin)) alarms.push(request.url());
  });
  let given = 0;
  for (const { fileId, file } of await scene.listed(reference)) {
    await scene.examine(fileId);
    const url = `${origin}/referrals/${reference}/evidence/${fileId}`;
    await page.goto(url);
    const buttons = [...(file.copy === 'none' ? [] : ['Download the copy']), 'Download the original'];
    for (const name of buttons) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).click(),
      ]);
      assert.match(download.suggestedFilename(), /^file-[0-9a-f]{6}\.[a-z0-9]{2,4}$/);
      assert.equal(await download.failure(), null);
      assert.equal(page.url(), url, 'the page stays where it was');
      given += 1;
    }
    // A page of somebody else may name it as a script or a frame.
    const isRun = await page.addScriptTag({ url: `${url}/copy` }).then(
      () => true,
      () => false,
    );
    assert.equal(isRun, false, 'it is no script');
  }
  assert.deepEqual(alarms, []);
  t.diagnostic(`${given} downloads`);
  assert.ok(given >= 15, `${given} downloads`);
});

for (const javaScriptEnabled of [true, false])
  test(`files are added ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const own = await browser.newContext({ javaScriptEnabled });
    const [name = '', value = ''] = scene.browser.cookie.split('=');
    await own.addCookies([{ name, value, url: origin }]);
    const page = await own.newPage();
    const reference = await scene.openDraft();
    const url = `${origin}/referrals/${reference}/evidence`;
    await page.goto(url);
    const choose = (files: readonly [string, string][]) =>
      page.setInputFiles(
        'input[type=file]',
        files.map(([called, text]) => ({ name: called, mimeType: 'text/plain', buffer: Buffer.from(text) })),
      );
    const description = page.locator('#description');
    await description.fill('Notes of the first talk');
    await choose([
      ['one.txt', 'Seen from the road.'],
      ['two.txt', '<!doctype html><p>No.'],
    ]);
    await page.getByRole('button', { name: 'Add the files' }).click();
    await page.locator('.govuk-error-summary').waitFor();
    assert.match(
      await page.locator('.govuk-error-summary').innerText(),
      /File 2 is of a kind that is not taken/,
    );
    assert.equal(await page.locator('ol a').innerText(), 'Notes of the first talk');
    await choose([['three.txt', 'Seen again. '.repeat(50_000)]]);
    await page.getByRole('button', { name: 'Add the files' }).click();
    await page.getByRole('heading', { name: '2 files added' }).waitFor();
    assert.equal(page.url(), url);
    assert.equal((await scene.listed(reference)).length, 2);
    await own.close();
  });
