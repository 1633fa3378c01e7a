/**
 * Tries one page as people use it: with assistive technology (axe), by keyboard, without scripts, on a narrow screen,
 * with widened text, in its language. Reports what is wrong; an empty list is a pass.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, ConsoleMessage, Page as Tab, Request } from 'playwright-core';
import {
  axeProblems,
  type Facts,
  factProblems,
  htmlProblems,
  type PageProblem,
  problem,
} from './page-rules.ts';

export type { PageProblem } from './page-rules.ts';

export interface PageToCheck {
  /** BCP 47. */
  readonly language: string;
  /** Cookies of whoever looks at the page: `{ name, value }`. */
  readonly cookies?: Cookies;
}
const wide = { width: 1024, height: 768 };
type Cookies = readonly { readonly name: string; readonly value: string }[];

const probes = await readFile(join(import.meta.dirname, 'page-probes.js'), 'utf8');

/** A tab in each of two windows of one browser, with and without scripts. */
export interface Windows {
  readonly scripted: Tab;
  readonly plain: Tab;
}

/** For pages that keep nothing in the browser: a tab, with a process of its own, costs more than some of the checks. */
export async function openWindows(browser: Browser, url: string, cookies: Cookies = []): Promise<Windows> {
  const [scripted, plain] = await Promise.all([
    open(browser, url, cookies, true),
    open(browser, url, cookies, false),
  ]);
  return { scripted, plain };
}

export const closeWindows = ({ scripted, plain }: Windows): Promise<unknown> =>
  Promise.all([scripted, plain].map(tab => tab.context().close()));

/** Opens the page twice, in windows of its own. */
export async function checkPage(
  browser: Browser,
  url: string,
  page: PageToCheck,
): Promise<readonly PageProblem[]> {
  const windows = await openWindows(browser, url, page.cookies);
  try {
    return await checkPageIn(windows, url, page);
  } finally {
    await closeWindows(windows);
  }
}

/** Opens the page twice, with and without scripts. Takes about half a second. */
export async function checkPageIn(
  { scripted, plain }: Windows,
  url: string,
  page: PageToCheck,
): Promise<readonly PageProblem[]> {
  const [tried, bare] = await Promise.all([tryScripted(scripted, url, page), tryPlain(plain, url)]);
  return [...tried.problems, ...bare.problems, ...difference(tried.contents, bare.contents)];
}

async function open(browser: Browser, url: string, cookies: Cookies, scripts: boolean): Promise<Tab> {
  const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: wide });
  await context.addCookies(cookies.map(cookie => ({ ...cookie, url })));
  return context.newPage();
}

interface Tried {
  readonly problems: readonly PageProblem[];
  readonly contents: readonly string[];
}

async function tryScripted(tab: Tab, url: string, { language }: PageToCheck): Promise<Tried> {
  const loading = listen(tab, url);
  const answer = await tab.goto(url, { waitUntil: 'load' });
  const source = (await answer?.text()) ?? '';
  await tab.evaluate(probes);
  const contents = await ask<string[]>(tab, 'contents({ visible: false })');
  const facts = factProblems(await ask<Facts>(tab, 'facts()'), language);
  const html = await htmlProblems(source);
  const axe = await axeProblems(tab);
  const keyboard = await keyboardProblems(tab);
  const narrow = await narrowProblems(tab);
  await tab.setViewportSize(wide);
  return { problems: [...loading(), ...html, ...facts, ...axe, ...keyboard, ...narrow], contents };
}

async function tryPlain(tab: Tab, url: string): Promise<Tried> {
  await tab.goto(url, { waitUntil: 'load' });
  await tab.evaluate(probes);
  const dead = await ask<string[]>(tab, 'deadControls()');
  const contents = [...(await ask<string[]>(tab, 'contents({ visible: true })')), ...(await broughtUp(tab))];
  const problems = dead.map(name => problem('no-scripts', `without scripts this does nothing: ${name}`));
  return { problems, contents };
}

