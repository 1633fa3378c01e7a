/** The part of nunjucks' syntax tree that our templates may use. Line numbers count from 0. */
import nunjucks from 'nunjucks';

export interface Place {
  readonly lineno: number;
}
export type Node = Place &
  (
    | {
        readonly typename: 'Root' | 'NodeList' | 'Output' | 'Array' | 'Dict' | 'Group';
        readonly children: readonly Node[];
      }
    | { readonly typename: 'TemplateData'; readonly value: string }
    | { readonly typename: 'Literal'; readonly value: string | number | boolean | null }
    | { readonly typename: 'Symbol'; readonly value: string }
    | { readonly typename: 'Pair'; readonly key: Node; readonly value: Node }
    | { readonly typename: 'LookupVal'; readonly target: Node; readonly val: Node }
    | {
        readonly typename: 'If' | 'InlineIf';
        readonly cond: Node;
        readonly body: Node;
        readonly else_: Node | null;
      }
    | {
        readonly typename: 'For';
        readonly arr: Node;
        readonly name: Node;
        readonly body: Node;
        readonly else_: Node | null;
      }
    | { readonly typename: 'Block'; readonly name: Node; readonly body: Node }
    | { readonly typename: 'Extends' | 'Include'; readonly template: Node }
    | { readonly typename: 'FunCall' | 'Filter'; readonly name: Node; readonly args: NodeList }
    | { readonly typename: 'KeywordArgs'; readonly children: readonly Node[] }
    | { readonly typename: 'Caller'; readonly body: Node; readonly args: NodeList }
    | { readonly typename: 'And' | 'Or'; readonly left: Node; readonly right: Node }
    | { readonly typename: 'Not'; readonly target: Node }
    | {
        readonly typename: 'Compare';
        readonly expr: Node;
        readonly ops: readonly { readonly type: string; readonly expr: Node }[];
      }
    | { readonly typename: Forbidden }
  );
/** The nodes that may bear the name. */
export type Kind<Name extends Node['typename']> = Node extends infer One
  ? One extends { readonly typename: infer Names }
    ? Name extends Names
      ? One
      : never
    : never
  : never;
export interface NodeList extends Place {
  readonly children: readonly Node[];
}
type Forbidden =
  | 'Set'
  | 'Macro'
  | 'Import'
  | 'FromImport'
  | 'Switch'
  | 'Case'
  | 'Add'
  | 'Sub'
  | 'Mul'
  | 'Div'
  | 'FloorDiv'
  | 'Mod'
  | 'Pow'
  | 'Neg'
  | 'Pos'
  | 'Concat'
  | 'In'
  | 'Is'
  | 'Capture'
  | 'CallExtension';

export interface Problem {
  readonly rule: Rule;
  /** From the project's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Each has at least one canary that trips it. */
export const rules = [
  'syntax',
  'type',
  'unknown-name',
  'look-up',
  'arithmetic',
  'comparison',
  'filter',
  'call',
  'statement',
  'block',
  'outside-block',
  'template-not-found',
  'words',
  'markup',
  'no-view',
  'not-included',
] as const;
export type Rule = (typeof rules)[number];

const { parse: parseSource } = (
  nunjucks as unknown as { parser: { parse: (source: string, extensions: [], options: object) => Node } }
).parser;

export function parse(file: string, source: string): { readonly tree: Node } | { readonly problem: Problem } {
  try {
    return { tree: parseSource(source, [], { trimBlocks: true, lstripBlocks: true }) };
  } catch (error) {
    const { lineno, message } = error as { lineno?: number; message: string };
    const hint = advice(message);
    return {
      problem: { rule: 'syntax', file, line: lineno ?? 1, message: `${message.replace(/\s+/g, ' ')}${hint}` },
    };
  }
}

/** What nunjucks' own message leaves one to guess. */
function advice(message: string): string {
  if (/lookup value, got (none|boolean)/.test(message))
    return ' ("none", "true" and "false" are values, not names: rename the property)';
  if (/expected (comma|colon)|variable end|unexpected token/.test(message))
    return ' (two closing braces within an expression end it: put a space between them)';
  return '';
}
