/** How templates stand on each other: which layout one fills, and where the names of files lead. */
import { posix } from 'node:path';
import { parse, type Node, type Problem } from './parse.ts';

export interface Sources {
  readonly components: ReadonlySet<string>;
  /** The text of a template by its path from the project's root, or nothing. */
  readonly read: (file: string) => string | undefined;
  readonly report: (problem: Problem) => void;
}

export interface Parent {
  readonly file: string;
  readonly blocks: ReadonlySet<string>;
}

/** What stands directly within a statement, whichever way a condition goes. */
export function branches(node: Node): readonly Node[] {
  switch (node.typename) {
    case 'Root':
    case 'NodeList':
    case 'Output':
      return node.children;
    case 'If':
    case 'For':
      return node.else_ ? [node.body, node.else_] : [node.body];
    case 'Block':
      return [node.body];
    default:
      return [];
  }
}

export function parsed(file: string, sources: Sources): Node | undefined {
  const source = sources.read(file);
  if (source === undefined) return undefined;
  const result = parse(file, source);
  if ('tree' in result) return result.tree;
  sources.report(result.problem);
  return undefined;
}

/** The layouts that a template fills, nearest first. */
export function chain(
  file: string,
  tree: Node,
  sources: Sources,
  seen: readonly string[] = [file],
): readonly Parent[] {
  const extending = branches(tree).find(node => node.typename === 'Extends');
  if (extending?.typename !== 'Extends') return [];
  const parent = named(file, extending.template);
  const parentTree = parent && !seen.includes(parent) ? parsed(parent, sources) : undefined;
  if (!parent || !parentTree) {
    missing(sources, file, extending);
    return [];
  }
  const blocks = new Set(blocksIn(parentTree));
  return [{ file: parent, blocks }, ...chain(parent, parentTree, sources, [...seen, parent])];
}

const blocksIn = (node: Node): readonly string[] => [
  ...(node.typename === 'Block' && node.name.typename === 'Symbol' ? [node.name.value] : []),
  ...branches(node).flatMap(blocksIn),
];

export const missing = (sources: Sources, file: string, node: Node) =>
  sources.report({
    rule: 'template-not-found',
    file,
    line: node.lineno + 1,
    message: 'No such template, or it leads back to itself',
  });

/** The path that a template names, from the project's root; only a literal can be followed. */
export function named(from: string, node: Node): string | undefined {
  if (node.typename !== 'Literal' || typeof node.value !== 'string') return undefined;
  return /^\.\.?\//.test(node.value) ? posix.join(posix.dirname(from), node.value) : node.value;
}