/** What choosing answers brings up by style alone: every box ticked, then each answer that brings up more, one by one. */
async function broughtUp(tab: Tab): Promise<readonly string[]> {
  await tab.evaluate(
    `for (const box of document.querySelectorAll('main input[type=checkbox]')) box.checked = true`,
  );
  const seen = await ask<string[]>(tab, 'contents({ visible: true })');
  const radios = `[...document.querySelectorAll('main .govuk-radios__conditional')].map(part => part.previousElementSibling.querySelector('input'))`;
  const count = await tab.evaluate<number>(`${radios}.length`);
  for (let chosen = 0; chosen < count; chosen++) {
    await tab.evaluate(`${radios}[${chosen}].checked = true`);
    seen.push(...(await ask<string[]>(tab, 'contents({ visible: true })')));
  }
  return seen;
}

/** What scripts show that is not there, or in no way to be brought up, without them. */
function difference(scripted: readonly string[], plain: readonly string[]): readonly PageProblem[] {
  const there = new Set(plain);
  const only = [...new Set(scripted)].filter(part => !there.has(part));
  if (scripted.length === 0) return [problem('no-scripts', 'the page has no <main> with content')];
  return only.slice(0, 5).map(part => problem('no-scripts', `only with scripts: ${part.slice(0, 80)}`));
}

/** Faults that the browser itself reports: of scripts, of the content security policy, of missing or foreign files. */
function listen(tab: Tab, url: string): () => readonly PageProblem[] {
  const problems: PageProblem[] = [];
  const { origin } = new URL(url);
  const add = (message: string) => problems.push(problem('loading', message));
  // The page's own status may be that of a problem; the browser notes it as an error of the console.
  const aboutPage = (text: string, at: string) => /status of [45]\d\d/.test(text) && at === url;
  const ofConsole = (message: ConsoleMessage) => {
    const about = message.type() === 'error' && !aboutPage(message.text(), message.location().url);
    if (about) add(`console: ${message.text().slice(0, 200)}`);
  };
  const ofScripts = (error: Error) => add(`script: ${error.message}`);
  const ofRequests = (request: Request) => {
    if (!request.url().startsWith(`${origin}/`)) add(`asks another site: ${request.url()}`);
  };
  tab.on('console', ofConsole).on('pageerror', ofScripts).on('request', ofRequests);
  return () => {
    tab.off('console', ofConsole).off('pageerror', ofScripts).off('request', ofRequests);
    return problems;
  };
}

/** Presses the key as often as the page has stops, and once more. */
async function keyboardProblems(tab: Tab): Promise<readonly PageProblem[]> {
  const stops = await ask<number>(tab, 'beginKeyboard()');
  const session = await tab.context().newCDPSession(tab);
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  // A browser gives the controls of a recording up to five stops of its own.
  const ofRecordings = 5 * (await tab.locator('audio').count());
  const presses = Array.from({ length: stops + ofRecordings + 1 }, () => [
    session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }),
    session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
  ]);
  await Promise.all(presses.flat());
  await session.detach();
  if (stops < 2) return [problem('keyboard', `only ${stops} stops for the keyboard`)];
  return (await ask<string[]>(tab, 'endKeyboard()')).map(message => problem('keyboard', message));
}

/** 320 pixels are a page of 1280 enlarged four times (WCAG 1.4.10), then with the spacing of WCAG 1.4.12. */
async function narrowProblems(tab: Tab): Promise<readonly PageProblem[]> {
  await tab.setViewportSize({ width: 320, height: 640 });
  const plain = await ask<string[]>(tab, 'tooWide()');
  const unreachable = await ask<string[]>(tab, 'unreachableScroll()');
  await ask(tab, 'spaceText()');
  const spaced = [...(await ask<string[]>(tab, 'tooWide()')), ...(await ask<string[]>(tab, 'cutOff()'))];
  return [...plain, ...unreachable, ...spaced.map(message => `with widened text, ${message}`)].map(message =>
    problem('narrow', message),
  );
}

const ask = <Answer>(tab: Tab, call: string): Promise<Answer> => tab.evaluate<Answer>(`probes.${call}`);
