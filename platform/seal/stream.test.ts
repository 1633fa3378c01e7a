import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { keyLength } from './box.ts';
import { KeyProblem } from './keys.ts';
import { openStream, sealStream } from './stream.ts';

const about = { recordId: 'record', field: 'file', sealId: 'seal' };
const key = randomBytes(keyLength);
const chunk = 64 * 1024;
const sealedChunk = chunk + 16;

async function* inPieces(bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
async function whole(parts: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}
const seal = (bytes: Buffer, pieces = 10_000) => whole(sealStream(inPieces(bytes, pieces), key, about));
const open = (bytes: Buffer, pieces = 10_000, of = about) =>
  whole(openStream(inPieces(bytes, pieces), key, of));
const isRefused = (bytes: Buffer, of = about): Promise<boolean> =>
  open(bytes, 10_000, of).then(
    () => false,
    (error: unknown) => error instanceof KeyProblem && error.kind === 'seal-altered',
  );

test('a file of any length opens byte for byte, in whatever pieces it comes', async () => {
  const lengths = [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 17];
  for (const length of lengths) {
    const bytes = randomBytes(length);
    for (const pieces of [1_000, chunk, sealedChunk, 500_000])
      assert.ok((await open(await seal(bytes, pieces), pieces)).equals(bytes), `${length} in ${pieces}`);
  }
});

test('a file that was altered anywhere, cut, prolonged, put in another order or moved elsewhere is found', async () => {
  const sealed = await seal(randomBytes(3 * chunk + 100));
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ by;
      assert.ok(await isRefused(altered));
      assert.ok(await isRefused(sealed.subarray(0, at)), 'cut');
    }),
    { numRuns: 40 },
  );
  const parts = [0, 1, 2, 3].map(n => sealed.subarray(n * sealedChunk, (n + 1) * sealedChunk));
  const [one, two, three, last] = parts as [Buffer, Buffer, Buffer, Buffer];
  assert.ok(await isRefused(Buffer.concat([two, one, three, last])), 'another order');
  assert.ok(await isRefused(Buffer.concat([one, three, last])), 'a chunk left out');
  assert.ok(await isRefused(Buffer.concat([one, one, two, three, last])), 'a chunk twice');
  assert.ok(await isRefused(Buffer.concat([one, two, three])), 'cut at the end of a chunk');
  assert.ok(await isRefused(Buffer.concat([sealed, last])), 'prolonged');
  assert.ok(await isRefused(sealed, { ...about, recordId: 'other' }));
});

test('memory does not grow with the length of a file', async () => {
  async function* zeros(): AsyncGenerator<Buffer> {
    const piece = Buffer.alloc(chunk);
    for (let n = 0; n < 1_600; n++) yield piece;
  }
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  collectGarbage();
  const before = process.memoryUsage();
  let [length, most] = [0, 0];
  for await (const part of openStream(sealStream(zeros(), key, about), key, about)) {
    length += part.length;
    if (length % (200 * chunk) === 0) {
      // What is held is asked, not what waits to be collected: when that is done is the machine's affair. What buffers
      // held is given back only after a turn of the event loop.
      collectGarbage();
      await setImmediate();
      collectGarbage();
      const { external, heapUsed } = process.memoryUsage();
      most = Math.max(most, external + heapUsed - before.external - before.heapUsed);
    }
  }
  assert.equal(length, 1_600 * chunk);
  assert.ok(most < 50 * 1024 * 1024, `${Math.round(most / 1024 / 1024)} MB for 100 MB`);
});
