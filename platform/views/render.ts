import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { componentFolders, type Components } from './components.generated.ts';
import type { Chrome } from './chrome.ts';
import type { Page } from './page.ts';
import type { SafeHtml } from './safe-html.ts';

const root = join(import.meta.dirname, '../..');
const govuk = join(root, 'node_modules/govuk-frontend/dist');

type Macro = (options: object) => SafeHtml;
const { copySafeness } = nunjucks.runtime as unknown as {
  copySafeness: (from: unknown, text: string) => unknown;
};

const fromFolder = (folder: string) =>
  new nunjucks.FileSystemLoader(folder, { watch: false, noCache: false });
const layout = { autoescape: true, trimBlocks: true, lstripBlocks: true };

/** govuk-frontend's templates print options that were left out, so they cannot be strict. */
const components = new nunjucks.Environment(fromFolder(govuk), layout);
/** Ours are: an undefined value is a fault to hear of, never an empty place in someone's record. */
const pages = new nunjucks.Environment(fromFolder(root), { ...layout, throwOnUndefined: true });

// Nunjucks' own filter is quadratic in white space: 20,000 pasted spaces would hold every request up for seconds.
for (const environment of [components, pages]) {
  environment.addFilter('trim', (value: unknown) => copySafeness(value, String(value).trim()));
}

// Components are globals of our templates: no import lines to write, and none to run at each render.
for (const name of Object.keys(componentFolders) as (keyof Components)[]) {
  pages.addGlobal(name, macro(name));
}

/** A page as HTML. Throws where the template reads what the view model lacks: a bug, never an expected refusal. */
export function renderPage<View>(page: Page<View>, view: View, chrome: Chrome): string {
  return pages.render(page.template, { view, chrome });
}

/** One component as HTML, to be nested in another's `html` option: `conditional: { html: component('govukInput', …) }`. */
export function component<Name extends keyof Components>(name: Name, options: Components[Name]): SafeHtml {
  return keepLines((pages.getGlobal(name) as Macro)(options));
}

/** govuk-frontend indents what is nested, and so would add spaces to every line of a text that is edited. */
function keepLines(markup: SafeHtml): SafeHtml {
  const text = String(markup);
  const kept = text.replace(
    /(<textarea\b[^>]*>)([\s\S]*?)(<\/textarea>)/g,
    (_, open: string, typed: string, close: string) => open + typed.replaceAll('\n', '&#10;') + close,
  );
  return copySafeness(markup, kept) as SafeHtml;
}

function macro(name: keyof Components): Macro {
  const template = components.getTemplate(`govuk/components/${componentFolders[name]}/macro.njk`, true);
  let exported: Readonly<Record<string, Macro>> = {};
  const given = template as unknown as {
    getExported: (done: (error: Error | null, macros: typeof exported) => void) => void;
  };
  given.getExported((error, macros) => {
    if (error) throw error;
    exported = macros;
  });
  const found = exported[name];
  if (!found) throw new Error(`govuk-frontend has no macro ${name}`);
  return found;
}

/** For the checks alone: the same environments, so that what they try is what pages use. */
export const environments = { components, pages };
