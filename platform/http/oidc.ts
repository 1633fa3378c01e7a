import * as client from 'openid-client';
import { z } from 'zod';
import { err, ok, type RefusalCode, type Result } from '../pure/result.ts';
import { type EndedAtProvider, keepKeys, readLogoutToken } from './logout-token.ts';
import { type RoleMapping, rolesIn } from './provider-roles.ts';
import { linkProvider, type ProviderSettings } from './provider-link.ts';
import { deriveKey, openSeal, seal } from './seal.ts';

export interface OidcSettings extends ProviderSettings {
  /** Where the provider sends people back to: exactly as registered with it. */
  readonly redirectUrl: string;
  readonly signedOutUrl: string;
  /** Of this deployment; the attempt's own values are sealed with a key made from it. */
  readonly secret: string;
  readonly now?: () => number;
  readonly roles?: RoleMapping | undefined;
}

/** Who the provider says it is. Only an address that the provider has verified gets so far. */
export interface SignedIn {
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: true;
  /** The provider's session, for single sign-out. */
  readonly sid: string | undefined;
  readonly idToken: string;
  /** A path of ours, as given to `begin`. */
  readonly returnTo: string | undefined;
  /** When they proved to the provider who they are; undefined where it does not say. */
  readonly provedAt: Date | undefined;
  /** Whether they were asked to, anew. */
  readonly again: boolean;
  /** In which roles alone they may act; undefined where the provider has no say in it. */
  readonly roles: readonly string[] | undefined;
}

/** Why somebody was not signed in, for the log: nothing of it was sent to us. */
export const signInFailures = [
  'provider-down',
  'attempt-unknown',
  'attempt-expired',
  'answer-refused',
  'address-unverified',
  'account-unknown',
  'too-often',
] as const;

export interface SignInRefusal {
  readonly code: Extract<RefusalCode, 'unavailable' | 'sign-in-needed' | 'not-permitted'>;
  readonly reason: (typeof signInFailures)[number];
}

export interface Oidc {
  /** Where to send the browser, and what to keep in its cookie for ten minutes. `again`: they prove anew who they are. */
  begin(
    returnTo?: string,
    again?: boolean,
  ): Promise<Result<{ readonly url: string; readonly sealed: string }, SignInRefusal>>;
  /** Reads what the provider sent the browser back with. Each attempt succeeds once. */
  finish(callbackUrl: string, sealed: string | undefined): Promise<Result<SignedIn, SignInRefusal>>;
  /** Where to send the browser to sign out at the provider too, if the provider has such a place. */
  signOutUrl(idToken?: string): Promise<string | undefined>;
  /** Back-channel logout: what ended at the provider, or undefined where the token proves nothing. */
  endedSession(logoutToken: string): Promise<EndedAtProvider | undefined>;
  isReady(): boolean;
}

export const attemptMinutes = 10;
/** What the provider must have asked for just now, where a proof is to be new. */
const freshSeconds = 60;
const about = 'sign-in-attempt';
const attemptSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  until: z.number(),
  returnTo: z.string().optional(),
  again: z.boolean().optional(),
});
type Attempt = z.infer<typeof attemptSchema>;

