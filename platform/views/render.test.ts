import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { componentsFolder } from '../../checks/templates/component-options.ts';
import { componentFolders } from './components.generated.ts';
import { component, environments } from './render.ts';
import { html } from './safe-html.ts';

interface Fixture {
  readonly name: string;
  readonly options: object;
  readonly html: string;
}
const folders = [...Object.values(componentFolders), 'header', 'footer'];
const fixtures = folders.flatMap(folder => {
  const file = readFileSync(join(componentsFolder, folder, 'fixtures.json'), 'utf8');
  return (JSON.parse(file) as { fixtures: Fixture[] }).fixtures.map(fixture => ({ folder, ...fixture }));
});

test('every official example of every component renders to the same bytes as published', () => {
  assert.ok(fixtures.length >= 725, `only ${fixtures.length} examples were found`);
  for (const { folder, name, options, html: expected } of fixtures) {
    const made = environments.components.render(`govuk/components/${folder}/template.njk`, {
      params: options,
    });
    assert.equal(made.trim(), expected, `${folder}: ${name}`);
  }
});

test('20,000 pasted spaces take about as long to show as 20,000 letters', () => {
  const shown = (between: string) => () =>
    void component('govukTextarea', {
      name: 'account',
      label: { text: 'Account' },
      value: `a${between}b`,
      hint: { html: html`a${between}b` },
    });
  const letters = shortest(shown('x'.repeat(20_000)));
  const spaces = shortest(shown(' '.repeat(20_000)));
  assert.ok(spaces < letters * 20, `spaces ${spaces} ms, letters ${letters} ms`);
});

test('the same measure catches the filter that ships with nunjucks', () => {
  const shipped = new nunjucks.Environment(null, { autoescape: true });
  const trimmed = (between: string) => () =>
    void shipped.renderString('{{ text | trim }}', { text: `a${between}b` });
  assert.ok(shortest(trimmed(' '.repeat(5_000))) > 20 * shortest(trimmed('x'.repeat(5_000))));
});

test('a value that the view model lacks stops the page', () => {
  assert.throws(() => environments.pages.renderString('{{ view.name }}', { view: {} }), /null or undefined/);
});

test('what people type is escaped, and only HTML made by us is not', () => {
  const typed = '<b>"&\'';
  assert.equal(environments.pages.renderString('{{ view }}', { view: typed }), '&lt;b&gt;&quot;&amp;&#39;');
  assert.equal(String(html`<i>${typed}</i>`), '<i>&lt;b&gt;&quot;&amp;&#39;</i>');
  const nested = html`<i>${[html`<u>a</u>`, typed]}</i>`;
  assert.equal(String(nested), '<i><u>a</u>&lt;b&gt;&quot;&amp;&#39;</i>');
  assert.match(String(component('govukTag', { text: typed })), /&lt;b&gt;/);
  assert.match(String(component('govukTag', { html: html`<b>${typed}</b>` })), /<b>&lt;b&gt;/);
});

function shortest(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
  return Math.min(...times);
}
