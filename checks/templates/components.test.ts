import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Component,
  componentsFolder,
  type Option,
  readComponents,
  requiredWords,
  wordsOfScripts,
} from './component-options.ts';
import { leftOut, macroName } from './component-types.ts';
import { generate, generatedFile } from './generate-components.ts';
import { root, typeCheck } from './typescript.ts';

test('the types of components are those of the installed govuk-frontend', () => {
  assert.equal(
    readFileSync(generatedFile, 'utf8'),
    generate(),
    'run checks/templates/generate-components.ts',
  );
});

test('no component falls back on English words unless the words are required or the layout brings them', () => {
  const fallbacks = readComponents().flatMap(({ name, options }) => englishFallbacks(options, name));
  assert.ok(fallbacks.length > 20);
  assert.deepEqual(
    fallbacks.filter(place => !requiredWords.has(place) && !wordsOfScripts.has(place)),
    [],
  );
});

test('the official examples compile', async () => {
  const components = readComponents({ requireWords: false });
  const examples = components.flatMap(officialExamples);
  assert.ok(examples.length > 250, `only ${examples.length}`);
  const safe = join(root, 'platform/views/safe-html.ts');
  const head = [
    "import type { Components } from './components.ts';",
    `import { html } from '${safe}';`,
    'declare function show<Name extends keyof Components>(name: Name, options: Components[Name]): void;',
  ];
  const said = await typeCheck(
    new Map([
      ['components.ts', generate(components).replace('./safe-html.ts', safe)],
      ['examples.ts', [...head, ...examples].join('\n')],
    ]),
  );
  assert.deepEqual(
    said.map(({ line, message }) => `${examples[line - head.length - 1]}: ${message}`),
    [],
  );
});

function officialExamples({ name }: Component): readonly string[] {
  const file = JSON.parse(readFileSync(join(componentsFolder, name, 'fixtures.json'), 'utf8')) as {
    fixtures: readonly { hidden: boolean; options: object }[];
  };
  const shown = file.fixtures.filter(({ hidden, options }) => !hidden && !notOurs(name, options));
  return shown.map(({ options }) => `show('${macroName(name)}', ${written(options)});`);
}

/** Examples of what we leave out, and links that lead nowhere. */
const notOurs = (name: string, options: object): boolean =>
  Object.keys(options).some(key => leftOut.has(`${name}.${key}`)) ||
  (name === 'back-link' && !('href' in options));

/** Options as TypeScript: what goes in as HTML is HTML that was made safe. */
function written(value: unknown, key = ''): string {
  if (Array.isArray(value))
    return `[${value
      .filter(Boolean)
      .map(item => written(item))
      .join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, inner]) => `${JSON.stringify(name)}: ${written(inner, name)}`,
    );
    return `{ ${members.join(', ')} }`;
  }
  if (value === null) return 'undefined';
  if (key === 'end' && typeof value === 'string') return '{ html: html`` }';
  return /html$|^start$|^navigation(Start|End)$/i.test(key) && typeof value === 'string'
    ? 'html``'
    : JSON.stringify(value);
}

/** Options whose description says that words stand in where they are left out. */
function englishFallbacks(options: readonly Option[], path: string): readonly string[] {
  return options.flatMap(option => {
    const place = `${path}.${option.name}`;
    const words = /default(?:s| is)[^.]*?`"?([A-Z][a-z][^`]*)/i.exec(option.description)?.[1] ?? '';
    const own = option.type === 'string' && /^[A-Z]|^or /.test(words) ? [place] : [];
    return [...own, ...englishFallbacks(option.params ?? [], place)];
  });
}
