/** What stands above an emitted template: the view model's type, the chrome's, and what templates may call. */
import { join } from 'node:path';
import { root } from './typescript.ts';

const views = join(root, 'platform/views');

export interface ViewType {
  readonly module: string;
  /** Left out where the module is a page file. */
  readonly type?: string;
}

/** Refuses `any`, which would let every expression pass. */
export function prelude(file: string, view: ViewType, extendsLayout: boolean): readonly string[] {
  const module = join(root, view.module);
  return [
    `// ${file}`,
    view.type
      ? `import type { ${view.type} as $Given } from '${module}';`
      : `import type { page as $page } from '${module}'; type $Given = typeof $page extends $Page<infer View> ? View : never;`,
    `import type { Page as $Page, PageView as $PageView } from '${join(views, 'page.ts')}';`,
    `import type { Chrome as $Chrome } from '${join(views, 'chrome.ts')}';`,
    `import type { Components as $Components, Frames as $Frames } from '${join(views, 'components.generated.ts')}';`,
    `import type { Printable as $Printable, SafeHtml as $SafeHtml } from '${join(views, 'safe-html.ts')}';`,
    'type $Known<T> = 0 extends 1 & T ? never : T;',
    'declare const view: $Known<$Given>; declare const chrome: $Chrome;',
    'declare const $component: { readonly [Name in keyof $Components]: (options: $Components[Name]) => $SafeHtml };',
    'declare const $framed: { readonly [Name in keyof $Frames]: (options: $Frames[Name]) => $SafeHtml };',
    'declare function $out(value: $Printable): void;',
    'declare function $list<Item>(items: readonly Item[]): readonly Item[];',
    '// A list is true even when it is empty: its length is what a condition means.',
    'declare function $truthy<T>(value: [T] extends [readonly unknown[]] ? { readonly sayLengthInstead: true } : T): void;',
    'declare const $filters: { trim(text: string): string; length(of: string | readonly unknown[]): number };',
    'declare const $super: $SafeHtml; declare const $wrong: any;',
    'declare const loop: { readonly index: number; readonly index0: number; readonly first: boolean; readonly last: boolean; readonly length: number };',
    extendsLayout ? 'const $base: $PageView = view;' : '',
    'void [$filters, $super, $wrong, loop, chrome, view];',
    'export {};',
  ];
}
