/** The markup rules of one template, over its text in the order of writing. */
import { branches, parsed, type Sources } from './inheritance.ts';
import { checkMarkup, printed, type Markup } from './markup.ts';
import type { Node, Problem } from './parse.ts';

export function markupOf(file: string, sources: Sources): readonly Problem[] {
  const tree = parsed(file, { ...sources, report: () => {} });
  const markup: Markup[] = [];
  const visit = (node: Node): void => {
    if (node.typename === 'TemplateData') markup.push({ text: node.value, line: node.lineno + 1 });
    else if (node.typename === 'Output' && node.children[0]?.typename !== 'TemplateData') {
      markup.push({ text: printed, line: node.lineno + 1 });
      node.children.forEach(callBlocks);
    } else branches(node).forEach(visit);
  };
  const callBlocks = (node: Node): void => {
    if (node.typename === 'FunCall') node.args.children.forEach(callBlocks);
    else if (node.typename === 'KeywordArgs') node.children.forEach(callBlocks);
    else if (node.typename === 'Pair') callBlocks(node.value);
    else if (node.typename === 'Caller') visit(node.body);
  };
  if (tree) visit(tree);
  return checkMarkup(file, markup);
}
