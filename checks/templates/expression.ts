/** An expression of a template as the same expression in TypeScript, in pieces that remember their line. */
import type { Kind, Node, Problem, Rule } from './parse.ts';

export interface Piece {
  readonly text: string;
  readonly line: number;
}

export interface Scope {
  readonly file: string;
  readonly names: ReadonlySet<string>;
  /** Names of components, called as functions. */
  readonly components: ReadonlySet<string>;
  readonly report: (problem: Problem) => void;
}

export const allowedFilters = new Set(['trim', 'length']);
const arithmetic = new Set(['Add', 'Sub', 'Mul', 'Div', 'FloorDiv', 'Mod', 'Pow', 'Neg', 'Pos', 'Concat']);
/** Options whose values people read: a literal there would be in one language only. */
const readByPeople = /(text|html|label|title|caption|heading|message|value|placeholder)$/i;

export function expression(node: Node, scope: Scope): readonly Piece[] {
  const line = node.lineno + 1;
  const piece = (text: string): Piece => ({ text, line });
  const inner = (child: Node) => expression(child, scope);
  const wrong = (rule: Rule, message: string) => {
    report(scope, node, rule, message);
    // Said once: the compiler has nothing to add.
    return [piece('$wrong')];
  };
  switch (node.typename) {
    case 'Literal':
      return [piece(JSON.stringify(node.value))];
    case 'Symbol':
      return scope.names.has(node.value)
        ? [piece(identifier(node.value))]
        : wrong('unknown-name', `"${node.value}" is neither view, chrome nor a loop's own name`);
    case 'LookupVal':
      return lookUp(node, scope, wrong);
    case 'Array':
      return [piece('['), ...node.children.flatMap(child => [...inner(child), piece(', ')]), piece(']')];
    case 'Dict':
      return [
        piece('{ '),
        ...node.children.flatMap(child => [...pair(child, scope), piece(', ')]),
        piece('}'),
      ];
    case 'Group':
      return [piece('('), ...node.children.flatMap(inner), piece(')')];
    case 'InlineIf':
      return [
        piece('('),
        ...inner(node.cond),
        piece(' ? '),
        ...inner(node.body),
        piece(' : '),
        ...(node.else_ ? inner(node.else_) : [piece('""')]),
        piece(')'),
      ];
    case 'And':
    case 'Or':
      return [
        piece('('),
        ...inner(node.left),
        piece(node.typename === 'And' ? ' && ' : ' || '),
        ...inner(node.right),
        piece(')'),
      ];
    case 'Not':
      return [piece('!('), ...inner(node.target), piece(')')];
    case 'Compare':
      return compare(node, scope, wrong);
    case 'Filter':
      return filter(node, scope, wrong);
    case 'FunCall':
      return call(node, scope, wrong);
    case 'In':
    case 'Is':
      return wrong('comparison', 'Tests belong in the view model: give it a property that says so');
    default:
      return arithmetic.has(node.typename)
        ? wrong(
            'arithmetic',
            'A template does not reckon or join: put the finished value into the view model',
          )
        : wrong('statement', `${node.typename} is not used in our templates`);
  }
}

const reserved =
  /^(case|class|const|default|delete|else|enum|export|for|function|if|import|in|new|return|super|switch|this|var|void|with|yield|let|static)$/;
/** A loop's name as TypeScript takes it. */
export const identifier = (name: string) => (reserved.test(name) ? `${name}_` : name);

export const report = (scope: Scope, node: { readonly lineno: number }, rule: Rule, message: string) =>
  scope.report({ rule, file: scope.file, line: node.lineno + 1, message });

type Wrong = (rule: Rule, message: string) => readonly Piece[];

function lookUp(node: Kind<'LookupVal'>, scope: Scope, wrong: Wrong): readonly Piece[] {
  if (node.val.typename !== 'Literal' || typeof node.val.value !== 'string') {
    return wrong('look-up', 'A template does not look things up: put what was found into the view model');
  }
  const name = node.val.value;
  const text = /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  return [...expression(node.target, scope), { text, line: node.lineno + 1 }];
}

function pair(node: Node, scope: Scope): readonly Piece[] {
  if (node.typename !== 'Pair' || (node.key.typename !== 'Symbol' && node.key.typename !== 'Literal'))
    return [];
  const key = String(node.key.value);
  if (readByPeople.test(key) && literalWords(node.value)) {
    report(
      scope,
      node.value,
      'words',
      `Words belong in messages, in every language: "${key}" is written out here`,
    );
  }
  return [{ text: `${JSON.stringify(key)}: `, line: node.key.lineno + 1 }, ...expression(node.value, scope)];
}

const literalWords = (node: Node): boolean =>
  (node.typename === 'Literal' && typeof node.value === 'string' && /\p{L}{2}/u.test(node.value)) ||
  (node.typename === 'InlineIf' &&
    (literalWords(node.body) || (node.else_ !== null && literalWords(node.else_)))) ||
  ((node.typename === 'Or' || node.typename === 'And') && literalWords(node.right));

/** Only `a.b == "code"`: TypeScript then says whether the code exists, and knows the kind of what is inside. */
function compare(node: Kind<'Compare'>, scope: Scope, wrong: Wrong): readonly Piece[] {
  const [first, ...more] = node.ops;
  const operator = { '==': '===', '===': '===', '!=': '!==', '!==': '!==' }[first?.type ?? ''];
  const value = first?.expr;
  if (
    !first ||
    more.length > 0 ||
    !operator ||
    value?.typename !== 'Literal' ||
    typeof value.value !== 'string'
  ) {
    return wrong(
      'comparison',
      'Only a code may be compared, with == or !=: put any other test into the view model',
    );
  }
  return [
    ...expression(node.expr, scope),
    { text: ` ${operator} ${JSON.stringify(value.value)}`, line: node.lineno + 1 },
  ];
}

function filter(node: Kind<'Filter'>, scope: Scope, wrong: Wrong): readonly Piece[] {
  const name = node.name.typename === 'Symbol' ? node.name.value : '';
  if (!allowedFilters.has(name)) {
    const advice =
      name === 'safe' ? 'HTML comes from the view model as SafeHtml' : 'the view model holds finished text';
    return wrong('filter', `The filter "${name}" is not used: ${advice}`);
  }
  const line = node.lineno + 1;
  return [
    { text: `$filters.${name}(`, line },
    ...node.args.children.flatMap(a => expression(a, scope)),
    { text: ')', line },
  ];
}

function call(node: Kind<'FunCall'>, scope: Scope, wrong: Wrong): readonly Piece[] {
  const name = node.name.typename === 'Symbol' ? node.name.value : '';
  const line = node.lineno + 1;
  if (name === 'super') return [{ text: '$super', line }];
  if (!scope.components.has(name))
    return wrong('call', 'Only components are called: put the result into the view model');
  const [options, block] = node.args.children;
  const framed = block?.typename === 'KeywordArgs';
  if (!options || options.typename === 'KeywordArgs' || (block && !framed)) {
    return wrong('call', `${name} takes one object of options`);
  }
  return [
    { text: `${framed ? '$framed' : '$component'}.${name}(`, line },
    ...expression(options, scope),
    { text: ')', line },
  ];
}
