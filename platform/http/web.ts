import type { Kysely, Transaction } from 'kysely';
import type { Policy } from '../access/policy.ts';
import type { RecordFacts } from '../access/record.ts';
import type { Tables } from '../db/tables.ts';
import type { Files } from '../files/files.ts';
import type { JobQueue } from '../jobs/queue.ts';
import type { Projections } from '../ledger/projections.ts';
import type { Log } from '../log/log.ts';
import type { Pack } from '../pack/pack.ts';
import type { Instant } from '../pure/time.ts';
import type { KeyService } from '../seal/keys.ts';
import type { ByLanguage } from '../text/language.ts';
import type { Words } from '../views/page.ts';
import type { Work } from '../work.ts';
import type { Metrics } from './metrics.ts';
import type { Oidc } from './oidc.ts';
import type { ApiLimit } from './rate.ts';
import type { AnyRoute } from './route.ts';

/** Everything that the web is made of; `app/compose.ts` puts it together once. */
export interface Web {
  readonly database: Kysely<Tables>;
  readonly policy: Policy;
  readonly pack: Pack;
  readonly words: ByLanguage<Words>;
  readonly projections: Projections;
  readonly jobsIn: (db: Transaction<Tables>) => JobQueue;
  readonly keys: KeyService;
  /** The contents of files. */
  readonly files: Files;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly routes: readonly AnyRoute[];
  readonly navigation: readonly NavigationItem[];
  readonly settings: WebSettings;
  /** The organisations' own sign-in, where one is configured; production has no other. */
  readonly oidc?: Oidc | undefined;
  /** What stands above every page about a record, whatever the page is about: ids of messages, the loudest first. */
  readonly alarms: (work: Work, record: RecordFacts) => Promise<readonly string[]>;
  /** Parts besides the database that must work, by name. */
  readonly readiness: () => Readonly<Record<string, boolean>>;
}

/** Shown to those whom policy permits the action. */
export interface NavigationItem {
  readonly action: string;
  readonly message: string;
  readonly href: string;
}

export const signInWays = ['provider', 'passkey', 'password'] as const;
export type SignInWay = (typeof signInWays)[number];

export interface WebSettings {
  readonly evaluation: boolean;
  readonly baseUrl: string;
  /** Signs form tokens and seals short-lived cookies. */
  readonly secret: string;
  readonly secureCookies: boolean;
  readonly trustProxy: boolean;
  readonly idleMinutes: number;
  /** Which ways of signing in are offered. A demonstration's are not among them. */
  readonly signInWays: readonly SignInWay[];
  readonly metricsToken: string | undefined;
  /** How often each system and person may ask the API; without it, as often as they like. */
  readonly apiLimit?: ApiLimit | undefined;
}
