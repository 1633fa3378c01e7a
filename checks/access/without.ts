/** Takes one filter at a time out of what the web asks its database. */
import type { KyselyPlugin, OperationNode, RootOperationNode, UnknownRow } from 'kysely';
import { RawNode } from 'kysely';

type Parts = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is OperationNode =>
  typeof value === 'object' && value !== null && 'kind' in value;

/**
 * Counts the filters of a request (each WHERE, and each condition of a join) and leaves out the one that it was told to.
 * What a raw query says for itself is filtered by `WHERE true OR …`.
 */
export class FilterRemover implements KyselyPlugin {
  #seen = 0;
  #target = 0;

  /** For the next request; 0 takes nothing. */
  take(target: number): void {
    this.#seen = 0;
    this.#target = target;
  }

  get seen(): number {
    return this.#seen;
  }

  transformQuery({ node }: { readonly node: RootOperationNode }): RootOperationNode {
    return this.#walk(node) as RootOperationNode;
  }

  async transformResult({
    result,
  }: {
    readonly result: { rows: UnknownRow[] };
  }): Promise<{ rows: UnknownRow[] }> {
    return result;
  }

  #isTarget(): boolean {
    this.#seen += 1;
    return this.#seen === this.#target;
  }

  #walk(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(each => this.#walk(each));
    if (!isNode(value)) return value;
    if (value.kind === 'RawNode') return this.#raw(value as RawNode);
    const parts = Object.entries(value as unknown as Parts).map(
      ([name, part]): readonly [string, unknown] => {
        if (name === 'where' && isNode(part) && this.#isTarget()) return [name, undefined];
        if (name === 'on' && isNode(part) && this.#isTarget())
          return [name, { kind: 'OnNode', on: RawNode.createWithSql('true') }];
        return [name, this.#walk(part)];
      },
    );
    return Object.freeze(Object.fromEntries(parts.filter(([, part]) => part !== undefined)));
  }

  #raw(node: RawNode): unknown {
    const sqlFragments = node.sqlFragments.map(text =>
      text.replace(/\bWHERE\b/g, found => (this.#isTarget() ? 'WHERE true OR' : found)),
    );
    return Object.freeze({
      ...node,
      sqlFragments,
      parameters: node.parameters.map(each => this.#walk(each)),
    });
  }
}
