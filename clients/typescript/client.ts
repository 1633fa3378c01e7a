/**
 * A client of OpenNRM's API for TypeScript, over `fetch`: nothing to install. The operations and their types are generated
 * from the API's own description (`operations.generated.ts`).
 */
import { type Operations, operationsOf } from './operations.generated.ts';

/** Another system's own credentials, or somebody's token. */
export type Credentials =
  | { readonly clientId: string; readonly clientSecret: string; readonly scopes?: readonly string[] }
  | { readonly token: string };

export interface Settings {
  /** Such as https://nrm.example */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** In place of the platform's own. */
  readonly fetch?: typeof fetch;
  /** How often a request is sent before it is given up; 4 where it is left out. */
  readonly tries?: number;
  /** How long one answer may take; 30 seconds where it is left out. */
  readonly timeoutMilliseconds?: number;
}

export interface FieldProblem {
  /** The path of the field: `age.ageStatus` */
  readonly field: string;
  readonly message: string;
  readonly kind?: string;
  readonly place?: string;
}

/** What the API refused, and what to do about it (RFC 9457). It never repeats what was sent. */
export class OpenNrmProblem extends Error {
  /** `/problems/invalid` */
  readonly type: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly FieldProblem[];

  constructor(status: number, said: Partial<Record<string, unknown>>) {
    const text = (name: string) => (typeof said[name] === 'string' ? said[name] : '');
    super(text('title') || text('error') || `The answer was ${status}`);
    this.name = 'OpenNrmProblem';
    this.type = text('type') || `/problems/${text('error') || 'unknown'}`;
    this.status = status;
    this.detail = text('detail');
    this.errors = Array.isArray(said['errors']) ? (said['errors'] as FieldProblem[]) : [];
  }
}

/** One request of the API, as an operation puts it together. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** JSON, or a form with files. */
  readonly body?: unknown;
  /** Of a write: the same one again is done once. */
  readonly key?: string | undefined;
  readonly answer: 'json' | 'file';
}
export type Send = (call: Call) => Promise<unknown>;

/**
 * The operations of the API. A write without a `key` of yours gets one, kept for every try: whatever breaks on the way, it
 * is done once. A token is fetched when one is needed. What is refused is thrown as OpenNrmProblem.
 */
export function createClient(settings: Settings): Operations {
  const tokens = tokensOf(settings);
  return operationsOf(async call => {
    const key = call.method === 'POST' ? (call.key ?? crypto.randomUUID()) : undefined;
    const once = async (fresh: boolean) => ask(settings, call, key, await tokens(fresh));
    let answer = await retried(settings, () => once(false));
    // It was ended, or its time was over: one more, with another.
    if (answer.status === 401 && 'clientId' in settings.credentials)
      answer = await retried(settings, () => once(true));
    if (!answer.ok) throw await problemOf(answer);
    return call.answer === 'file' ? answer.blob() : answer.json();
  });
}

function ask(
  { baseUrl, fetch: send = fetch, timeoutMilliseconds = 30_000 }: Settings,
  { method, path, query, body }: Call,
  key: string | undefined,
  token: string,
): Promise<Response> {
  const url = new URL(path, baseUrl);
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value));
  const isForm = body instanceof FormData;
  return send(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    // A token goes to no other place than the one that was meant.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
}

const worthAnotherTry = new Set([429, 502, 503, 504]);

/** Again where nothing came back, or where it was said to come again later: after what the answer says, or ever longer. */
async function retried({ tries = 4 }: Settings, once: () => Promise<Response>): Promise<Response> {
  for (let time = 1; ; time += 1) {
    const answer = await once().catch((error: unknown) => {
      if (time >= tries || error instanceof OpenNrmProblem) throw error;
      return undefined;
    });
    if (answer && (time >= tries || !worthAnotherTry.has(answer.status))) return answer;
    const told = Number(answer?.headers.get('retry-after') ?? Number.NaN);
    const seconds = Number.isFinite(told) ? told : 2 ** time / 4;
    await new Promise(resolve => setTimeout(resolve, seconds * 1_000));
  }
}

async function problemOf(answer: Response): Promise<OpenNrmProblem> {
  const said: unknown = await answer.json().catch(() => ({}));
  return new OpenNrmProblem(answer.status, typeof said === 'object' && said !== null ? said : {});
}

/** Before it ends by this, another is asked for. */
const spareMilliseconds = 30_000;

function tokensOf({ baseUrl, credentials, fetch: send = fetch }: Settings) {
  let kept: { readonly token: string; readonly until: number } | undefined;
  return async (fresh: boolean): Promise<string> => {
    if ('token' in credentials) return credentials.token;
    if (kept && !fresh && kept.until > Date.now()) return kept.token;
    const { clientId, clientSecret, scopes } = credentials;
    const answer = await send(new URL('/oauth/token', baseUrl), {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        ...(scopes && { scope: scopes.join(' ') }),
      }).toString(),
      redirect: 'error',
    });
    if (!answer.ok) throw await problemOf(answer);
    const given = (await answer.json()) as { access_token: string; expires_in: number };
    kept = { token: given.access_token, until: Date.now() + given.expires_in * 1_000 - spareMilliseconds };
    return kept.token;
  };
}
