import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { Purpose } from '../../platform/pure/classes.ts';
import type { Registered } from '../../platform/pack/recipient-kinds.ts';
import type { Work } from '../../platform/work.ts';
import { Temporal } from '../../platform/pure/time.ts';
import type { Duty, Position } from './model.ts';
import { registeredColumns, registeredIn } from './registered-queries.ts';
import { inRoles } from './rules.ts';

/** Held now: from its first day on, not past its last, and by somebody whom two people let in. */
export const inForce = sql<boolean>`position.from_at <= now() AND (position.until_at IS NULL OR position.until_at > now())
  AND organisations.is_approved(position.position_id)`;

const positions = (db: Transaction<Tables>) =>
  db
    .selectFrom('organisations.position as position')
    .innerJoin('organisations.person as person', 'person.person_id', 'position.person_id')
    .innerJoin('organisations.team as team', 'team.team_id', 'position.team_id')
    .innerJoin(
      'organisations.organisation as organisation',
      'organisation.organisation_id',
      'team.organisation_id',
    )
    .where(inForce)
    .select([
      'person.person_id',
      'person.name',
      'person.email',
      'position.role',
      'team.team_id',
      'team.name as team_name',
      'team.purpose',
      'organisation.organisation_id',
      'organisation.name as organisation_name',
    ])
    .orderBy('organisation.name')
    .orderBy('person.name')
    .orderBy('team.name')
    .orderBy('position.role');

type Row = Awaited<ReturnType<ReturnType<typeof positions>['execute']>>[number];

const toPosition = (row: Row): Position => ({
  personId: row.person_id,
  name: row.name,
  email: row.email,
  role: row.role,
  organisation: { id: row.organisation_id, name: row.organisation_name },
  team: { id: row.team_id, name: row.team_name },
  purpose: row.purpose as Purpose, // the pack's roles are checked against the closed list when a team is opened
});

/** As the service `sign-in`: every position with this address, whatever its case; several organisations may know one. */
export async function listPositionsByEmail(
  db: Transaction<Tables>,
  email: string,
): Promise<readonly Position[]> {
  const rows = await positions(db)
    .where(eb => eb(eb.fn('lower', ['person.email']), '=', email.toLowerCase()))
    .execute();
  return rows.map(toPosition);
}

/** As the service `sign-in`: the first of them. */
export const findPositionByEmail = async (
  db: Transaction<Tables>,
  email: string,
): Promise<Position | undefined> => (await listPositionsByEmail(db, email))[0];

/** As the service `sign-in`: by which address somebody is known. */
export async function findAccount(db: Transaction<Tables>, personId: string): Promise<string> {
  const { email } = await db
    .selectFrom('organisations.person')
    .select('email')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return email.toLowerCase();
}

/**
 * As the service `sign-in`: the positions to which a session may change. Those of the address that the provider vouched
 * for; where none did, as in demonstrations, those of the same person alone.
 */
export async function listPositionsOfSession(
  db: Transaction<Tables>,
  digest: Buffer,
): Promise<readonly Position[]> {
  const session = await db
    .selectFrom('http.session')
    .select(['person_id', 'account', 'provider_roles'])
    .where('digest', '=', digest)
    .executeTakeFirst();
  if (!session) return [];
  if (session.account !== null)
    return inRoles(await listPositionsByEmail(db, session.account), session.provider_roles);
  const rows = await positions(db).where('person.person_id', '=', session.person_id).execute();
  return inRoles(rows.map(toPosition), session.provider_roles);
}

/** As the service `sign-in`: who may be signed in as in the evaluation setting. */
export async function listDemonstrationPositions(db: Transaction<Tables>): Promise<readonly Position[]> {
  const rows = await positions(db).where('person.demonstration', '=', true).execute();
  return rows.map(toPosition);
}

