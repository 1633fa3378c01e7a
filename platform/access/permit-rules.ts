/** One rule of a pack's permits: what it names, and what it asks. */
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import type { Problem } from '../pack/files.ts';
import type { PackRole } from '../pack/pack.ts';
import type { ActionTable } from './actions.ts';

export const permitsFile = 'permits.cedar';

/** Where a record may stand, and what one may be to it: all that a permit can ask for. */
export const knownStages = [
  'draft',
  'submitted',
  'decided',
  'withdrawn',
  'ended',
  'notified',
  'asked',
  'accepted',
  'declined',
  'taken-back',
];
export const knownRelations = [
  'referrer',
  'referring-team',
  'decider',
  'proposer',
  'second-reader',
  'conflicted',
  'on-duty',
  'by-glass',
  'handing-team',
  'asked-team',
  'asking-team',
];
/** What permits are judged by. */
export interface Judged {
  readonly actions: ActionTable;
  readonly roles: readonly PackRole[];
  readonly nations: readonly { readonly code: string }[];
}

export interface PermitRule {
  readonly text: string;
  readonly line: number;
  /** Its `@id`, by which an author knows it. */
  readonly name: string;
  readonly effect: string;
  /** Empty where it is for every action. */
  readonly actions: readonly string[];
  readonly attributes: readonly { readonly of: string; readonly name: string }[];
  /** Words that an attribute is compared with: `principal.role` with `keeper`. */
  readonly compared: readonly { readonly attribute: string; readonly value: string }[];
  readonly namesSomebody: boolean;
}

/** @throws never for a text that `policySetTextToParts` gave */
export function readRule(text: string, line: number): PermitRule {
  const read = cedar.policyToJson(text);
  if (read.type === 'failure') throw new Error(read.errors.map(each => each.message).join('; '));
  const { json } = read;
  const action = json.action as { entity?: Named; entities?: readonly Named[] };
  const found = { attributes: new Map<string, { of: string; name: string }>(), compared: [] as Compared[] };
  walk(json.conditions, found);
  return {
    text,
    line,
    name: json.annotations?.['id'] ?? '',
    effect: json.effect,
    actions: [...(action.entity ? [action.entity] : []), ...(action.entities ?? [])].map(({ id }) => id),
    attributes: [...found.attributes.values()],
    compared: found.compared,
    namesSomebody: namesSomebody(json),
  };
}

interface Named {
  readonly id: string;
}
interface Compared {
  readonly attribute: string;
  readonly value: string;
}

function walk(node: unknown, found: { attributes: Map<string, unknown>; compared: Compared[] }): void {
  if (typeof node !== 'object' || node === null) return;
  const attribute = attributeOf(node);
  if (attribute) found.attributes.set(`${attribute.of}.${attribute.name}`, attribute);
  if ('left' in node && 'right' in node)
    for (const [side, other] of [
      [node.left, node.right],
      [node.right, node.left],
    ]) {
      const asked = attributeOf(side);
      if (asked)
        for (const value of wordsIn(other))
          found.compared.push({ attribute: `${asked.of}.${asked.name}`, value });
    }
  for (const part of Object.values(node)) walk(part, found);
}

/** `principal.role`, as Cedar writes it: `{ ".": { left: { Var: principal }, attr: role } }`. */
function attributeOf(node: unknown): { of: string; name: string } | undefined {
  if (typeof node !== 'object' || node === null || !('.' in node)) return undefined;
  const { left, attr } = node['.'] as { left?: { Var?: unknown }; attr?: unknown };
  return typeof left?.Var === 'string' && typeof attr === 'string' ? { of: left.Var, name: attr } : undefined;
}

function wordsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('Value' in node) return typeof node.Value === 'string' ? [node.Value] : [];
  return 'Set' in node && Array.isArray(node.Set) ? node.Set.flatMap(wordsIn) : [];
}

/** Policy looks at what viewers and records are, never at which: one answer holds for all that are alike. */
export function namesSomebody(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  const isName = 'type' in part && 'id' in part && part.type !== 'Action';
  return isName || Object.values(part).some(namesSomebody);
}

export const tell = (rule: PermitRule, word: string | undefined, message: string): Problem => ({
  file: permitsFile,
  path: rule.name,
  line: rule.line + (word === undefined ? 0 : lineAt(rule.text, Math.max(rule.text.indexOf(word), 0)) - 1),
  message,
});

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
