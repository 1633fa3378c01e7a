import type { Transaction } from 'kysely';
import type { Tables } from './db/tables.ts';
import type { Pack } from './pack/pack.ts';
import type { Purpose } from './pure/classes.ts';
import type { Instant, PlainDate } from './pure/time.ts';
import type { Projections } from './ledger/projections.ts';
import type { JobQueue } from './jobs/queue.ts';
import type { KeyService } from './seal/keys.ts';
import type { Language } from './text/language.ts';

/** Who is asking, in the one position that they signed in to. */
export interface Viewer {
  readonly personId: string;
  readonly name: string;
  readonly role: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly team: { readonly id: string; readonly name: string };
  readonly purpose: Purpose;
  /** Whether the account that signed in holds other positions, to which it may change. */
  readonly hasOtherPositions?: boolean | undefined;
  /** Set where no human is signed in but another system, by a client's secret: which actions its token is for. */
  readonly machine?: { readonly scopes: readonly string[] } | undefined;
}

/** The role as it is written down with what somebody did: of a system it says that it is one. */
export const roleOf = ({ role, machine }: Pick<Viewer, 'role' | 'machine'>): string =>
  machine ? 'system' : role;

/**
 * Everything that a command or a query depends on, for one transaction. `db` sees only what the viewer's grants show:
 * the settings that row-level security reads were set when the transaction began, and end with it.
 */
export interface Work {
  readonly db: Transaction<Tables>;
  readonly viewer: Viewer;
  readonly now: Instant;
  /** The day in the pack's time zone. */
  readonly today: PlainDate;
  readonly newId: () => string;
  readonly pack: Pack;
  readonly language: Language;
  readonly projections: Projections;
  readonly jobs: JobQueue;
  /** Seals and opens what must not be read from the database. */
  readonly keys: KeyService;
}
