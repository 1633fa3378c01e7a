import type { Page } from 'playwright-core';

export async function openFromQueue(page: Page, reference: string): Promise<void> {
  await page.goto('/queue');
  await page.getByRole('link', { name: reference }).click();
  await page.waitForURL(`**/cases/${reference}*`);
}

export async function decide(
  page: Page,
  {
    finding,
    outcome,
    called = 'reasonable-grounds decision',
  }: { finding: string; outcome: 'Positive' | 'Negative'; called?: string },
): Promise<void> {
  await page.getByRole('button', { name: 'Decide' }).click();
  for (const radio of await page.getByRole('radio', { name: finding, exact: true }).all())
    await radio.check();
  for (const box of await page.getByRole('textbox').all())
    await box.fill('Shown by what was said, and by nothing against it.');
  await page.getByRole('radio', { name: `${outcome} ${called}` }).check();
  await page.getByRole('button', { name: 'Record this decision' }).click();
  await page.waitForURL('**/cases/*');
}
