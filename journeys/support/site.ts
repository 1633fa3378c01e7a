import { after } from 'node:test';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openStage, type Stage, type StageOptions } from '../../checks/support/stage.ts';
import { launchBrowser } from '../../platform/testing/browser.ts';

export interface Site {
  readonly url: string;
  readonly stage: Stage;
  /** A browser of one's own: nobody else's cookies, and JavaScript only where asked for. */
  visit(options?: BrowserContextOptions): Promise<Page>;
}

/** The whole product behind a real port, and a real browser in front of it, for the tests of one file. */
export async function openSite(options: Pick<StageOptions, 'pack' | 'cast'> = {}): Promise<Site> {
  const stage = await openStage(options);
  await stage.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = stage.app.server.address() as AddressInfo;
  const browser: Browser = await launchBrowser();
  after(async () => {
    await browser.close();
    await stage.close();
  });
  const url = `http://localhost:${port}`;
  // A passkey is of one address: nobody knows the port before it is open.
  Object.assign(stage.settings, { baseUrl: url });
  const visit = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width: 1000, height: 800 },
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    return page;
  };
  return { url, stage, visit };
}

export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  await page.waitForURL('**/home');
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL('**/signed-out');
}

/** Fills in the page that is open, question by question as it names them, and continues. */
export async function answer(
  page: Page,
  answers: Readonly<Record<string, string | readonly string[]>>,
): Promise<void> {
  for (const [question, given] of Object.entries(answers)) await fill(page, question, given);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** What is asked of an element in the browser. */
interface Tag {
  readonly tagName: string;
  getAttribute(name: string): string | null;
}

async function fill(page: Page, question: string, given: string | readonly string[]): Promise<void> {
  const labels = [given].flat();
  const option = page.getByLabel(labels[0] ?? '', { exact: true });
  // The words of a question may be part of another's: a group is meant where it offers what is answered.
  const group = page.getByRole('group', { name: question, exact: false }).filter({ has: option }).first();
  if ((await group.count()) > 0) {
    for (const label of labels) await group.getByLabel(label, { exact: true }).first().check();
    return;
  }
  const field = page.getByLabel(question, { exact: false }).first();
  const tag = await field.evaluate((element: Tag) => element.tagName + (element.getAttribute('type') ?? ''));
  if (tag.startsWith('SELECT')) await field.selectOption({ label: String(given) });
  else if (tag === 'INPUTcheckbox') await field.check();
  else await field.fill(String(given));
}
