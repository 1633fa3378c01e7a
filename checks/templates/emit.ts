/** A template as TypeScript that reads exactly what the template reads, so that the compiler judges every expression. */
import { expression, identifier, report, type Piece, type Scope } from './expression.ts';
import { branches, chain, missing, named, parsed, type Parent, type Sources } from './inheritance.ts';
import type { Kind, Node } from './parse.ts';

export interface Emitted {
  readonly lines: readonly Line[];
  /** Templates whose markup stands within this one's, so that they are judged with it. */
  readonly includes: readonly string[];
  /** The chain of templates that this one fills the blocks of, nearest first. */
  readonly extends: readonly string[];
}
export interface Line {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}
export function emit(file: string, sources: Sources): Emitted {
  const lines: Line[] = [];
  const includes: string[] = [];
  const tree = parsed(file, sources);
  if (!tree) return { lines, includes, extends: [] };
  const parents = chain(file, tree, sources);
  const names = new Set(['view', 'chrome']);
  const scope: Scope = { file, names, components: sources.components, report: sources.report };
  const walk: Walk = { sources, lines, includes, within: [file], depth: 0 };
  if (parents.length > 0) child(tree, scope, walk, parents);
  else statements(tree, scope, walk);
  return { lines, includes, extends: parents.map(parent => parent.file) };
}

interface Walk {
  readonly sources: Sources;
  readonly lines: Line[];
  readonly includes: string[];
  /** The templates that led here by including one another. */
  readonly within: readonly string[];
  readonly depth: number;
}
/** Only the blocks of a template that extends another are shown: anything beside them would be lost in silence. */
function child(tree: Node, scope: Scope, walk: Walk, parents: readonly Parent[]): void {
  for (const node of branches(tree)) {
    if (node.typename === 'Extends') continue;
    if (node.typename === 'Block') {
      const name = node.name.typename === 'Symbol' ? node.name.value : '';
      if (!parents.some(parent => parent.blocks.has(name))) {
        report(scope, node, 'block', `The layout has no block "${name}", so this would never be shown`);
      }
      statement(node, scope, walk);
    } else if (
      node.typename !== 'Output' ||
      node.children.some(part => part.typename !== 'TemplateData' || part.value.trim())
    ) {
      report(scope, node, 'outside-block', 'What stands outside a block is never shown');
    }
  }
}

function statements(node: Node, scope: Scope, walk: Walk): void {
  for (const part of branches(node)) statement(part, scope, walk);
}

function statement(node: Node, scope: Scope, walk: Walk): void {
  const line = (pieces: readonly Piece[]) => put(walk, scope.file, pieces);
  const at = (text: string): Piece => ({ text, line: node.lineno + 1 });
  switch (node.typename) {
    case 'Root':
    case 'NodeList':
      return statements(node, scope, walk);
    case 'TemplateData':
      return;
    case 'Output':
      for (const part of node.children) if (part.typename !== 'TemplateData') output(part, scope, walk);
      return;
    case 'If': {
      const cond = expression(node.cond, scope);
      if (['Symbol', 'LookupVal'].includes(node.cond.typename)) line([at('$truthy('), ...cond, at(');')]);
      line([at('if ('), ...cond, at(') {')]);
      statement(node.body, scope, nested(walk));
      line([at('}')]);
      if (node.else_) {
        line([at('else {')]);
        statement(node.else_, scope, nested(walk));
        line([at('}')]);
      }
      return;
    }
    case 'For':
      return loop(node, scope, walk);
    case 'Block':
      if (walk.depth > 0) report(scope, node, 'block', 'A block does not stand within a loop or a condition');
      line([at('{')]);
      statement(node.body, scope, walk);
      return line([at('}')]);
    case 'Include':
      return include(node, scope, walk);
    default:
      report(scope, node, 'statement', `${node.typename} is not used in our templates`);
  }
}

const nested = (walk: Walk): Walk => ({ ...walk, depth: walk.depth + 1 });

function loop(node: Kind<'For'>, scope: Scope, walk: Walk): void {
  const at = (text: string): Piece => ({ text, line: node.lineno + 1 });
  if (node.name.typename !== 'Symbol') {
    return report(scope, node, 'statement', 'A loop goes over a list, with one name');
  }
  const name = node.name.value;
  put(walk, scope.file, [
    at(`for (const ${identifier(name)} of $list(`),
    ...expression(node.arr, scope),
    at(')) {'),
  ]);
  statement(node.body, { ...scope, names: new Set([...scope.names, name, 'loop']) }, nested(walk));
  put(walk, scope.file, [at('}')]);
  if (node.else_) statement(node.else_, scope, nested(walk));
}

/** An included template is judged where it stands, with the names that it can see there. */
function include(node: Kind<'Include'>, scope: Scope, walk: Walk): void {
  const file = named(scope.file, node.template);
  const tree = file && !walk.within.includes(file) ? parsed(file, walk.sources) : undefined;
  if (!file || !tree) return missing(walk.sources, scope.file, node);
  walk.includes.push(file);
  statement(tree, { ...scope, file }, { ...nested(walk), within: [...walk.within, file] });
}

function output(node: Node, scope: Scope, walk: Walk): void {
  const at = (text: string): Piece => ({ text, line: node.lineno + 1 });
  put(walk, scope.file, [at('$out('), ...expression(node, scope), at(');')]);
  const block =
    node.typename === 'FunCall' ? node.args.children.find(arg => arg.typename === 'KeywordArgs') : undefined;
  const caller = block?.typename === 'KeywordArgs' ? block.children[0] : undefined;
  if (caller?.typename === 'Pair' && caller.value.typename === 'Caller') {
    put(walk, scope.file, [at('{')]);
    statement(caller.value.body, scope, nested(walk));
    put(walk, scope.file, [at('}')]);
  }
}

function put(walk: Walk, file: string, pieces: readonly Piece[]): void {
  let open: { text: string; file: string; line: number } | undefined;
  for (const { text, line } of pieces) {
    if (open && open.line === line) open.text += text;
    else {
      open = { text, file, line };
      walk.lines.push(open);
    }
  }
}
