import { emptyRoot, largestPower, nodeHash, type Place, subtrees } from './merkle.ts';

/** Proofs as in RFC 6962, sections 2.1.1 and 2.1.2; checked as in RFC 9162, sections 2.1.3.2 and 2.1.4.2. */

/** Gives the root of a complete subtree: from memory, or from stored nodes. */
export type ReadNode = (place: Place) => Buffer | Promise<Buffer>;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The root of the tree over the first `size` leaves. */
export const rootAt = (size: number, read: ReadNode): Promise<Buffer> =>
  hashOf({ start: 0, end: size }, read);

/** Shows that the leaf at `index` stands in the tree of `size` leaves. */
export async function inclusionProof(index: number, size: number, read: ReadNode): Promise<Buffer[]> {
  if (!(index >= 0 && index < size)) throw new RangeError('no such leaf in a tree of this size');
  return Promise.all(siblings(index, { start: 0, end: size }).map(range => hashOf(range, read)));
}

/** Shows that the tree of `to` leaves begins with the tree of `from` leaves. */
export async function consistencyProof(from: number, to: number, read: ReadNode): Promise<Buffer[]> {
  if (!(from >= 0 && from <= to)) throw new RangeError('a tree can only be consistent with a later one');
  if (from === 0 || from === to) return [];
  return Promise.all(differences(from, { start: 0, end: to }, true).map(range => hashOf(range, read)));
}

export function includes(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!(index >= 0 && index < size)) return false;
  let [position, last] = [index, size - 1];
  let computed = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      computed = nodeHash(sibling, computed);
      while (!isOdd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      computed = nodeHash(computed, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && computed.equals(root);
}

export function extendsTree(
  from: { readonly size: number; readonly root: Buffer },
  to: { readonly size: number; readonly root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (from.size > to.size) return false;
  if (from.size === to.size) return proof.length === 0 && from.root.equals(to.root);
  if (from.size === 0) return proof.length === 0 && from.root.equals(emptyRoot);
  const path = largestPower(from.size) === from.size ? [from.root, ...proof] : [...proof];
  let [position, last] = [from.size - 1, to.size - 1];
  while (isOdd(position)) [position, last] = [half(position), half(last)];
  const seed = path.shift();
  if (!seed) return false;
  let [older, newer] = [seed, seed];
  for (const node of path) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      older = nodeHash(node, older);
      newer = nodeHash(node, newer);
      while (!isOdd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      newer = nodeHash(newer, node);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && older.equals(from.root) && newer.equals(to.root);
}

function siblings(index: number, { start, end }: Range): Range[] {
  if (end - start === 1) return [];
  const middle = start + split(end - start);
  return index < middle
    ? [...siblings(index, { start, end: middle }), { start: middle, end }]
    : [...siblings(index, { start: middle, end }), { start, end: middle }];
}

function differences(until: number, { start, end }: Range, known: boolean): Range[] {
  if (until === end) return known ? [] : [{ start, end }];
  const middle = start + split(end - start);
  return until <= middle
    ? [...differences(until, { start, end: middle }, known), { start: middle, end }]
    : [...differences(until, { start: middle, end }, false), { start, end: middle }];
}

async function hashOf({ start, end }: Range, read: ReadNode): Promise<Buffer> {
  const roots = await Promise.all(subtrees(start, end).map(async place => read(place)));
  return roots.length === 0 ? emptyRoot : roots.reduceRight((right, left) => nodeHash(left, right));
}

/** RFC 6962: the greatest power of two smaller than n. */
const split = (n: number): number => largestPower(n - 1);
const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
