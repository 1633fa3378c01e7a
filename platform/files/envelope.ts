import { createCipheriv, createDecipheriv } from 'node:crypto';

const plainLength = 65_536;
const tagLength = 16;

/** A file that was cut, put together from others or changed. Nothing of the piece that shows it was given out. */
export class FileDamaged extends Error {}

/**
 * Seals a stream piece by piece with AES-256-GCM, after the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár,
 * 2015): each piece is numbered, and the last says that it is. `key`: 32 bytes, for this one content alone.
 */
export async function* sealPieces(key: Buffer, plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const { piece, nonce } of pieces(plain, plainLength)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  }
}

/**
 * The plain content of what `sealPieces` made; each piece is given out once it is known to be whole.
 * @throws FileDamaged
 */
export async function* openPieces(key: Buffer, sealed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const { piece, nonce } of pieces(sealed, plainLength + tagLength)) {
    if (piece.length < tagLength) throw new FileDamaged('a piece is missing');
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
    decipher.setAuthTag(piece.subarray(-tagLength));
    try {
      yield Buffer.concat([decipher.update(piece.subarray(0, -tagLength)), decipher.final()]);
    } catch (error) {
      throw new FileDamaged('a piece is not what was sealed', { cause: error });
    }
  }
}

interface Piece {
  readonly piece: Buffer;
  readonly nonce: Buffer;
}

/** Pieces of exactly `length`, and the rest of the stream as the last one, which may be empty. */
async function* pieces(source: AsyncIterable<Buffer>, length: number): AsyncGenerator<Piece> {
  let number = 0;
  let parts: Buffer[] = [];
  let held = 0;
  for await (const part of source) {
    parts.push(part);
    held += part.length;
    if (held <= length) continue;
    let all = Buffer.concat(parts);
    for (; all.length > length; all = all.subarray(length))
      yield { piece: all.subarray(0, length), nonce: nonceOf(number++, false) };
    parts = [all];
    held = all.length;
  }
  yield { piece: Buffer.concat(parts), nonce: nonceOf(number, true) };
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
