import * as client from 'openid-client';

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const secondsBetweenTries = 2;
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** What we know of the provider: asked for when first needed, so that the server starts while the provider is down. */
export interface ProviderLink {
  /** Undefined while the provider does not answer; asking again within 2 seconds does not ask it again. */
  configuration(): Promise<client.Configuration | undefined>;
  /** Notes that the provider did not answer; it is looked for anew. */
  lost(): void;
  /** Whether it answered when last asked. Asking a lost one looks for it in the background. */
  isReady(): boolean;
}

/** @throws where the issuer is neither https nor this machine */
export function linkProvider(settings: ProviderSettings, now: () => number = Date.now): ProviderLink {
  const issuer = new URL(settings.issuer);
  if (issuer.protocol !== 'https:' && !loopback.test(issuer.hostname))
    throw new Error('The OpenID Connect provider must be reached by https');
  let known: client.Configuration | undefined;
  let asking: Promise<client.Configuration | undefined> | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  const ask = async () => {
    try {
      known = await discover(issuer, settings);
    } catch {
      known = undefined;
    }
    asking = undefined;
    return known;
  };
  const configuration = async () => {
    if (known || (!asking && now() - triedAt < secondsBetweenTries * 1000)) return known;
    if (!asking) triedAt = now();
    asking ??= ask();
    return asking;
  };
  return {
    configuration,
    lost: () => (known = undefined),
    isReady() {
      if (!known) void configuration();
      return known !== undefined;
    },
  };
}

function discover(issuer: URL, { clientId, clientSecret }: ProviderSettings): Promise<client.Configuration> {
  // The signature of the ID token is checked too, not only the connection that it came by.
  const execute = [client.enableNonRepudiationChecks];
  if (issuer.protocol === 'http:') execute.push(client.allowInsecureRequests);
  return client.discovery(issuer, clientId, undefined, client.ClientSecretBasic(clientSecret), {
    execute,
    timeout: 8,
  });
}
