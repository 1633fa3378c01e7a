import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { emptyFrontier, growBy, leafHash, nodeHash, type Place, rootOf } from './merkle.ts';
import { consistencyProof, extendsTree, includes, inclusionProof, rootAt } from './proofs.ts';

// The eight inputs and the answers of the Certificate Transparency reference tests for RFC 6962.
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const a = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const b = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const c = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const d = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const e = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const f = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
const inclusions: [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [0, 8, [d, a, e]],
  [5, 8, [b, c, roots[4] ?? '']],
  [2, 3, [roots[2] ?? '']],
  [1, 5, [roots[1] ?? '', a, b]],
];
const consistencies: [from: number, to: number, proof: string[]][] = [
  [1, 1, []],
  [1, 8, [d, a, e]],
  [6, 8, [f, c, roots[4] ?? '']],
  [2, 5, [a, b]],
];

const sized = fc.integer({ min: 0, max: 300 });
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.log(`merkle: seed ${seed}`);
const holds = <T>(property: fc.IAsyncProperty<T>) => fc.assert(property, { seed, numRuns: 200 });

test('roots equal the published RFC 6962 vectors at every size', () => {
  const tree = emptyFrontier();
  for (const [size, root] of roots.entries()) {
    assert.equal(rootOf(tree).toString('hex'), root);
    growBy(tree, leafHash(Buffer.from(inputs[size] ?? '', 'hex')));
  }
});

test('inclusion proofs equal the published vectors and are accepted', async () => {
  const leaves = inputs.map(input => leafHash(Buffer.from(input, 'hex')));
  for (const [index, size, expected] of inclusions) {
    const proof = await inclusionProof(index, size, reader(leaves));
    assert.deepEqual(
      proof.map(node => node.toString('hex')),
      expected,
    );
    assert.ok(includes(at(leaves, index), index, size, proof, naiveRoot(leaves.slice(0, size))));
  }
});

test('consistency proofs equal the published vectors and are accepted', async () => {
  const leaves = inputs.map(input => leafHash(Buffer.from(input, 'hex')));
  for (const [from, to, expected] of consistencies) {
    const proof = await consistencyProof(from, to, reader(leaves));
    assert.deepEqual(
      proof.map(node => node.toString('hex')),
      expected,
    );
    assert.ok(extendsTree(head(leaves, from), head(leaves, to), proof));
  }
});

test('a tree grown leaf by leaf has the root of the naive recursion, and its nodes give the root of every earlier size', () =>
  holds(
    fc.asyncProperty(sized, sized, async (size, earlier) => {
      const leaves = manyLeaves(size);
      const tree = emptyFrontier();
      const completed = leaves.map(leaf => growBy(tree, leaf));
      assert.deepEqual(rootOf(tree), naiveRoot(leaves));
      const stored = ({ level, index }: Place) => {
        const last = (index + 1) * 2 ** level - 1;
        return level === 0 ? at(leaves, last) : at(completed[last] ?? [], level - 1);
      };
      const before = Math.min(earlier, size);
      assert.deepEqual(await rootAt(before, stored), naiveRoot(leaves.slice(0, before)));
    }),
  ));

test('an inclusion proof is accepted for its own leaf, place and tree, and for no other', () =>
  holds(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), async (size, n, m) => {
      const leaves = manyLeaves(size);
      const [index, other] = [n % size, m % size];
      const root = naiveRoot(leaves);
      const proof = await inclusionProof(index, size, reader(leaves));
      assert.ok(includes(at(leaves, index), index, size, proof, root));
      assert.equal(includes(at(leaves, other), index, size, proof, root), other === index);
      assert.equal(includes(at(leaves, index), other, size, proof, root), other === index);
      assert.ok(!includes(at(leaves, index), index, size, [...proof, root], root));
      if (proof.length > 0) assert.ok(!includes(at(leaves, index), index, size, proof.slice(1), root));
    }),
  ));

test('a consistency proof is accepted for an earlier tree and refused once any leaf of it is altered', () =>
  holds(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), async (size, n, m) => {
      const leaves = manyLeaves(size);
      const from = 1 + (n % size);
      const proof = await consistencyProof(from, size, reader(leaves));
      assert.ok(extendsTree(head(leaves, from), head(leaves, size), proof));
      const altered = leaves.with(m % from, leafHash(Buffer.from('altered')));
      assert.ok(!extendsTree(head(altered, from), head(leaves, size), proof));
      assert.ok(
        !extendsTree(
          head(leaves, from),
          head(altered, size),
          await consistencyProof(from, size, reader(altered)),
        ),
      );
    }),
  ));

function manyLeaves(count: number): Buffer[] {
  return Array.from({ length: count }, (_, n) => leafHash(Buffer.from(`leaf ${n}`)));
}

/** RFC 6962's definition, word for word. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return at(leaves, 0);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

const reader =
  (leaves: readonly Buffer[]) =>
  ({ level, index }: Place): Buffer =>
    naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
const head = (leaves: readonly Buffer[], size: number) => ({ size, root: naiveRoot(leaves.slice(0, size)) });

function at(list: readonly Buffer[], index: number): Buffer {
  const found = list[index];
  assert.ok(found);
  return found;
}
