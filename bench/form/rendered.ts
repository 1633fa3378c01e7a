/** Everything that the server's templates were asked to render while something was done, to be rendered again by itself. */
import { componentFolders } from '../../platform/views/components.generated.ts';
import { environments } from '../../platform/views/render.ts';

type Macro = (options: object) => unknown;

/**
 * Pages whole, with layout, header and footer, and the components that stand in them as HTML, which were rendered while
 * their view models were made: each with the very data that it was rendered with.
 */
export async function recordRendered(act: () => Promise<unknown>): Promise<readonly (() => unknown)[]> {
  const { pages } = environments;
  const render = pages.render.bind(pages);
  const macros = Object.keys(componentFolders).map(name => [name, pages.getGlobal(name) as Macro] as const);
  const rendered: (() => unknown)[] = [];
  // What a page's own template calls is rendered again with the page.
  let isInPage = false;
  try {
    pages.render = (template: string, data: object) => {
      rendered.push(() => render(template, data));
      isInPage = true;
      try {
        return render(template, data);
      } finally {
        isInPage = false;
      }
    };
    for (const [name, macro] of macros)
      pages.addGlobal(name, (options: object) => {
        if (!isInPage) rendered.push(() => macro(options));
        return macro(options);
      });
    await act();
  } finally {
    // Put back, not deleted: V8 is slower with an object that has lost a property, and what is measured would be.
    pages.render = render;
    for (const [name, macro] of macros) pages.addGlobal(name, macro);
  }
  return rendered;
}