/** OpenID Connect: authorization code flow with PKCE, state and nonce. */
export function createOidc(settings: OidcSettings): Oidc {
  const { now = Date.now } = settings;
  const link = linkProvider(settings, now);
  const key = deriveKey(settings.secret, about);
  const keys = keepKeys(now);

  return {
    async begin(returnTo, again = false) {
      const provider = await link.configuration();
      if (!provider) return refuse('unavailable', 'provider-down');
      const attempt: Attempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        until: now() + attemptMinutes * 60_000,
        ...(isOwnPath(returnTo) && { returnTo }),
        ...(again && { again }),
      };
      const url = client.buildAuthorizationUrl(provider, {
        redirect_uri: settings.redirectUrl,
        scope: ['openid', 'email', ...(settings.roles?.scopes ?? [])].join(' '),
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
        ...(again && { prompt: 'login', max_age: String(freshSeconds) }),
      });
      return ok({ url: url.href, sealed: seal(key, JSON.stringify(attempt), about).toString('base64url') });
    },

    async finish(callbackUrl, sealed) {
      const opened = openSeal(key, Buffer.from(sealed ?? '', 'base64url'), about);
      if (opened === undefined) return refuse('sign-in-needed', 'attempt-unknown');
      const attempt = attemptSchema.parse(JSON.parse(opened));
      if (attempt.until <= now()) return refuse('sign-in-needed', 'attempt-expired');
      const provider = await link.configuration();
      if (!provider) return refuse('unavailable', 'provider-down');
      try {
        return await redeem(provider, callbackUrl, settings, attempt);
      } catch (error) {
        if (isSilence(error)) {
          link.lost();
          return refuse('unavailable', 'provider-down');
        }
        if (isNo(error)) return refuse('sign-in-needed', 'answer-refused');
        throw error;
      }
    },

    async signOutUrl(idToken) {
      const provider = await link.configuration();
      if (!provider?.serverMetadata().end_session_endpoint) return undefined;
      const known = idToken ? { id_token_hint: idToken } : undefined;
      return client.buildEndSessionUrl(provider, {
        post_logout_redirect_uri: settings.signedOutUrl,
        ...known,
      }).href;
    },

    async endedSession(logoutToken) {
      const provider = await link.configuration();
      const { jwks_uri: url, issuer } = provider?.serverMetadata() ?? {};
      if (!url || !issuer) return undefined;
      const expected = { issuer, clientId: settings.clientId, keys: () => keys(url), now: now() };
      try {
        return await readLogoutToken(logoutToken, expected);
      } catch (error) {
        if (!isSilence(error)) throw error;
        link.lost();
        return undefined;
      }
    },

    isReady: () => link.isReady(),
  };
}

const claimsSchema = z.looseObject({
  sub: z.string().min(1),
  sid: z.string().optional(),
  email: z.email().optional(),
  email_verified: z.boolean().optional(),
  auth_time: z.number().optional(),
});

async function redeem(
  provider: client.Configuration,
  callbackUrl: string,
  { redirectUrl, roles }: Pick<OidcSettings, 'redirectUrl' | 'roles'>,
  attempt: Attempt,
): Promise<Result<SignedIn, SignInRefusal>> {
  // Behind a proxy the request's own host is not what the provider sent the browser to: only its query counts.
  const answered = new URL(redirectUrl);
  answered.search = new URL(callbackUrl, redirectUrl).search;
  const tokens = await client.authorizationCodeGrant(provider, answered, {
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    pkceCodeVerifier: attempt.verifier,
    ...(attempt.again && { maxAge: freshSeconds }),
  });
  const claims = claimsSchema.parse(tokens.claims());
  // Providers may put the address into the ID token or keep it for the userinfo endpoint; the subject must be the same.
  const told = claims.email
    ? claims
    : claimsSchema.parse(await client.fetchUserInfo(provider, tokens.access_token, claims.sub));
  const given = roles && { ...told, ...claims };
  if (!told.email || told.email_verified !== true) return refuse('not-permitted', 'address-unverified');
  return ok({
    subject: claims.sub,
    email: told.email,
    emailVerified: true,
    sid: claims.sid,
    idToken: tokens.id_token ?? '',
    returnTo: attempt.returnTo,
    provedAt: claims.auth_time === undefined ? undefined : new Date(claims.auth_time * 1_000),
    again: attempt.again === true,
    roles: roles && given && rolesIn(given, roles),
  });
}

/** The provider said no, or what it said does not hold. */
const isNo = (error: unknown): boolean =>
  [
    client.ClientError,
    client.ResponseBodyError,
    client.AuthorizationResponseError,
    client.WWWAuthenticateChallengeError,
    z.ZodError,
  ].some(kind => error instanceof kind);

/** The provider could not be asked. */
function isSilence(error: unknown): boolean {
  if (error instanceof client.ResponseBodyError) return error.status >= 500;
  if (error instanceof client.ClientError)
    return error.code === 'OAUTH_TIMEOUT' || isServerError(error.cause);
  if (error instanceof DOMException) return error.name === 'TimeoutError';
  return error instanceof TypeError && error.message === 'fetch failed';
}

const isServerError = (cause: unknown): boolean => cause instanceof Response && cause.status >= 500;

/** A path on this site: `//host` and `/\host` are other sites to a browser. */
const isOwnPath = (path: string | undefined): path is string =>
  path !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(path);

const refuse = (code: SignInRefusal['code'], reason: SignInRefusal['reason']) =>
  err<SignInRefusal>({ code, reason });
