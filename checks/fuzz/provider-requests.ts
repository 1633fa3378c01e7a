import { sql } from 'kysely';
import { csrfToken } from '../../platform/http/csrf.ts';
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
  const choosing = await chooseAPosition(theatre, email);
  const back = await comeBack(theatre, email, own);
  const leaving = await oidc.signOutUrl();
  await sendBytes(theatre.port, toBytes(back));
  if (leaving) await provider.signOut(leaving);
  const fields = [['logout_token', logoutTokens.at(-1) ?? '']] as const;
  return new Map<string, Request>([
    ['GET /sign-in/callback', await comeBack(theatre, email, own)],
    ...choosing,
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

/** Whoever holds several positions is asked, once the provider has vouched for them, in which to act. */
async function chooseAPosition(
  theatre: Theatre,
  email: string,
): Promise<readonly (readonly [string, Request])[]> {
  const { port, stage } = theatre;
  const person = stage.people.find(each => each.email === email);
  if (!person) throw new Error('Nobody has this address');
  await sql`INSERT INTO organisations.position (person_id, team_id, role, from_at)
    SELECT ${person.personId}, team_id, role, from_at FROM organisations.position
    WHERE person_id <> ${person.personId} AND team_id <> ${person.team.id} LIMIT 1
    ON CONFLICT DO NOTHING`.execute(stage.database.superuser);
  const back = await sendBytes(port, toBytes(await comeBack(theatre, email, [])));
  const cookie = back.headers.get('set-cookie')?.split(';')[0] ?? '';
  const csrf = csrfToken(stage.settings.secret, cookie.slice(cookie.indexOf('=') + 1));
  const position = `${person.personId} ${person.team.id} ${person.role}`;
  const common = { path: choicePath, query: [], headers: [['cookie', cookie]] } as const;
  const body = { kind: 'form', fields: Object.entries({ _csrf: csrf, position }) } as const;
  return [
    [`GET ${choicePath}`, { ...common, method: 'GET', body: undefined }],
    [`POST ${choicePath}`, { ...common, method: 'POST', body }],
  ];
}
const choicePath = '/sign-in/position';

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
