import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type About, aboutOf } from './envelope.ts';
import { KeyProblem } from './keys.ts';

/**
 * Files, sealed as they pass: chunks of 64 KiB, each under AES-256-GCM with its number and whether it is the last one in the
 * nonce (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015), so that chunks can be neither dropped,
 * moved nor added. A data key seals one file only: a nonce never comes twice. Memory holds two chunks, however long the file.
 */
const chunkLength = 64 * 1024;
const tagLength = 16;

export async function* sealStream(
  source: AsyncIterable<Uint8Array>,
  dataKey: Buffer,
  about: About,
): AsyncGenerator<Buffer> {
  for await (const { chunk, number, isLast } of inChunks(source, chunkLength)) {
    const cipher = createCipheriv('aes-256-gcm', dataKey, nonceOf(number, isLast), {
      authTagLength: tagLength,
    });
    cipher.setAAD(Buffer.from(aboutOf(about)));
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }
}

/**
 * Each chunk is whole and in its place when it comes out; that it was all of the file is known at the end alone.
 * @throws KeyProblem `seal-altered`
 */
export async function* openStream(
  source: AsyncIterable<Uint8Array>,
  dataKey: Buffer,
  about: About,
): AsyncGenerator<Buffer> {
  for await (const { chunk, number, isLast } of inChunks(source, chunkLength + tagLength)) {
    if (chunk.length < tagLength) throw new KeyProblem('seal-altered');
    const decipher = createDecipheriv('aes-256-gcm', dataKey, nonceOf(number, isLast), {
      authTagLength: tagLength,
    });
    decipher.setAAD(Buffer.from(aboutOf(about))).setAuthTag(chunk.subarray(-tagLength));
    let opened: Buffer;
    try {
      opened = Buffer.concat([decipher.update(chunk.subarray(0, -tagLength)), decipher.final()]);
    } catch {
      throw new KeyProblem('seal-altered');
    }
    yield opened;
  }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

interface Chunk {
  readonly chunk: Buffer;
  readonly number: number;
  readonly isLast: boolean;
}

/** Equal chunks, whatever the pieces in which they come; the last may be shorter, and is there even where nothing is. */
async function* inChunks(source: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Chunk> {
  let held: Uint8Array[] = [];
  let holding = 0;
  let number = 0;
  for await (const piece of source) {
    let rest = piece;
    // A whole chunk is given when more follows: only then is it known not to be the last.
    while (holding + rest.length > length) {
      const taken = rest.subarray(0, length - holding);
      yield { chunk: Buffer.concat([...held, taken]), number, isLast: false };
      rest = rest.subarray(taken.length);
      held = [];
      holding = 0;
      number += 1;
    }
    held.push(rest);
    holding += rest.length;
  }
  yield { chunk: Buffer.concat(held), number, isLast: true };
}
