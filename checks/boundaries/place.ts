import type { Module, Problem, Resolved } from './tree.ts';

/** `contexts/referrals/store.ts` → area `contexts`, part `referrals`, rest `store.ts`. */
export interface Place {
  readonly area: string;
  readonly part: string;
  readonly rest: string;
}

export function placeOf(file: string): Place {
  const [area = '', part = '', ...rest] = file.split('/');
  return rest.length > 0 ? { area, part, rest: rest.join('/') } : { area, part: '', rest: part };
}

/** The context that a file belongs to, if any. */
export const contextOf = (file: string): string | undefined => {
  const { area, part } = placeOf(file);
  return area === 'contexts' && part !== '' ? part : undefined;
};

/** A problem for each import that `wrong` explains. */
export function problemsOfImports(
  rule: string,
  modules: readonly Module[],
  wrong: (module: Module, one: Resolved) => string | undefined,
): Problem[] {
  return modules.flatMap(module =>
    module.imports.flatMap(one => {
      const message = wrong(module, one);
      return message ? [{ rule, file: module.file, line: one.line, message }] : [];
    }),
  );
}
