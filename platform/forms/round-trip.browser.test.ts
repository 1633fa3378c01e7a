import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { awkwardStatements } from '../testing/answers.ts';
import { launchBrowser } from '../testing/browser.ts';
import { formFields } from '../testing/form-fields.ts';
import { sampleFormHtml } from '../testing/form-html.ts';
import { Temporal } from '../pure/time.ts';
import type { Answers, StepDefinition } from './definition.ts';
import { exampleAnswers } from './example.ts';
import { applicable, stepOf } from './journey.ts';
import { parseStep } from './parse.ts';
import { sampleForm as form, samplePack as pack } from './sample.ts';

const today = Temporal.PlainDate.from('2026-03-02');
let shown = '';
let sent: Record<string, string | string[]> = {};
const server = createServer((request, response) => void answer(request, response));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'POST') sent = fieldsOf(await text(request));
  response
    .setHeader('content-type', 'text/html; charset=utf-8')
    .end(`<!DOCTYPE html><title>x</title>${shown}`);
}

let browser: Browser;
let page: Page;

before(async () => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  browser = await launchBrowser();
  page = await browser.newPage({ javaScriptEnabled: false });
});
after(async () => {
  await browser?.close();
  server.close();
});

function fieldsOf(body: string): typeof sent {
  const fields: typeof sent = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const already = fields[name];
    if (!name.startsWith('_')) fields[name] = already === undefined ? value : [already, value].flat();
  }
  return fields;
}

/** What Chromium sends of a step that was opened and sent back untouched. */
async function sendBack(step: StepDefinition, answers: Answers) {
  shown = sampleFormHtml(step, answers, { today });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await Promise.all([page.waitForEvent('framenavigated'), page.click('button')]);
  await page.waitForLoadState();
  assert.deepEqual(formFields(shown), sent, 'the tests without a browser read the page as Chromium does');
  return parseStep(form, step, sent, answers);
}

test('a statement keeps each of its bytes through a real browser', async () => {
  const step = stepOf(form, 'account');
  assert.ok(step);
  for (const words of awkwardStatements) {
    const answers: Answers = { about: { ageStatus: 'child' }, account: { words, taken: 'verbatim' } };
    assert.deepEqual(await sendBack(step, answers), answers['account'], JSON.stringify(words));
  }
});

test('every type of field comes back from a real browser as it was', async () => {
  const answers = exampleAnswers(form, { pack, today });
  const steps = applicable(form, answers);
  assert.equal(steps.length, form.steps.length);
  for (const { step, answers: own } of steps) assert.deepEqual(await sendBack(step, answers), own, step.id);
});
