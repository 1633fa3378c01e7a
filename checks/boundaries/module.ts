import { parseSync, Visitor } from 'oxc-parser';

/** One import of a module, of whichever form: `import`, `export … from`, `import()`, `import type`, `import('…').T`, `require`. */
export interface Import {
  /** As written; undefined where it is not a plain string, so that no check can follow it. */
  readonly from: string | undefined;
  readonly typeOnly: boolean;
  readonly line: number;
}

/** What the rules look at in one file. */
export interface ModuleFacts {
  readonly imports: readonly Import[];
  /** Lines with a `sql` template or a step of Kysely's that starts a statement. */
  readonly sql: readonly number[];
  /** Clocks, chance, the process and the network, used as globals. */
  readonly ambient: readonly { readonly name: string; readonly line: number }[];
  /** Comments that switch a check off without ` -- ` and a reason. */
  readonly unexplained: readonly number[];
}

const starts = new Set([
  'selectFrom',
  'selectNoFrom',
  'insertInto',
  'replaceInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
]);
const ambientGlobals = new Set([
  'Date',
  'process',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'crypto',
  'performance',
  'globalThis',
]);
const ambientMembers = new Set(['Temporal.Now', 'Math.random']);

/** @throws where the file does not parse, so that no file counts as read that was not */
export function readModule(file: string, source: string): ModuleFacts {
  const { program, comments, errors } = parseSync(file, source, { sourceType: 'module' });
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`);
  const lineOf = lines(source);
  const imports: Import[] = [];
  const sql: number[] = [];
  const ambient: { name: string; line: number }[] = [];
  const add = (from: string | undefined, typeOnly: boolean, start: number) =>
    imports.push({ from, typeOnly, line: lineOf(start) });
  const own = new Set<string>();
  const bind = (pattern: unknown): void => boundBy(pattern).forEach(name => own.add(name));
  /** Where an identifier names a property or a type, not a value. */
  const names = new Set<number>();
  new Visitor({
    ImportDeclaration(node) {
      const types =
        node.specifiers.length > 0 &&
        node.specifiers.every(one => one.type === 'ImportSpecifier' && one.importKind === 'type');
      add(node.source.value, node.importKind === 'type' || types, node.start);
      for (const specifier of node.specifiers) own.add(specifier.local.name);
    },
    ExportNamedDeclaration(node) {
      if (!node.source) return;
      const types = node.specifiers.length > 0 && node.specifiers.every(one => one.exportKind === 'type');
      add(node.source.value, node.exportKind === 'type' || types, node.start);
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.exportKind === 'type', node.start);
    },
    ImportExpression(node) {
      add(textOf(node.source), false, node.start);
    },
    TSImportType(node) {
      add(textOf(node.source), true, node.start);
    },
    TSImportEqualsDeclaration(node) {
      if (node.moduleReference.type === 'TSExternalModuleReference')
        add(textOf(node.moduleReference.expression), false, node.start);
    },
    TaggedTemplateExpression(node) {
      const tag = node.tag.type === 'MemberExpression' ? node.tag.object : node.tag;
      if (tag.type === 'Identifier' && tag.name === 'sql') sql.push(lineOf(node.start));
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require')
        add(textOf(node.arguments[0]), false, node.start);
      const called = node.callee.type === 'MemberExpression' ? node.callee : undefined;
      if (called?.object.type === 'Identifier' && called.object.name === 'sql') sql.push(lineOf(node.start));
      if (called?.property.type === 'Identifier' && starts.has(called.property.name))
        sql.push(lineOf(called.property.start));
      if (called?.computed && called.property.type === 'Literal' && starts.has(String(called.property.value)))
        sql.push(lineOf(node.start));
    },
    MemberExpression(node) {
      if (!node.computed) names.add(node.property.start);
      if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return;
      const name = `${node.object.name}.${node.property.name}`;
      if (ambientMembers.has(name)) ambient.push({ name, line: lineOf(node.start) });
    },
    Property(node) {
      if (!node.computed && !node.shorthand) names.add(node.key.start);
    },
    VariableDeclarator(node) {
      bind(node.id);
    },
    FunctionDeclaration(node) {
      node.params.forEach(bind);
    },
    FunctionExpression(node) {
      node.params.forEach(bind);
    },
    ArrowFunctionExpression(node) {
      node.params.forEach(bind);
    },
    TSPropertySignature(node) {
      names.add(node.key.start);
    },
    TSTypeReference(node) {
      names.add(node.typeName.start);
    },
    Identifier(node) {
      if (ambientGlobals.has(node.name) && !names.has(node.start))
        ambient.push({ name: node.name, line: lineOf(node.start) });
    },
  }).visit(program);
  return {
    imports,
    sql,
    ambient: ambient.filter(({ name }) => !own.has(name)),
    unexplained: comments
      .filter(
        ({ value }) => /^\s*(oxlint|eslint)-disable|^\s*biome-ignore/.test(value) && !/ -- \S/.test(value),
      )
      .map(comment => lineOf(comment.start)),
  };
}

interface Written {
  readonly type: string;
  readonly value?: unknown;
}

/** The names that a pattern binds: `{ a, b: [c], ...d }` → a, c, d. */
function boundBy(pattern: unknown): string[] {
  const { type, name, properties, elements, left, argument, value } = (pattern ?? {}) as Pattern;
  if (type === 'Identifier' && name) return [name];
  return [...(properties ?? []), ...(elements ?? []), left, argument, type === 'Property' ? value : undefined]
    .filter(Boolean)
    .flatMap(boundBy);
}
interface Pattern {
  readonly type?: string;
  readonly name?: string;
  readonly properties?: readonly unknown[];
  readonly elements?: readonly unknown[];
  readonly left?: unknown;
  readonly argument?: unknown;
  readonly value?: unknown;
}

/** The text of a plain string, also one in backticks with nothing filled in. */
function textOf(node: unknown): string | undefined {
  const { type, value, quasis } = (node ?? { type: '' }) as Written & {
    quasis?: { value: { cooked: string } }[];
  };
  if (type === 'Literal' && typeof value === 'string') return value;
  if (type === 'TemplateLiteral' && quasis?.length === 1) return quasis[0]?.value.cooked;
  return undefined;
}

function lines(source: string): (offset: number) => number {
  const ends = [...source.matchAll(/\n/g)].map(({ index }) => index);
  return offset => {
    const after = ends.findIndex(end => end >= offset);
    return (after === -1 ? ends.length : after) + 1;
  };
}
