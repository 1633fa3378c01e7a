import { createHash, randomBytes } from 'node:crypto';
import { type Insertable, type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../db/tables.ts';
import { asService } from '../db/transaction.ts';
import { purposes } from '../pure/classes.ts';
import type { Viewer } from '../work.ts';
import type { Device } from './device.ts';
import type { KeptWrite } from './keys.ts';
import type { EndedAtProvider } from './logout-token.ts';

const sessionKinds = ['browser', 'token'] as const;
export type SessionKind = (typeof sessionKinds)[number];
const kindSchema = z.enum(sessionKinds);

/** How somebody proved who they are. `machine`: whoever holds the machine made the session. */
export type Proof = 'provider' | 'password' | 'passkey' | 'demonstration' | 'machine' | 'client-secret';

/** Minutes without a request after which a browser must sign in again; tokens have no idle time. */
export const idleMinutes = 15;
const browserLifetimeMinutes = 12 * 60;

export interface NewSession {
  /** The one position in which the person acts for as long as the session lasts. */
  readonly viewer: Viewer;
  readonly kind: SessionKind;
  /** 12 hours unless said otherwise. */
  readonly lifetimeMinutes?: number;
  /** Not after this, however long it would last. */
  readonly notAfter?: Date;
  /** The identity provider's session, for single sign-out. */
  readonly providerSession?: string;
  /** Whom the provider calls them. */
  readonly providerSubject?: string;
  /** In which roles alone the provider lets them act; null where it has no say in it. */
  readonly providerRoles?: readonly string[] | null;
  /** The address that the provider vouched for. */
  readonly account?: string;
  readonly device?: Device;
  readonly provedBy?: Proof;
  /** Now, where it is left out. A proof of which nobody knows when it was given is none. */
  readonly provedAt?: Date | 'unknown';
}

export interface Started {
  /** 256 random bits for the browser or client alone; we keep their digest. */
  readonly id: string;
  readonly digest: Buffer;
  readonly endsAt: Date;
}

export interface Session {
  readonly kind: SessionKind;
  readonly viewer: Viewer;
  readonly endsAt: Date;
  /** The id of a message that waits to be said once (`say`). */
  readonly said: string | undefined;
  /** Seconds since the holder last proved who they are. */
  readonly provedAgo: number;
  /** The viewer's earlier write with the key that was asked for. */
  readonly earlier: KeptWrite | undefined;
}

export const digestOf = (id: string): Buffer => createHash('sha256').update(id).digest();

export async function startSession(db: Kysely<Tables>, session: NewSession): Promise<Started> {
  const endsAt = sql<Date>`least(now() + make_interval(mins => ${session.lifetimeMinutes ?? browserLifetimeMinutes}),
    ${session.notAfter?.toISOString() ?? 'infinity'}::timestamptz)`;
  const from = {
    provider_session: session.providerSession ?? null,
    account: session.account ?? null,
    provider_subject: session.providerSubject ?? null,
    provider_roles: session.providerRoles ? [...session.providerRoles] : null,
    browser: session.device?.browser ?? null,
    system: session.device?.system ?? null,
    proved_by: session.provedBy ?? 'machine',
    proved_at: provedAt(session),
  };
  return asService(db, 'sign-in', transaction => insert(transaction, session, { ends_at: endsAt, ...from }));
}

const provedAt = ({ provedAt: at }: NewSession): RawBuilder<Date> =>
  at === 'unknown'
    ? sql<Date>`'-infinity'::timestamptz`
    : at
      ? sql<Date>`least(now(), ${at.toISOString()}::timestamptz)`
      : sql<Date>`now()`;

type Kept = Pick<
  Insertable<Tables['http.session']>,
  'account' | 'provider_session' | 'provider_subject' | 'provider_roles' | 'browser' | 'system' | 'proved_by'
> & { readonly ends_at: Date | RawBuilder<Date>; readonly proved_at: RawBuilder<Date> };

async function insert(
  db: Transaction<Tables>,
  { viewer, kind }: Pick<NewSession, 'viewer' | 'kind'>,
  kept: Kept,
): Promise<Started> {
  const secret = randomBytes(32).toString('base64url');
  // The prefix lets scanners recognise a token that was published by mistake.
  const id = kind === 'token' ? `nrm_${secret}` : secret;
  const digest = digestOf(id);
  const row = await db
    .insertInto('http.session')
    .values({
      digest,
      kind,
      person_id: viewer.personId,
      position: JSON.stringify(viewerSchema.parse(viewer)),
      organisation_id: viewer.organisation.id,
      team_id: viewer.team.id,
      purpose: viewer.purpose,
      started_at: sql`now()`,
      last_seen_at: sql`now()`,
      ...kept,
    })
    .returning('ends_at')
    .executeTakeFirstOrThrow();
  return { id, digest, endsAt: row.ends_at };
}

/**
 * Ends a browser's live session and begins another in its place, in one transaction: of two who ask at once, one gets it.
 * The new one ends when the old one would have: a change of position is no sign-in. Undefined where there is no live one.
 */
export async function changeSession(
  db: Kysely<Tables>,
  digest: Buffer,
  { viewer, idle = idleMinutes }: { readonly viewer: Viewer; readonly idle?: number },
): Promise<Started | undefined> {
  return asService(db, 'sign-in', async transaction => {
    const old = await transaction
      .updateTable('http.session')
      .set({ ended_at: sql`now()` })
      .where('digest', '=', digest)
      .where('kind', '=', 'browser')
      .where('ended_at', 'is', null)
      .where('ends_at', '>', sql<Date>`now()`)
      .where('last_seen_at', '>', sql<Date>`now() - make_interval(mins => ${idle})`)
      .returning([
        'ends_at',
        'provider_session',
        'provider_subject',
        'provider_roles',
        'account',
        'browser',
        'system',
        'proved_by',
        // As text: a Date holds no infinity.
        sql<string>`proved_at::text`.as('proved'),
      ])
      .executeTakeFirst();
    if (!old) return undefined;
    const { proved, ...kept } = old;
    const from = { ...kept, proved_at: sql<Date>`${proved}::timestamptz` };
    return insert(transaction, { viewer, kind: 'browser' }, from);
  });
}

/**
 * Finds the live session and, until the transaction ends, tells row-level security who asks; with a key, also finds the
 * viewer's earlier write with it: one round trip.
 * A session that is unknown, idle, over or ended gives the same answer by the same statement.
 */
export async function enter(
  db: Transaction<Tables>,
  digest: Buffer,
  { idle = idleMinutes, key }: { readonly idle?: number; readonly key?: string | undefined } = {},
): Promise<Session | undefined> {
  const { rows } = await sql<EnteredRow>`
    SELECT * FROM http.enter(${digest}, make_interval(mins => ${idle}), ${key ?? null})`.execute(db);
  const row = rows[0];
  return (
    row && {
      kind: kindSchema.parse(row.kind),
      viewer: viewerSchema.parse(row.position),
      endsAt: row.ends_at,
      said: row.said ?? undefined,
      provedAgo: row.proved_ago,
      earlier: row.request_digest === null ? undefined : row,
    }
  );
}

type EnteredRow = {
  kind: string;
  position: unknown;
  ends_at: Date;
  said: string | null;
  proved_ago: number;
} & (KeptWrite | { request_digest: null });

/**
 * Leaves the id of a message to be said once, at the top of the page that comes next: nothing of it stands in an address
 * or a cookie. Where another request of the session is under way nothing is left, rather than waited for.
 */
export async function say(db: Transaction<Tables>, digest: Buffer, message: string): Promise<void> {
  await sql`SELECT http.say(${digest}, ${message})`.execute(db);
}

/** Takes out what is to be said. Of two pages at once, one gets it; a page that is refused leaves it. */
export async function takeSaid(db: Transaction<Tables>, digest: Buffer): Promise<string | undefined> {
  const { rows } = await sql<{ said: string | null }>`SELECT http.say(${digest}, NULL) AS said`.execute(db);
  return rows[0]?.said ?? undefined;
}

/** Ends one session. The next transaction of any process no longer finds it. */
export async function endSession(db: Kysely<Tables>, digest: Buffer): Promise<void> {
  await endWhere(db, sql`digest = ${digest}`);
}

/** Ends one session, if it is this person's or system's; another's stays. */
export async function endSessionOf(db: Kysely<Tables>, digest: Buffer, personId: string): Promise<void> {
  await endWhere(db, sql`digest = ${digest} AND person_id = ${personId}`);
}

/** Ends every session and token of a person: when a position changes, or a device is lost. Answers how many. */
export const endSessionsOf = (db: Kysely<Tables>, personId: string): Promise<number> =>
  endWhere(db, sql`person_id = ${personId}`);

/** Ends what a session at the identity provider had begun; where it names none, all that its subject began. Answers how many. */
export const endSessionsOfProvider = (db: Kysely<Tables>, ended: EndedAtProvider): Promise<number> =>
  endWhere(
    db,
    'sid' in ended ? sql`provider_session = ${ended.sid}` : sql`provider_subject = ${ended.subject}`,
  );

async function endWhere(db: Kysely<Tables>, which: ReturnType<typeof sql<boolean>>): Promise<number> {
  const done = await asService(db, 'sign-in', transaction =>
    sql`UPDATE http.session SET ended_at = now() WHERE ended_at IS NULL AND ${which}`.execute(transaction),
  );
  return Number(done.numAffectedRows ?? 0);
}

const named = z.strictObject({ id: z.uuid(), name: z.string() });
/** What was stored is read like anything from outside: a version that kept less must not act for somebody half known. */
const viewerSchema: z.ZodType<Viewer> = z.strictObject({
  personId: z.uuid(),
  name: z.string(),
  role: z.string(),
  organisation: named,
  team: named,
  purpose: z.enum(purposes),
  hasOtherPositions: z.boolean().optional(),
  machine: z.strictObject({ scopes: z.array(z.string()) }).optional(),
});
