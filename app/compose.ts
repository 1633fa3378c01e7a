import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicRoutes as awarenessRoutes } from '../contexts/awareness/public.ts';
import {
  consentActions,
  jobs as consentJobs,
  listAlarms,
  loadWaitingLinks as listWaiting,
  projectedTables as consentTables,
  projections as consentProjections,
  routesFor as consentRoutes,
} from '../contexts/consent/public.ts';
import {
  caseErasers,
  decisionActions,
  projectedTables as decisionTables,
  projections as decisionProjections,
  routes as decisionRoutes,
} from '../contexts/decisions/public.ts';
import { identificationActions, routes as identificationRoutes } from '../contexts/identification/public.ts';
import {
  entrance,
  organisationActions,
  registrationEraser,
  registrationJobs,
  sendLink,
  sendWebhook,
  tellSystems,
  sendWayIn,
  routesFor as organisationRoutes,
} from '../contexts/organisations/public.ts';
import {
  alertTeam,
  listOpenAlarms,
  oversightActions,
  projectedTables as oversightTables,
  projections as oversightProjections,
  routes as oversightRoutes,
} from '../contexts/oversight/public.ts';
import {
  jobs as referralJobs,
  projectedTables as referralTables,
  projections as referralProjections,
  referralActions,
  routesFor as referralRoutes,
} from '../contexts/referrals/public.ts';
import { fileJobs } from '../platform/files/jobs.ts';
import { mergeActions, platformActions } from '../platform/access/actions.ts';
import { giveGrants, grantingTypes } from '../platform/access/grants.ts';
import { createPolicy, type Policy } from '../platform/access/policy.ts';
import type { Eraser } from '../platform/erasure/eraser.ts';
import { trailEraser } from '../platform/erasure/trail-store.ts';
import type { NavigationItem, Web } from '../platform/http/web.ts';
import type { PublicRoute } from '../platform/http/public.ts';
import type { AnyRoute } from '../platform/http/route.ts';
import type { Job } from '../platform/jobs/job.ts';
import type { Projection, Projections } from '../platform/ledger/projections.ts';
import { loadPack } from '../platform/pack/load.ts';
import type { Pack } from '../platform/pack/pack.ts';
import { loadCatalogues } from '../platform/text/catalogues.ts';
import { type ByLanguage, coreLanguages } from '../platform/text/language.ts';
import { createWords, type OnMissing, throwMissing } from '../platform/text/messages.ts';
import type { Words } from '../platform/views/page.ts';

/** Everything that does not depend on a database or a port: the contexts put together, under one jurisdiction. */
export interface Composed {
  readonly pack: Pack;
  readonly policy: Policy;
  readonly words: ByLanguage<Words>;
  readonly projections: Projections;
  readonly routes: readonly AnyRoute[];
  readonly publicRoutes: readonly PublicRoute[];
  readonly navigation: readonly NavigationItem[];
  readonly jobs: readonly Job[];
  readonly alarms: Web['alarms'];
}

const root = join(import.meta.dirname, '..');

export const allActions = mergeActions([
  platformActions,
  organisationActions,
  identificationActions,
  consentActions,
  referralActions,
  decisionActions,
  oversightActions,
]);

/** Tables that hold nothing but what entries say: emptied, they can be written again from these. */
export const projectedTables: readonly string[] = [
  'access.relation',
  'access.grant',
  ...consentTables,
  ...referralTables,
  ...decisionTables,
  ...oversightTables,
];

/** Everything that a pack says how long it is kept. */
export const erasers: readonly Eraser[] = [...caseErasers, registrationEraser, trailEraser];

/** `onMissing` is told of a message that nobody wrote; elsewhere than in production it is a bug, and throws. */
export async function compose(packFolder: string, onMissing: OnMissing = throwMissing): Promise<Composed> {
  const pack = await loadPack(packFolder);
  const nothing = pack.proofAgain.actions.filter(action => !(action in allActions));
  if (nothing.length > 0)
    throw new Error(`pack.yaml: proofAgain names ${nothing.join(', ')}, which nobody can do`);
  const catalogues = await loadCatalogues(pack);
  const forbids = ['organisations', 'consent', 'referrals', 'decisions', 'oversight'].map(context =>
    readFileSync(join(root, 'contexts', context, 'forbids.cedar'), 'utf8'),
  );
  const routes = [
    ...organisationRoutes(listWaiting),
    ...identificationRoutes,
    ...consentRoutes(pack),
    ...referralRoutes(pack),
    ...decisionRoutes,
    ...oversightRoutes,
  ];
  checkScopes(pack, routes);
  return {
    pack,
    policy: createPolicy(allActions, forbids, pack.cedar),
    words: {
      ...Object.fromEntries(pack.languages.map(each => [each, createWords(catalogues, each, onMissing)])),
      ...Object.fromEntries(coreLanguages.map(each => [each, createWords(catalogues, each, onMissing)])),
    } as ByLanguage<Words>,
    projections: collectProjections(pack),
    routes,
    publicRoutes: [...entrance, ...awarenessRoutes],
    alarms: async (work, record) => [
      ...(await listOpenAlarms(work, record)),
      ...(await listAlarms(work, record)),
    ],
    jobs: [
      sendLink,
      sendWayIn,
      tellSystems,
      sendWebhook,
      ...registrationJobs,
      ...referralJobs,
      ...consentJobs,
      ...fileJobs,
      alertTeam,
    ],
    navigation: [
      { action: 'signs:screen', message: 'navigation.signs', href: '/signs' },
      { action: 'request:list', message: 'navigation.requests', href: '/requests' },
      { action: 'referral:list', message: 'navigation.referrals', href: '/referrals' },
      { action: 'queue:view', message: 'navigation.queue', href: '/queue' },
      { action: 'notice:list', message: 'navigation.notices', href: '/notices' },
      { action: 'case:search', message: 'navigation.search', href: '/search' },
      { action: 'consent:tasks', message: 'navigation.consents', href: '/consents' },
      { action: 'trail:list', message: 'navigation.trail', href: '/trail' },
    ],
  };
}

/** What a system may be let in for is what the API does; anything else would be agreed to for nothing. */
function checkScopes({ systems = [] }: Pack, routes: readonly AnyRoute[]): void {
  const api = new Set(
    routes.filter(({ path }) => path.startsWith('/api/')).map(({ access }) => String(access)),
  );
  const useless = systems.flatMap(({ scopes }) => scopes).filter(scope => !api.has(scope));
  if (useless.length > 0)
    throw new Error(`systems.yaml: ${useless.join(', ')}: no operation of the API asks for that`);
}

/** Grants come first: what an entry then writes into other tables is written under them. */
function collectProjections(pack: Pack): Projections {
  const given = [...grantingTypes(pack)].map(type => [type, giveGrants] as const);
  const all = new Map<string, Projection[]>();
  for (const [type, project] of [
    ...given,
    ...consentProjections,
    ...referralProjections,
    ...decisionProjections,
    ...oversightProjections,
  ])
    all.set(type, [...(all.get(type) ?? []), project]);
  return all;
}
