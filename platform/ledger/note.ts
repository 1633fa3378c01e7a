import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/**
 * Signed notes as in C2SP signed-note (c2sp.org/signed-note), with Ed25519 keys in the text form of Go's sumdb/note,
 * so that partners can check our checkpoints with tools that exist.
 */
export interface NoteKey {
  readonly name: string;
  readonly id: Buffer;
  readonly key: KeyObject;
}
export type Signer = NoteKey & { readonly verifier: string };

const ed25519 = 1;
// DER before the 32 raw bytes of an Ed25519 key (RFC 8410).
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');

/** A new key pair: keep `signer` secret, hand `verifier` to whoever holds checkpoints. */
export function makeSigningKey(name: string): { readonly signer: string; readonly verifier: string } {
  if (!isKeyName(name)) throw new TypeError('a key name is not empty and has no spaces and no +');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privateHead.length);
  const verifier = verifierText(name, rawPublic(publicKey));
  const id = keyId(name, rawPublic(publicKey)).toString('hex');
  return {
    signer: `PRIVATE+KEY+${name}+${id}+${Buffer.concat([Buffer.of(ed25519), seed]).toString('base64')}`,
    verifier,
  };
}

/** @throws TypeError where the text is not a signing key; the message does not hold it */
export function readSigner(text: string): Signer {
  const [, name = '', id = '', encoded = ''] =
    /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? [];
  const bytes = decode(encoded);
  if (!isKeyName(name) || bytes.length !== 33 || bytes[0] !== ed25519)
    throw new TypeError('not an Ed25519 note signing key');
  const key = createPrivateKey({
    key: Buffer.concat([privateHead, bytes.subarray(1)]),
    format: 'der',
    type: 'pkcs8',
  });
  const raw = rawPublic(createPublicKey(key));
  if (keyId(name, raw).toString('hex') !== id)
    throw new TypeError('the signing key does not match its own name');
  return { name, id: keyId(name, raw), key, verifier: verifierText(name, raw) };
}

/** @throws TypeError where the text is not a key that can verify */
export function readVerifier(text: string): NoteKey {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? [];
  const bytes = decode(encoded);
  if (!isKeyName(name) || bytes.length !== 33 || bytes[0] !== ed25519)
    throw new TypeError('not an Ed25519 note verifier key');
  const raw = bytes.subarray(1);
  if (keyId(name, raw).toString('hex') !== id)
    throw new TypeError('the verifier key does not match its own name');
  const key = createPublicKey({ key: Buffer.concat([publicHead, raw]), format: 'der', type: 'spki' });
  return { name, id: keyId(name, raw), key };
}

/** The text of a public key, as `readVerifier` reads it. */
export const verifierOf = ({ name, key }: NoteKey): string => verifierText(name, rawPublic(key));

/** `text` ends with a newline and has no empty line. */
export function signNote(text: string, signer: Signer): string {
  if (!text.endsWith('\n') || text.includes('\n\n'))
    throw new TypeError('a note ends with a newline and has no empty line');
  const signature = Buffer.concat([signer.id, sign(null, Buffer.from(text, 'utf8'), signer.key)]);
  return `${text}\n\u2014 ${signer.name} ${signature.toString('base64')}\n`;
}

/** The text of a note that one of the keys signed; undefined where none did, or a known key's signature is wrong. */
export function openNote(note: string, known: readonly NoteKey[]): string | undefined {
  const gap = note.lastIndexOf('\n\n');
  if (gap < 0 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, gap + 1);
  let isSigned = false;
  for (const line of note.slice(gap + 2, -1).split('\n')) {
    const [, name, encoded = ''] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = decode(encoded);
    if (name === undefined || bytes.length < 5) return undefined;
    const key = known.find(each => each.name === name && each.id.equals(bytes.subarray(0, 4)));
    if (!key) continue;
    if (!verify(null, Buffer.from(text, 'utf8'), key.key, bytes.subarray(4))) return undefined;
    isSigned = true;
  }
  return isSigned ? text : undefined;
}

/** Who signed a note by its own account, as `name+id`: nothing is verified. */
export function namedSigners(note: string): readonly string[] {
  const lines = note.slice(note.lastIndexOf('\n\n') + 2).split('\n');
  return lines.flatMap(line => {
    const [, name = '', encoded = ''] = /^\u2014 ([\w.:/-]{1,200}) (\S+)$/.exec(line) ?? [];
    const bytes = decode(encoded);
    return bytes.length < 5 ? [] : [`${name}+${bytes.subarray(0, 4).toString('hex')}`];
  });
}

export const labelOf = ({ name, id }: NoteKey): string => `${name}+${id.toString('hex')}`;

/** Base64 has several spellings of the same bytes; only the one that we write is read. */
function decode(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : Buffer.alloc(0);
}

const isKeyName = (name: string): boolean => name !== '' && !/[\s+]/u.test(name);
const keyId = (name: string, raw: Buffer): Buffer =>
  hash(
    'sha256',
    Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.of(ed25519), raw]),
    'buffer',
  ).subarray(0, 4);
const rawPublic = (key: KeyObject): Buffer =>
  key.export({ format: 'der', type: 'spki' }).subarray(publicHead.length);
const verifierText = (name: string, raw: Buffer): string =>
  `${name}+${keyId(name, raw).toString('hex')}+${Buffer.concat([Buffer.of(ed25519), raw]).toString('base64')}`;
