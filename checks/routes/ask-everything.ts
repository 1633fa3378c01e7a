import { randomUUID } from 'node:crypto';
import { startDraft } from '../../contexts/referrals/public.ts';
import { plainRoutes } from '../../platform/http/plain.ts';
import type { Stage } from '../support/stage.ts';

export interface Answer {
  /** The method and the pattern of the route. */
  readonly name: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

const filled = (path: string, reference: string): string =>
  path
    .replace(':reference', reference)
    .replace('/notice/steps/:step', '/notice/steps/notice')
    .replace(':step/items', 'episodes/items')
    .replace('sealed/:step', 'sealed/place')
    .replace(':step', 'account')
    .replace(':item', 'new')
    .replace(/:[a-z]+/g, randomUUID());

/** Every route of the web, asked by nobody and by three people, of a referral, a draft, a refusal and a number that is nobody's. */
export async function askEverything(stage: Stage): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const references = await referencesOf(stage);
  const names = ['Sam Okafor', 'Alex Morgan', 'Jo Lindqvist'];
  const people = await Promise.all(
    names.map(async name => {
      const person = stage.person(name);
      return { ...(await stage.signIn(person)), token: await stage.token(person) };
    }),
  );
  const asking = [undefined, ...people];
  for (const [method, path] of routesOf(stage)) {
    // What ends a session, or leaves by another's hand, would end the asking.
    if (path.startsWith('/sign-out') || path === '/session/position') continue;
    for (const reference of path.includes(':reference') ? references : ['']) {
      for (const as of asking) {
        const url = filled(path, reference);
        const { statusCode, headers, rawPayload } = await stage.app.inject({
          method,
          url,
          headers: {
            ...(as &&
              (url.startsWith('/api/') ? { authorization: `Bearer ${as.token}` } : { cookie: as.cookie })),
            ...(method === 'POST' && {
              'content-type': 'application/x-www-form-urlencoded',
              'idempotency-key': randomUUID(),
            }),
          },
          ...(method === 'POST' && {
            payload: new URLSearchParams({ _csrf: as?.csrf ?? '', _key: randomUUID() }).toString(),
          }),
        });
        answers.push({ name: `${method} ${path}`, status: statusCode, headers, body: rawPayload });
      }
    }
  }
  return answers;
}

async function referencesOf(stage: Stage): Promise<readonly string[]> {
  const sam = stage.person('Sam Okafor');
  const begin = (consent: string) =>
    stage.run(sam, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, { age: { nation: 'ENG', ageStatus: 'adult' }, consent: { consent } }),
    );
  const sent = await stage.refer(sam);
  const [draft, refused] = [await begin('given'), await begin('refused')];
  return [sent, draft.reference, refused.reference, 'NRM-2222-2222-222'];
}

function routesOf({ composed: { routes, publicRoutes } }: Stage) {
  const own = routes.map(
    route =>
      [
        route.kind === 'page' || (route.kind === 'api' && route.method === 'GET') ? 'GET' : 'POST',
        route.path,
      ] as const,
  );
  const open = publicRoutes.map(({ method, path }) => [method, path] as const);
  const plain = Object.keys(plainRoutes).map(path => ['GET', path] as const);
  return [...own, ...open, ...plain];
}