export async function hasDemonstrationAccounts(db: Transaction<Tables>): Promise<boolean> {
  const row = await db
    .selectFrom('organisations.person')
    .select('person_id')
    .where('demonstration', '=', true)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The teams that take part in a referral: of the organisation that sits as an authority of the pack, for example `sca`,
 * the one that decides; and, of both sides, the one that watches over the use of records. The first by name where there
 * are several. Without an authority, before it is known: the viewer's own side.
 */
export async function findTakingPart(
  work: Pick<Work, 'db' | 'viewer'>,
  authority: string | null = null,
): Promise<TakingPart> {
  const rows = await work.db
    .selectFrom('organisations.organisation as organisation')
    .innerJoin('organisations.team as team', 'team.organisation_id', 'organisation.organisation_id')
    .select(['organisation.organisation_id', 'organisation.authority', 'team.team_id', 'team.purpose'])
    .where(eb =>
      eb.or([
        eb('organisation.authority', '=', authority),
        eb('organisation.organisation_id', '=', work.viewer.organisation.id),
      ]),
    )
    .orderBy('team.name')
    .execute();
  const ours = rows.filter(row => row.organisation_id === work.viewer.organisation.id);
  const theirs = authority === null ? [] : rows.filter(row => row.authority === authority);
  const teamFor = (among: typeof rows, purpose: Purpose) =>
    among.find(row => row.purpose === purpose)?.team_id;
  return {
    decides: teamFor(theirs, 'identification-decision'),
    watches: teamFor(theirs, 'accountability'),
    watchesReferrer: teamFor(ours, 'accountability'),
  };
}

export interface TakingPart {
  readonly decides: string | undefined;
  readonly watches: string | undefined;
  readonly watchesReferrer: string | undefined;
}

/** Colleagues in the viewer's team who may be given a case. */
export async function listColleagues(
  work: Work,
): Promise<readonly { personId: string; name: string; role: string }[]> {
  const rows = await work.db
    .selectFrom('organisations.position as position')
    .innerJoin('organisations.person as person', 'person.person_id', 'position.person_id')
    .select(['person.person_id', 'person.name', 'position.role'])
    .where('position.team_id', '=', work.viewer.team.id)
    .where(inForce)
    .orderBy('person.name')
    .execute();
  return rows.map(row => ({ personId: row.person_id, name: row.name, role: row.role }));
}

/** The teams that act for one of these purposes, but for the viewer's own. */
export async function listTeamsActing(
  { db, viewer }: Pick<Work, 'db' | 'viewer'>,
  purposes: readonly Purpose[],
): Promise<readonly ActingTeam[]> {
  const rows = await db
    .selectFrom('organisations.team as team')
    .innerJoin(
      'organisations.organisation as organisation',
      'organisation.organisation_id',
      'team.organisation_id',
    )
    .select(['team.team_id', 'team.name', 'team.purpose', 'organisation.name as organisation_name'])
    .select(registeredColumns)
    .where('team.purpose', 'in', purposes)
    .where('team.team_id', '<>', viewer.team.id)
    .orderBy('organisation.name')
    .orderBy('team.name')
    .execute();
  return rows.map(row => ({
    id: row.team_id,
    name: `${row.organisation_name}, ${row.name}`,
    purpose: row.purpose as Purpose, // as for positions: checked when a team is opened
    registered: registeredIn(row),
  }));
}

export interface ActingTeam {
  readonly id: string;
  readonly name: string;
  readonly purpose: Purpose;
  /** What its organisation was registered as. */
  readonly registered: Registered;
}

/** As the service `sign-in`: whether the session began at the OpenID Connect provider, so that it ends there too. */
export async function hasProviderSession(db: Transaction<Tables>, digest: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('http.session')
    .select('provider_session')
    .where('digest', '=', digest)
    .executeTakeFirst();
  return typeof row?.provider_session === 'string';
}

export interface WatchedRecord {
  readonly recordId: string;
  readonly reference: string;
  readonly openedAt: Date;
}

const pageSize = 25;

/** Records whose use the viewer's team watches over, newest first: record ids are made in order of time. */
export async function listWatched(
  work: Work,
  before?: string,
): Promise<{ rows: readonly WatchedRecord[]; next: string | undefined }> {
  const found = await work.db
    .selectFrom('access.grant as held')
    .innerJoin('access.record as record', 'record.record_id', 'held.record_id')
    .select(['record.record_id', 'record.reference', 'record.opened_at'])
    .where('held.party_id', '=', work.viewer.team.id)
    .where('held.purpose', '=', work.viewer.purpose)
    .where('held.data_class', '=', 'trail')
    .where('held.closed_at', 'is', null)
    .$if(before !== undefined, query => query.where('held.record_id', '<', before ?? ''))
    .orderBy('held.record_id', 'desc')
    .limit(pageSize + 1)
    .execute();
  const rows = found
    .slice(0, pageSize)
    .map(row => ({ recordId: row.record_id, reference: row.reference, openedAt: row.opened_at }));
  return { rows, next: found.length > pageSize ? rows.at(-1)?.recordId : undefined };
}

/** Who of the viewer's team is on duty now, or will be, in order of beginning. */
export async function listDuties(work: Work): Promise<readonly Duty[]> {
  const rows = await work.db
    .selectFrom('organisations.duty as duty')
    .innerJoin('organisations.person as person', 'person.person_id', 'duty.person_id')
    .select(['duty.duty_id', 'duty.person_id', 'person.name', 'duty.from_at', 'duty.until_at'])
    .where('duty.team_id', '=', work.viewer.team.id)
    .where('duty.until_at', '>', sql<Date>`${work.now.toString()}::timestamptz`)
    .orderBy('duty.from_at')
    .orderBy('person.name')
    .limit(100)
    .execute();
  const instant = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime());
  return rows.map(row => ({
    dutyId: row.duty_id,
    personId: row.person_id,
    name: row.name,
    from: instant(row.from_at),
    until: instant(row.until_at),
  }));
}

/** Names of those of the viewer's team who are on duty now. */
export const listOnDuty = async (work: Work): Promise<readonly string[]> => [
  ...new Set(
    (await listDuties(work))
      .filter(({ from }) => Temporal.Instant.compare(from, work.now) <= 0)
      .map(({ name }) => name),
  ),
];
