import { test } from 'node:test';
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTemplates, ours } from './check.ts';
import { rules } from './parse.ts';
import { root } from './typescript.ts';

test('every template of the project is typed, in messages, and without logic', async () => {
  const problems = await checkTemplates();
  assert.deepEqual(
    problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
    [],
  );
});

test('each line of a canary that names a rule is caught by that rule, and no other line is', async () => {
  const canaries = ['checks/templates/canary/*.njk'];
  const marked = globSync(canaries, { cwd: root }).flatMap(marks);
  const caught = (await checkTemplates(canaries)).map(({ file, line, rule }) => `${file}:${line} ${rule}`);
  assert.deepEqual([...new Set(caught)].sort(), [...marked].sort());
  assert.deepEqual(
    rules.filter(rule => !marked.some(mark => mark.endsWith(` ${rule}`))),
    [],
    'every rule has a canary',
  );
});

test('a check that finds no template fails', async () => {
  await assert.rejects(checkTemplates(['platform/nowhere/*.njk']), /No template matches/);
});

test('every page names the template that stands beside it, or that of a page of the platform', async () => {
  const files = globSync(
    ours.map(pattern => pattern.replace('.njk', '.page.ts')),
    { cwd: root },
  );
  assert.ok(files.length > 0);
  for (const file of files) {
    const { page } = (await import(join(root, file))) as { page?: { template: string } };
    const beside = file.replace(/\.page\.ts$/, '.njk');
    const isShared =
      page?.template.startsWith('platform/') && files.includes(page.template.replace(/\.njk$/, '.page.ts'));
    if (!isShared) assert.equal(page?.template, beside, `${file} exports its page as "page"`);
  }
});

/** `{# type #}` at the end of a line, or several rules. */
function marks(file: string): string[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    const named = /\{# ([a-z -]+) #\}\s*$/.exec(text)?.[1]?.split(' ') ?? [];
    return named.map(rule => `${file}:${index + 1} ${rule}`);
  });
}
