import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Files } from '../files/files.ts';
import type { SignInWay } from '../http/web.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Pack } from '../pack/pack.ts';
import type { Instant } from '../pure/time.ts';

/** What a job may use. It has no viewer: it reads as one of the machine's own services, or calls a command that takes one. */
export interface JobWorld {
  readonly database: Kysely<Tables>;
  readonly files: Files;
  readonly mailer: Mailer;
  readonly pack: Pack;
  /** Which ways of signing in the deployment offers. */
  readonly signInWays: readonly SignInWay[];
  /** How other systems are told that something happened; a worker without it tells none. */
  readonly webhooks?:
    | { readonly secret: string; readonly baseUrl: string; readonly mayReachLoopback: boolean }
    | undefined;
  readonly now: () => Instant;
  readonly newId: () => string;
}
