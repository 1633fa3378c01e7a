import { contextOf, placeOf, problemsOfImports } from './place.ts';
import { isTest, type Module, type Problem, type Resolved, type Tree } from './tree.ts';

/** Places whose functions a rule may call, where they are pure themselves: they are then held to the same rule. */
const callable = /^platform\/(pure|forms|pack|text)\//;
/** Places of which a rule may name types. */
const nameable =
  /^platform\/(pure|forms|pack|text)\/|^platform\/ledger\/entry\.ts$|^platform\/access\/record\.ts$/;
/** Packages that only compute. */
const computing = new Set(['temporal-polyfill', 'libphonenumber-js', 'zod', 'node:util']);

/** 2: `model.ts` and `rules.ts`, and what they call, know nothing of databases, clocks or the web (house style, A pure core). */
export function pureCore({ modules }: Tree): Problem[] {
  const rule = 'pure-core';
  const core = closure(modules);
  const imports = problemsOfImports(rule, core, (module, one) =>
    mayImport(module, one)
      ? undefined
      : `Called by rules, this is pure and may not import ${one.from ?? 'what is only known at run time'}`,
  );
  const ambient = core.flatMap(({ file, ambient: found }) =>
    found.map(({ name, line }) => ({
      rule,
      file,
      line,
      message: `Called by rules, this is pure and may not use ${name}: let it be passed in`,
    })),
  );
  return [...imports, ...ambient];
}

function mayImport({ file }: Module, { to, package: name, typeOnly }: Resolved): boolean {
  if (to === undefined) return name !== undefined && computing.has(name);
  if (contextOf(to) !== undefined && contextOf(to) === contextOf(file)) return true;
  if (typeOnly && contextOf(to) !== undefined)
    return placeOf(to).rest === 'public.ts' && contextOf(file) !== undefined;
  return (typeOnly ? nameable : callable).test(to);
}

/** Every `model.ts` and `rules.ts` of a context, with all that they import to call. */
function closure(modules: readonly Module[]): readonly Module[] {
  const byFile = new Map(modules.map(module => [module.file, module]));
  const reached = new Set<Module>();
  const reach = (module: Module): void => {
    if (reached.has(module)) return;
    reached.add(module);
    for (const one of module.imports) {
      const next =
        one.to !== undefined && !one.typeOnly && mayImport(module, one) ? byFile.get(one.to) : undefined;
      if (next) reach(next);
    }
  };
  for (const module of modules) if (/^contexts\/.+\/(model|rules)\.ts$/.test(module.file)) reach(module);
  return [...reached];
}

/** `platform/pure` stands on nothing; its one package is the calendar that Node 24 lacks. */
export const purePlatform = ({ modules }: Tree): Problem[] =>
  problemsOfImports(
    'pure-platform',
    modules.filter(({ file }) => file.startsWith('platform/pure/') && !isTest(file)),
    (_module, { to, package: name, from }) =>
      to?.startsWith('platform/pure/') || name === 'temporal-polyfill'
        ? undefined
        : `platform/pure stands on nothing: not on ${from ?? 'an import that cannot be read'}`,
  );
