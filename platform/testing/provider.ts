import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface FictionalAccount {
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
  /** Told to whoever asks for the scope `roles`. */
  readonly roles?: readonly string[];
}

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Walks through the provider's pages as a browser would, and answers with the address that it sends the browser back to. */
  signIn(url: string, email: string): Promise<string>;
  /** Says yes to the provider's question at a sign-out address, as the browser that signed in last. */
  signOut(url: string): Promise<void>;
  /** Takes the provider off the network; `resume` puts it back at the same address. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProviderOptions {
  readonly redirectUrl: string;
  readonly signedOutUrl: string;
  readonly backChannelUrl?: string;
  /** Puts the address into the ID token; otherwise it must be asked for at the userinfo endpoint. */
  readonly claimsInIdToken?: boolean;
}

/** A real OpenID Connect provider on loopback, with fictional accounts and no passwords: `login_hint` says who signs in. */
export async function startProvider(
  accounts: readonly FictionalAccount[],
  options: ProviderOptions,
): Promise<TestProvider> {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) =>
    response.end();
  const listen = (port: number) =>
    new Promise<Server>(ready => {
      const server = createServer((request, response) => answer(request, response)).listen(
        port,
        '127.0.0.1',
        () => ready(server),
      );
    });
  let server: Server | undefined = await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const client = { clientId: 'opennrm-test', clientSecret: randomBytes(24).toString('base64url') };
  const provider = new Provider(issuer, configuration(accounts, options, client));
  const handle = provider.callback();
  answer = (request, response) => {
    const isInteraction = request.url?.startsWith('/interaction/');
    void (isInteraction ? interact(provider, accounts, request, response) : handle(request, response)).catch(
      () => response.destroy(),
    );
  };
  let jar = new Map<string, string>();
  const pause = async () => {
    const running = server;
    server = undefined;
    running?.closeAllConnections();
    await new Promise<void>(done => (running ? running.close(() => done()) : done()));
  };
  return {
    issuer,
    ...client,
    signIn: (url, email) => {
      jar = new Map();
      return browse(jar, new URL(url), email, options.redirectUrl);
    },
    signOut: url => agreeToSignOut(jar, url),
    pause,
    resume: async () => void (server ??= await listen(port)),
    stop: pause,
  };
}

function configuration(
  accounts: readonly FictionalAccount[],
  options: ProviderOptions,
  client: { readonly clientId: string; readonly clientSecret: string },
): object {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [options.redirectUrl],
        post_logout_redirect_uris: [options.signedOutUrl],
        id_token_signed_response_alg: 'ES256',
        ...(options.backChannelUrl && {
          backchannel_logout_uri: options.backChannelUrl,
          backchannel_logout_session_required: true,
        }),
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: 'test' }] },
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    // Its own dispatcher refuses to speak to loopback, which is all there is here.
    fetch: (url: string, { dispatcher: _dispatcher, ...rest }: RequestInit & { dispatcher?: unknown }) =>
      fetch(url, rest),
    claims: { openid: ['sub'], email: ['email', 'email_verified'], roles: ['roles'] },
    conformIdTokenClaims: !options.claimsInIdToken,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      IdToken: 300,
      Interaction: 300,
      Session: 3600,
      Grant: 3600,
    },
    interactions: {
      url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}`,
    },
    findAccount: (_context: unknown, subject: string) => {
      const account = accounts.find(each => each.subject === subject);
      return (
        account && {
          accountId: subject,
          claims: () => ({
            sub: subject,
            email: account.email,
            email_verified: account.emailVerified,
            roles: account.roles,
          }),
        }
      );
    },
  };
}

/** Signs in whom `login_hint` names and agrees to everything. */
async function interact(
  provider: Provider,
  accounts: readonly FictionalAccount[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    const account = accounts.find(each => each.email === params['login_hint']);
    const result = account
      ? { login: { accountId: account.subject } }
      : { error: 'access_denied', error_description: 'nobody of that name' };
    return provider.interactionFinished(request, response, result);
  }
  const grant = new provider.Grant({
    accountId: session?.accountId ?? '',
    clientId: params['client_id'] ?? '',
  });
  grant.addOIDCScope('openid email roles');
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

type Jar = Map<string, string>;

/** Follows redirects with cookies until the browser leaves the provider. */
async function browse(jar: Jar, start: URL, email: string, redirectUrl: string): Promise<string> {
  let url = new URL(start);
  url.searchParams.set('login_hint', email);
  for (let step = 0; step < 10; step++) {
    const { response } = await visit(jar, url);
    const location = response.headers.get('location');
    if (!location) throw new Error(`The provider answered ${response.status} at ${url.pathname}`);
    if (location.startsWith(redirectUrl)) return location;
    url = new URL(location, url);
  }
  throw new Error('The provider went round in circles');
}

async function agreeToSignOut(jar: Jar, url: string): Promise<void> {
  const { text } = await visit(jar, new URL(url));
  const action = /action="([^"]+)"/.exec(text)?.[1] ?? '';
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const { response } = await visit(jar, new URL(action), new URLSearchParams({ xsrf, logout: 'yes' }));
  if (response.status >= 400) throw new Error(`The provider answered ${response.status} to signing out`);
}

async function visit(
  jar: Jar,
  url: URL,
  body?: URLSearchParams,
): Promise<{ response: Response; text: string }> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { cookie },
    ...(body && { method: 'POST', body }),
  });
  for (const header of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
    jar.set(name, value);
  }
  return { response, text: await response.text() };
}
