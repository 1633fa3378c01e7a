import type { Actor } from './actors.ts';
import { type Request, toBytes } from './request.ts';
import { sendBytes } from './send.ts';
import type { Theatre } from './theatre.ts';

/** The requests that only a provider can make valid, by operation: coming back from it, and its word that somebody left. */
export async function providerRequests(
  theatre: Theatre,
  { viewer, session }: Actor,
): Promise<ReadonlyMap<string, Request>> {
  const { stage, provider, oidc, logoutTokens } = theatre;
  const email = viewer?.email ?? stage.people[0]?.email ?? '';
  const own = session.cookie === undefined ? [] : [session.cookie];
  const back = await comeBack(theatre, email, own);
  const leaving = await oidc.signOutUrl();
  await sendBytes(theatre.port, toBytes(back));
  if (leaving) await provider.signOut(leaving);
  const fields = [['logout_token', logoutTokens.at(-1) ?? '']] as const;
  return new Map<string, Request>([
    ['GET /sign-in/callback', await comeBack(theatre, email, own)],
    [
      'POST /sign-out/by-provider',
      {
        method: 'POST',
        path: '/sign-out/by-provider',
        query: [],
        headers: [],
        body: { kind: 'form', fields },
      },
    ],
  ]);
}

async function comeBack(
  { port, provider }: Theatre,
  email: string,
  own: readonly string[],
): Promise<Request> {
  const get = (path: string, cookies: readonly string[]): Request => ({
    method: 'GET',
    path,
    query: [],
    headers: cookies.length > 0 ? [['cookie', cookies.join('; ')]] : [],
    body: undefined,
  });
  const begun = await sendBytes(port, toBytes(get('/sign-in/oidc', [])));
  const attempt = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { pathname, search } = new URL(await provider.signIn(begun.headers.get('location') ?? '', email));
  return get(`${pathname}${search}`, [...own, attempt]);
}
