import { contextOf, problemsOfImports } from './place.ts';
import type { Problem, Tree } from './tree.ts';

/** Which contexts a context may use (design.md, The house, 5). Anyone may use organisations. The other way round is an event. */
export const declared: Readonly<Record<string, readonly string[]>> = {
  organisations: [],
  identification: [],
  consent: [],
  referrals: ['identification', 'consent'],
  decisions: ['referrals', 'consent'],
  support: ['referrals', 'decisions', 'consent'],
  investigations: ['referrals'],
  linkage: [],
  statistics: [],
  exchange: ['referrals', 'decisions', 'support'],
  learning: ['law'],
  awareness: ['identification'],
  oversight: [],
  law: [],
  strategy: ['law', 'statistics'],
};
const anyone = 'organisations';

export function contextGraph({ modules }: Tree): Problem[] {
  const rule = 'context-graph';
  return problemsOfImports(rule, modules, ({ file }, { to }) => {
    const [from, target] = [contextOf(file), to === undefined ? undefined : contextOf(to)];
    if (!from || !target || from === target) return undefined;
    if (!declared[from]) return `The context ${from} is not declared in checks/boundaries/graph.ts`;
    if (target === anyone || declared[from].includes(target)) return undefined;
    return `${from} may not use ${target}: let ${target} tell of it by an event, or declare it in a decision record`;
  });
}

/** A circle in a graph of who uses whom, as the names along it; undefined where there is none. */
export function findCircle(
  graph: Readonly<Record<string, readonly string[]>>,
): readonly string[] | undefined {
  const cleared = new Set<string>();
  const walk = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (cleared.has(name)) return undefined;
    for (const next of graph[name] ?? []) {
      const circle = walk(next, [...path, name]);
      if (circle) return circle;
    }
    cleared.add(name);
    return undefined;
  };
  for (const name of Object.keys(graph)) {
    const circle = walk(name, []);
    if (circle) return circle;
  }
  return undefined;
}
