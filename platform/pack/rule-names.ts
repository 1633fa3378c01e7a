/** Rules that the core reads, under the names by which it reads them. Any other rule is a fact for people. */
import { type CoreRule, coreRules, isCoreRule } from './core-rules.ts';
import { nearest } from './explain.ts';
import type { Places, Problem } from './files.ts';
import type { Pack } from './pack.ts';

/** Without these nothing can be sent or decided. */
const indispensable = [
  'age.child',
  'consent.adult',
  'consent.child',
  'authority.routing',
  'rg.target',
  'second_check',
] as const satisfies readonly CoreRule[];

export const findMisnamedRules = ({ rules, nations }: Pack, places: Places): Problem[] => {
  const misspelt = rules.flatMap(({ id }, at) => {
    const near = isCoreRule(id) ? undefined : Object.keys(coreRules).find(known => isSlipOf(known, id));
    const { file, path } = places.rules[at] ?? { file: 'rules', path: `${at}` };
    return near === undefined
      ? []
      : [
          {
            near,
            problem: {
              file,
              path: `${path}.id`,
              message: `the core reads no rule "${id}": did you mean "${near}"?`,
            },
          },
        ];
  });
  const [{ file } = { file: 'rules' }] = places.rules;
  const lacking = indispensable
    .filter(id => !misspelt.some(({ near }) => near === id))
    .flatMap(id => {
      const without = nations.filter(
        ({ code }) => !rules.some(rule => rule.id === id && (rule.nations?.includes(code) ?? true)),
      );
      const where =
        without.length === nations.length ? '' : ` in "${without.map(({ code }) => code).join('", "')}"`;
      return without.length === 0
        ? []
        : [
            {
              file,
              path: 'rules',
              message: `there is no rule "${id}"${where}: nothing can be sent or decided without it`,
            },
          ];
    });
  return [...misspelt.map(({ problem }) => problem), ...lacking];
};

/** Part by part: what differs in two letters of three is another word, and another fact. */
function isSlipOf(known: string, id: string): boolean {
  const [parts, others] = [known.split('.'), id.split('.')];
  return (
    parts.length === others.length &&
    parts.every(
      (part, at) =>
        part === others[at] || (part.length > 3 && nearest(others[at] ?? '', [part]) !== undefined),
    )
  );
}
