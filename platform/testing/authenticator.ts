/** A passkey of the tests: makes the answers that a browser with an authenticator would. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

export interface Authenticator {
  /** The answer to `navigator.credentials.create`, as the form sends it. */
  make(options: string): string;
  /** The answer to `navigator.credentials.get`. */
  answer(options: string): string;
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const base64url = (bytes: Buffer) => bytes.toString('base64url');

export function testAuthenticator(
  origin: string,
  { userVerified = true, counts = true }: { readonly userVerified?: boolean; readonly counts?: boolean } = {},
): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const rpHash = sha256(new URL(origin).hostname);
  let counter = 0;
  const data = (flags: number, ...more: Buffer[]) => {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags | 0x01 | (userVerified ? 0x04 : 0));
    head.writeUInt32BE(counts ? (counter += 1) : 0, 1);
    return Buffer.concat([rpHash, head, ...more]);
  };
  const client = (type: string, options: string) => {
    const { challenge } = JSON.parse(options) as { challenge: string };
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  };
  const common = { id: base64url(credentialId), rawId: base64url(credentialId), type: 'public-key' };
  return {
    make(options) {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const cose = new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const key = Buffer.from(isoCBOR.encode(cose));
      const authData = data(0x40, Buffer.alloc(16), length, credentialId, key);
      const attestation = new Map<string, string | Map<string, string> | Uint8Array>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, string>()],
        ['authData', new Uint8Array(authData)],
      ]);
      const response = {
        clientDataJSON: base64url(client('webauthn.create', options)),
        attestationObject: base64url(Buffer.from(isoCBOR.encode(attestation))),
      };
      return JSON.stringify({ ...common, response });
    },
    answer(options) {
      const said = client('webauthn.get', options);
      const authData = data(0);
      const signature = sign('sha256', Buffer.concat([authData, sha256(said)]), privateKey);
      const response = {
        clientDataJSON: base64url(said),
        authenticatorData: base64url(authData),
        signature: base64url(signature),
      };
      return JSON.stringify({ ...common, response });
    },
  };
}
