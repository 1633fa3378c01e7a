import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Composed } from '../../app/compose.ts';
import { againPath } from '../../platform/http/proof.ts';
import type { Policy } from '../../platform/access/policy.ts';
import type { RecordFacts } from '../../platform/access/record.ts';
import { methodOf } from '../../platform/http/route.ts';
import type { Viewer } from '../../platform/work.ts';

/** One thing that the server does. */
export interface Operation {
  /** `POST /cases/:reference/take` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly kind: 'page' | 'form' | 'api' | 'upload' | 'download' | 'public' | 'other';
  /** Undefined for what asks policy nothing: assets, health, the API's description. */
  readonly access: string | undefined;
  /** What its query may hold. */
  readonly asks: readonly string[];
}

/** Every route that the server registers while it is built, also those that no list of ours names. */
export async function watchRoutes<T>(
  { routes, publicRoutes }: Pick<Composed, 'routes' | 'publicRoutes'>,
  build: () => Promise<T>,
): Promise<{ readonly built: T; readonly operations: readonly Operation[] }> {
  const seen = new Set<string>();
  const watch = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) if (each !== 'HEAD') seen.add(`${each} ${url}`);
    });
  };
  subscribe('fastify.initialization', watch);
  const built = await build();
  unsubscribe('fastify.initialization', watch);
  const known = new Map<string, Pick<Operation, 'kind' | 'access' | 'asks'>>();
  for (const route of routes) {
    const kind = route.kind !== 'file' ? route.kind : route.path.startsWith('/api/') ? 'api' : 'page';
    const asks = route.query instanceof z.ZodObject ? Object.keys(route.query.shape) : [];
    known.set(`${methodOf(route)} ${route.path}`, { kind, access: route.access as string, asks });
  }
  for (const route of publicRoutes) {
    const asks = route.path.endsWith('/callback')
      ? ['code', 'state', 'error']
      : route.access === 'service:sign-in'
        ? ['to']
        : [];
    known.set(`${route.method} ${route.path}`, { kind: 'public', access: route.access, asks });
  }
  const operations = [...seen].sort().map((name): Operation => {
    const [method = '', path = ''] = name.split(' ');
    return { name, method, path, ...(known.get(name) ?? { kind: 'other', access: undefined, asks: [] }) };
  });
  const missing = [...known.keys()].filter(name => !seen.has(name));
  if (missing.length > 0) throw new Error(`The server never registered ${missing.join(', ')}`);
  return { built, operations };
}

const stages = ['draft', 'submitted', 'decided', 'asked'];
const relations = [
  'referrer',
  'referring-team',
  'decider',
  'proposer',
  'second-reader',
  'on-duty',
  'by-glass',
  'handing-team',
  'asked-team',
  'asking-team',
];
const subsets: readonly (readonly string[])[] = [
  [],
  ...relations.map(one => [one]),
  ...relations.flatMap(one => relations.map(two => [one, two])),
];
const someRecord: RecordFacts = {
  recordId: '00000000-0000-7000-8000-000000000000',
  reference: '',
  stage: '',
  nation: null,
  version: 1,
  relations: [],
  packVersion: '',
};

/** Whether policy lets the viewer do this to some record that there can be. */
export function isPermitted(
  policy: Policy,
  viewer: Viewer | undefined,
  { access, name }: Pick<Operation, 'access' | 'name'>,
): boolean {
  // A public page, and of those who are signed in: all others are sent to sign in.
  if (!viewer && name === `GET ${againPath}`) return false;
  const scope = access === undefined ? 'public' : policy.actions[access];
  if (access === undefined || scope === 'public') return true;
  if (!viewer) return false;
  if (scope === 'service') return policy.may(viewer, access, undefined);
  return stages.some(stage =>
    subsets.some(subset => policy.may(viewer, access, { ...someRecord, stage, relations: subset })),
  );
}
