/** What a system sends for a token, read as RFC 6749 says: its id and secret, once, by one way. */
import { timingSafeEqual } from 'node:crypto';
import { digestOf } from '../../../platform/http/session.ts';
import type { Typed } from '../../../platform/http/route.ts';
import type { KnownClient, KnownSecret } from './token-store.ts';

/** RFC 6749, section 5.2. */
export type TokenError =
  | 'invalid_request'
  | 'invalid_client'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope';

export interface Claimed {
  readonly clientId: string;
  readonly secret: string;
}

const nobody = '00000000-0000-0000-0000-000000000000';
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** By the header or in the body, never both (section 2.3). What names no system is looked for all the same. */
export function readClaim(authorization: string | undefined, typed: Typed): Claimed | TokenError {
  const inHeader = readBasic(authorization);
  const inBody = typed['client_secret'] !== undefined;
  if (authorization !== undefined && inBody) return 'invalid_request';
  if (authorization !== undefined) return inHeader ?? { clientId: nobody, secret: '' };
  const [id, secret] = [typed['client_id'] ?? '', typed['client_secret'] ?? ''];
  if (typeof id !== 'string' || typeof secret !== 'string') return 'invalid_request';
  return { clientId: isId(id) ? id : nobody, secret };
}

/** Section 2.3.1: both are form-encoded before they are put together. */
function readBasic(authorization: string | undefined): Claimed | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,1000})$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const at = text.indexOf(':');
  const [id, secret] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)].map(formDecoded);
  return { clientId: isId(id ?? '') ? (id ?? nobody) : nobody, secret: secret ?? '' };
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return '';
  }
}

/** Nothing is the digest of this: it stands where a system has fewer secrets, or there is none. */
const none: KnownSecret = { secretId: '', digest: Buffer.alloc(32), endsAt: new Date(0) };

/** Compares with two secrets, whoever asks, each in constant time. */
export function matchSecret(client: KnownClient | undefined, secret: string): KnownSecret | undefined {
  const given = digestOf(secret);
  const [first = none, second = none] = client?.secrets ?? [];
  const [isFirst, isSecond] = [timingSafeEqual(given, first.digest), timingSafeEqual(given, second.digest)];
  return isFirst ? first : isSecond ? second : undefined;
}

/** All that the system may ask for, or the part that it asks for now; undefined where it asks for more (section 3.3). */
export function readScopes(
  asked: Typed[string] | undefined,
  agreed: readonly string[],
): readonly string[] | undefined {
  if (asked === undefined || asked === '') return agreed;
  const wanted = typeof asked === 'string' ? [...new Set(asked.split(' ').filter(each => each !== ''))] : [];
  return wanted.length > 0 && wanted.every(scope => agreed.includes(scope)) ? wanted : undefined;
}
