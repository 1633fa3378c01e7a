/** The official macros with constant options, and nothing around them: the least that a page of these components costs. */
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { root } from '../../checks/test/child.ts';
import { componentFolders } from '../../platform/views/components.generated.ts';
import type { Call } from './recorded.ts';

const folder = join(root, 'node_modules/govuk-frontend/dist');
const bare = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder, { noCache: false }), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
});
const { copySafeness } = nunjucks.runtime as unknown as {
  copySafeness: (from: unknown, text: string) => unknown;
};
// As ours has it: nunjucks' own is many times slower, and would flatter us.
bare.addFilter('trim', (value: unknown) => copySafeness(value, String(value).trim()));

/** A compiled template that calls each of them once. */
export function bareTemplate(calls: readonly Call[]): () => string {
  const macros = [...new Set(calls.map(({ macro }) => macro))];
  const imports = macros.map(
    macro => `{% from "govuk/components/${folderOf(macro)}/macro.njk" import ${macro} %}`,
  );
  const body = calls.map(({ macro, options }) => `{{ ${macro}(${literal(options)}) }}`);
  const template = new nunjucks.Template([...imports, ...body].join('\n'), bare, 'bare.njk', true);
  return () => template.render({});
}

const folderOf = (macro: string): string =>
  (componentFolders as Readonly<Record<string, string>>)[macro] ?? macro;

/** JSON is a literal of nunjucks, but for braces that end an expression and markup that is safe already. */
const literal = (options: object): string =>
  JSON.stringify(options, plain).replaceAll('}}', '} }').replaceAll('{{', '{ {');

const plain = (_key: string, value: unknown): unknown =>
  value instanceof nunjucks.runtime.SafeString ? String(value) : value;
