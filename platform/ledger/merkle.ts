import { hash } from 'node:crypto';

/** Merkle tree hashing as in RFC 6962, section 2.1. Sizes and indexes are plain numbers: exact up to 2^53. */

const sha256 = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer');
const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

export const leafHash = (data: Buffer): Buffer => sha256(Buffer.concat([leafPrefix, data]));
export const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  sha256(Buffer.concat([nodePrefix, left, right]));
export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

/** What must be remembered of a tree to go on growing it: the roots of its complete subtrees, largest first. */
export interface Frontier {
  size: number;
  readonly roots: Buffer[];
}

export const emptyFrontier = (): Frontier => ({ size: 0, roots: [] });

/** Adds one leaf in place. Returns the subtree roots that it completed above itself, lowest first. */
export function growBy(tree: Frontier, leaf: Buffer): Buffer[] {
  const completed: Buffer[] = [];
  let root = leaf;
  for (let rest = tree.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    root = nodeHash(popped(tree.roots), root);
    completed.push(root);
  }
  tree.roots.push(root);
  tree.size += 1;
  return completed;
}

export const rootOf = (tree: Frontier): Buffer =>
  tree.size === 0 ? emptyRoot : tree.roots.reduceRight((right, left) => nodeHash(left, right));

/** A complete subtree: level 0 is a leaf, level 1 holds two; index counts subtrees of that level from the left. */
export interface Place {
  readonly level: number;
  readonly index: number;
}

/** The complete subtrees that make up a range of leaves which RFC 6962 hashes as one, largest first. */
export function subtrees(start: number, end: number): Place[] {
  const places: Place[] = [];
  for (let from = start; from < end; ) {
    const size = largestPower(end - from);
    places.push({ level: Math.log2(size), index: from / size });
    from += size;
  }
  return places;
}

/** The greatest power of two that is not greater than n. */
export function largestPower(n: number): number {
  let power = 1;
  while (power * 2 <= n) power *= 2;
  return power;
}

function popped(stack: Buffer[]): Buffer {
  const top = stack.pop();
  if (!top) throw new Error('a frontier has fewer subtrees than its size says');
  return top;
}
