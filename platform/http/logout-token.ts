import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';

/** What a logout token is held against. */
export interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  /** The provider's public keys. */
  readonly keys: () => Promise<unknown>;
  readonly now: number;
}

const algorithms = {
  RS256: { digest: 'sha256', options: {}, type: 'rsa' },
  PS256: { digest: 'sha256', options: { padding: 6, saltLength: 32 }, type: 'rsa' },
  ES256: { digest: 'sha256', options: { dsaEncoding: 'ieee-p1363' }, type: 'ec' },
  EdDSA: { digest: null, options: {}, type: 'ed25519' },
} as const;

const headerSchema = z.object({
  alg: z.enum(['RS256', 'PS256', 'ES256', 'EdDSA']),
  kid: z.string().optional(),
  typ: z.string().optional(),
  crit: z.undefined().optional(),
});
const event = 'http://schemas.openid.net/event/backchannel-logout';
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  iat: z.number(),
  exp: z.number().optional(),
  sid: z.string().min(1).optional(),
  sub: z.string().min(1).optional(),
  events: z.object({ [event]: z.looseObject({}) }),
  // Forbidden, so that an ID token can never be taken for a logout token.
  nonce: z.undefined().optional(),
});
const keysSchema = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional(), use: z.string().optional() })),
});

/** One session at the provider, or all of somebody's. */
export type EndedAtProvider = { readonly sid: string } | { readonly subject: string };

const minutes = 60_000;

/**
 * What a logout token ends (OpenID Connect Back-Channel Logout 1.0, section 2.6), or undefined
 * where the token is not the provider's, not for us, not fresh, or names neither a session nor a subject. Ending one twice does no harm, so
 * `jti` is not kept.
 */
export async function readLogoutToken(
  token: string,
  expected: Expected,
): Promise<EndedAtProvider | undefined> {
  const parts = token.split('.');
  const [head = '', body = '', signature = ''] = parts;
  const header = headerSchema.safeParse(decode(head));
  const claims = claimsSchema.safeParse(decode(body));
  if (parts.length !== 3 || !header.success || !claims.success) return undefined;
  const { iss, aud, iat, exp, sid, sub } = claims.data;
  const isForUs = iss === expected.issuer && [aud].flat().includes(expected.clientId);
  const issuedAgo = expected.now - iat * 1000;
  const isFresh =
    issuedAgo < 5 * minutes && issuedAgo > -1 * minutes && (exp === undefined || exp * 1000 > expected.now);
  if (!isForUs || !isFresh) return undefined;
  const { digest, options, type } = algorithms[header.data.alg];
  const signed = Buffer.from(`${head}.${body}`);
  const isSigned = (await readKeys(expected, header.data.kid))
    .filter(key => key.asymmetricKeyType === type)
    .some(key => verify(digest, signed, { key, ...options }, Buffer.from(signature, 'base64url')));
  if (!isSigned) return undefined;
  if (sid !== undefined) return { sid };
  return sub === undefined ? undefined : { subject: sub };
}

async function readKeys(expected: Expected, kid: string | undefined): Promise<KeyObject[]> {
  const { keys } = keysSchema.parse(await expected.keys());
  return keys
    .filter(key => key.use !== 'enc' && key.kty !== 'oct' && (kid === undefined || key.kid === kid))
    .map(key => createPublicKey({ key, format: 'jwk' }));
}

/** Asks the provider for its keys once a minute at most: forged tokens must not become a flood of questions. */
export function keepKeys(now: () => number): (url: string) => Promise<unknown> {
  let kept: { readonly at: number; readonly keys: unknown } | undefined;
  return async url => {
    if (kept && now() - kept.at < minutes) return kept.keys;
    const response = await fetch(url, { signal: AbortSignal.timeout(8_000), redirect: 'error' });
    kept = { at: now(), keys: await response.json() };
    return kept.keys;
  };
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
