/** The rules of the house about who may use what (design.md, The house). First every rule must catch its canary. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { declared, findCircle } from './boundaries/graph.ts';
import { findProblems, rules } from './boundaries/rules.ts';
import { readTree } from './boundaries/tree.ts';

const root = join(import.meta.dirname, '..');
const canaries = join(import.meta.dirname, 'canary');
/** Fewer would mean that the reader went blind, not that the project shrank. */
const fewest: Readonly<Record<string, number>> = { app: 10, bin: 5, checks: 20, contexts: 40, platform: 120 };

const complaints = [...checkCanaries(), ...checkGraph(), ...checkProject()];
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;

/** In a rule's folder that rule fires and no other; in the folder `sound` none does. */
function checkCanaries(): string[] {
  const folders = readdirSync(canaries);
  const missing = Object.keys(rules).filter(rule => !folders.includes(rule));
  const wrong = folders.flatMap(folder => {
    const fired = new Set(findProblems(readTree(join(canaries, folder))).map(problem => problem.rule));
    const expected = folder === 'sound' ? '' : folder;
    return [...fired].join(' ') === expected
      ? []
      : [`checks/canary/${folder}: fired ${[...fired].join(', ') || 'nothing'}`];
  });
  return [...missing.map(rule => `The rule ${rule} has no canary in checks/canary/${rule}`), ...wrong];
}

function checkGraph(): string[] {
  const circle = findCircle(declared);
  return circle ? [`The declared contexts form a circle: ${circle.join(' → ')}`] : [];
}

function checkProject(): string[] {
  const tree = readTree(root);
  const blind = Object.entries(fewest).flatMap(([area, least]) => {
    const read = tree.modules.filter(({ file }) => file.startsWith(`${area}/`)).length;
    return read < least
      ? [`Only ${read} modules of ${area}/ were read: at least ${least} were expected`]
      : [];
  });
  const problems = findProblems(tree);
  console.log(
    `Read ${tree.modules.length} modules against ${Object.keys(rules).length} rules, each of which has its canary.`,
  );
  return [
    ...blind,
    ...problems.map(({ file, line, message, rule }) => `${file}:${line}: ${message} [${rule}]`),
  ];
}
