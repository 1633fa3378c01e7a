/** Tokens for other systems: OAuth 2.0 client credentials (RFC 6749, section 4.4), revocation (RFC 7009), discovery (RFC 8414). */
import type { PublicAnswer, PublicRoute, Visitation } from '../../../platform/http/public.ts';
import { digestOf, endSessionOf, startSession } from '../../../platform/http/session.ts';
import { tokenMinutes } from './rules.ts';
import { matchSecret, readClaim, readScopes, type TokenError } from './token-request.ts';
import {
  findCountingClient,
  type KnownClient,
  type KnownSecret,
  noteUse,
  viewerOfClient,
} from './token-store.ts';

const paths = { token: '/oauth/token', revoke: '/oauth/revoke' } as const;

interface Proved {
  readonly client: KnownClient;
  readonly secret: KnownSecret;
}

/** Unknown, ended, not agreed to and wrong are one answer, by the same statements and comparisons. */
async function prove({ database, authorization, typed }: Visitation): Promise<Proved | TokenError> {
  const claim = readClaim(authorization, typed);
  if (typeof claim === 'string') return claim;
  const client = await findCountingClient(database, claim.clientId);
  const secret = matchSecret(client, claim.secret);
  return client && secret ? { client, secret } : 'invalid_client';
}

async function giveToken(visitation: Visitation): Promise<PublicAnswer> {
  const { web, typed, database } = visitation;
  const proved = await prove(visitation);
  if (typeof proved === 'string') return refuse(visitation, proved);
  const { client, secret } = proved;
  const grant = typed['grant_type'];
  if (typeof grant !== 'string' || grant === '') return refuse(visitation, 'invalid_request');
  if (grant !== 'client_credentials') return refuse(visitation, 'unsupported_grant_type');
  const scopes = readScopes(typed['scope'], client.scopes);
  if (!scopes) return refuse(visitation, 'invalid_scope');
  await noteUse(database, secret.secretId);
  const started = await begin(visitation, client, secret, scopes);
  if (!started) return refuse(visitation, 'invalid_client');
  web.log.info({ event: 'token-given' });
  return {
    json: {
      access_token: started.id,
      token_type: 'Bearer',
      expires_in: Math.max(1, Math.floor((started.endsAt.getTime() - web.now().epochMilliseconds) / 1_000)),
      scope: scopes.join(' '),
    },
  };
}

/** Nothing where it was ended since: the database has the last word on who acts. */
async function begin(
  { database }: Visitation,
  client: KnownClient,
  secret: KnownSecret,
  scopes: readonly string[],
) {
  const notAfter = client.endsAt < secret.endsAt ? client.endsAt : secret.endsAt;
  // What asks for a proof of a human that is not old is refused it for good: no system gives one.
  const proof = { provedBy: 'client-secret', provedAt: 'unknown' } as const;
  try {
    return await startSession(database, {
      viewer: viewerOfClient(client, scopes),
      kind: 'token',
      lifetimeMinutes: tokenMinutes,
      notAfter,
      ...proof,
    });
  } catch (error) {
    // As the trigger refuses; PostgreSQL 17, appendix A.
    if (error instanceof Error && 'code' in error && error.code === '42501') return undefined;
    throw error;
  }
}

/** A token of another system, or of nobody, is left alone, and answered as one's own is (RFC 7009, section 2.2). */
async function revoke(visitation: Visitation): Promise<PublicAnswer> {
  const { database, typed } = visitation;
  const proved = await prove(visitation);
  if (typeof proved === 'string') return refuse(visitation, proved);
  const { token } = typed;
  if (typeof token !== 'string' || token === '') return refuse(visitation, 'invalid_request');
  await endSessionOf(database, digestOf(token), proved.client.clientId);
  return { json: {} };
}

function refuse({ web, authorization }: Visitation, error: TokenError): PublicAnswer {
  web.log.warn({ event: 'token-refused' });
  if (error !== 'invalid_client') return { json: { error }, status: 400 };
  // Section 5.2: by the scheme that was used.
  const headers = authorization === undefined ? {} : { 'www-authenticate': 'Basic realm="OpenNRM"' };
  return { json: { error }, status: 401, headers };
}

const methods = ['client_secret_basic', 'client_secret_post'];

const describe = async ({ web }: Visitation): Promise<PublicAnswer> => ({
  json: {
    issuer: web.settings.baseUrl,
    token_endpoint: `${web.settings.baseUrl}${paths.token}`,
    revocation_endpoint: `${web.settings.baseUrl}${paths.revoke}`,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_methods_supported: methods,
    scopes_supported: [...new Set((web.pack.systems ?? []).flatMap(({ scopes }) => scopes))].toSorted(),
  },
});

/** What other systems ask before they use the API. */
export const tokenRoutes: readonly PublicRoute[] = [
  { kind: 'public', method: 'POST', path: paths.token, access: 'service:get-token', answer: giveToken },
  { kind: 'public', method: 'POST', path: paths.revoke, access: 'service:get-token', answer: revoke },
  {
    kind: 'public',
    method: 'GET',
    path: '/.well-known/oauth-authorization-server',
    access: 'service:read-public-pages',
    answer: describe,
  },
];
