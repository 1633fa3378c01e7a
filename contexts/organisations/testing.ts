import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type ActionTable, mergeActions, platformActions } from '../../platform/access/actions.ts';
import { createPolicy } from '../../platform/access/policy.ts';
import { asService } from '../../platform/db/transaction.ts';
import { createMetrics } from '../../platform/http/metrics.ts';
import type { Oidc } from '../../platform/http/oidc.ts';
import { buildServer } from '../../platform/http/server.ts';
import { type SignInWay, signInWays, type Web } from '../../platform/http/web.ts';
import { createLog } from '../../platform/log/log.ts';
import { loadPack } from '../../platform/pack/load.ts';
import type { Purpose } from '../../platform/pure/classes.ts';
import { Temporal } from '../../platform/pure/time.ts';
import type { KeyService } from '../../platform/seal/keys.ts';
import { testKeys } from '../../platform/seal/testing.ts';
import type { TestDatabase } from '../../platform/testing/database.ts';
import { testFiles } from '../../platform/testing/files.ts';
import { exampleWords } from '../../platform/testing/page-examples.ts';
import type { Viewer } from '../../platform/work.ts';
import { actions } from './access.ts';
import { entrance } from './entrance/routes.ts';
import { routesFor } from './routes.ts';
import { saveOrganisation } from './store.ts';

/** This context as a service of its own, in front of a real database, for its tests. */
export interface TestEntrance {
  readonly oidc?: Oidc | undefined;
  readonly evaluation?: boolean;
  readonly ways?: readonly SignInWay[];
  readonly now?: () => Temporal.Instant;
  readonly keys?: KeyService;
}

const others: ActionTable = {
  'signs:screen': 'service',
  'referral:start': 'service',
  'referral:list': 'service',
  'request:list': 'service',
  'queue:view': 'service',
  'case:search': 'service',
  'glass:open': 'service',
  'glass:list': 'service',
  'glass:review': 'record',
};
const permits = `
  permit (principal, action in [Action::"service:home", Action::"service:keep-session", Action::"service:change-position", Action::"service:own-sessions"], resource);
  permit (principal, action in [Action::"signs:screen", Action::"referral:start", Action::"referral:list"], resource)
  when { principal.purpose == "referral" };
  permit (principal, action == Action::"trail:list", resource) when { principal.purpose == "accountability" };
  permit (principal, action == Action::"trail:view", resource) when { principal.purpose == "accountability" };`;

export async function startEntrance(
  { app }: Pick<TestDatabase, 'app'>,
  {
    oidc,
    evaluation = true,
    ways = evaluation ? signInWays : ['provider'],
    now = () => Temporal.Now.instant(),
    keys = testKeys(),
  }: TestEntrance = {},
) {
  const web: Web = {
    database: app,
    files: testFiles(app),
    policy: createPolicy(mergeActions([platformActions, actions, others]), [], permits),
    pack: await loadPack('packs/uk'),
    words: await exampleWords(),
    projections: new Map(),
    jobsIn: () => ({ add: () => Promise.resolve() }),
    keys,
    now,
    newId: randomUUID,
    log: createLog({ level: 'silent' }),
    metrics: createMetrics(),
    routes: routesFor(() => Promise.resolve([])),
    navigation: [],
    oidc,
    settings: {
      evaluation,
      baseUrl: 'http://localhost:3000',
      secret: 'of this test',
      secureCookies: false,
      trustProxy: false,
      idleMinutes: 15,
      signInWays: ways,
      metricsToken: undefined,
    },
    alarms: () => Promise.resolve([]),
    readiness: () => ({}),
  };
  return buildServer(web, entrance);
}

/** An organisation with one team and one person; the person as they sign in. */
export async function openPosition(
  database: TestDatabase,
  role: string,
  purpose: Purpose,
  more: { readonly email?: string; readonly demonstration?: boolean; readonly approvals?: number } = {},
): Promise<Viewer & { readonly email: string }> {
  const [organisation, team, personId] = [randomUUID(), randomUUID(), randomUUID()];
  const name = `Fictional ${personId.slice(0, 8)}`;
  const email = more.email ?? `${personId}@northland.example`;
  const opened = {
    organisationId: organisation,
    name: `Organisation ${organisation.slice(0, 8)}`,
    authority: null,
    demonstration: more.demonstration ?? true,
    teams: [{ teamId: team, name: 'Front desk', purpose, people: [{ personId, name, email, role }] }],
  };
  await asService(database.app, 'directory', db => saveOrganisation(db, opened, Temporal.Now.instant()));
  const person = {
    personId,
    name,
    email,
    role,
    organisation: { id: organisation, name: opened.name },
    team: { id: team, name: 'Front desk' },
    purpose,
  };
  if (!opened.demonstration)
    for (let given = 0; given < (more.approvals ?? 2); given++) await approve(database, person);
  return person;
}

/** As somebody else's approval would stand there, without the pages on which it is given. */
async function approve(
  database: TestDatabase,
  { personId, team, role, organisation }: Viewer,
): Promise<void> {
  const by = await openPosition(database, 'administrator', 'administration');
  await sql`
    INSERT INTO organisations.approval
      (position_id, person_id, organisation_id, approver_id, approver_account, approver_organisation_id, at)
    SELECT position_id, person_id, ${organisation.id}, ${by.personId}, ${by.email}, ${by.organisation.id}, now()
    FROM organisations.position WHERE person_id = ${personId} AND team_id = ${team.id} AND role = ${role}`.execute(
    database.superuser,
  );
}

/** What a browser keeps of an answer, to send with the next request. */
export const cookiesOf = (answer: {
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
}): Record<string, string> => Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]));

/** The value of a hidden input of a page. */
export const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
