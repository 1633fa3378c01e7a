import { launchBrowser } from '../testing/browser.ts';
import { checkPage } from '../testing/page-checks.ts';
import { loadPage, renderExamples, exampleWords } from '../testing/page-examples.ts';
import { servePages } from '../testing/page-server.ts';
const words = await exampleWords();
const examples = renderExamples(await loadPage('platform/forms/step.page.ts'), words);
const pages = new Map(examples.map(e => [e.path, e.render()]));
const server = await servePages(pages);
const browser = await launchBrowser();
try {
  for (const e of examples) {
    const p = await checkPage(browser, server.origin + e.path, { language: e.language });
    console.log(e.name, pages.get(e.path)!.length, p.length ? JSON.stringify(p, null, 1) : 'ok');
  }
  const tab = await browser.newPage({ viewport: { width: 390, height: 844 } });
  let i = 0;
  for (const e of examples.filter(e => e.language === 'en')) {
    await tab.goto(server.origin + e.path);
    await tab.screenshot({ path: `/tmp/f/shot${i++}.png`, fullPage: true });
  }
} finally {
  await browser.close();
  await server.close();
}
