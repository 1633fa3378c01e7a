import { sql } from 'kysely';
import type { Purpose } from '../../../platform/pure/classes.ts';
import { Temporal, type Instant } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';

/** A position of somebody of the viewer's organisation: held, or waiting to be approved. */
export interface Member {
  readonly positionId: string;
  readonly personId: string;
  readonly teamId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly team: string;
  readonly from: Instant;
  readonly isApproved: boolean;
  /** Who said yes so far; nobody, for the fictional people of a demonstration. */
  readonly approvers: readonly { readonly personId: string; readonly name: string }[];
}

const shown = 50;

const members = (work: Work) =>
  work.db
    .selectFrom('organisations.position as position')
    .innerJoin('organisations.person as person', 'person.person_id', 'position.person_id')
    .innerJoin('organisations.team as team', 'team.team_id', 'position.team_id')
    .where('team.organisation_id', '=', work.viewer.organisation.id)
    .where(sql<boolean>`(position.until_at IS NULL OR position.until_at > now())`)
    .select([
      'position.position_id',
      'position.person_id',
      'position.team_id',
      'position.role',
      'position.from_at',
      'person.name',
      'person.email',
      'team.name as team_name',
      sql<boolean>`organisations.is_approved(position.position_id)`.as('approved'),
      sql<{ personId: string; name: string }[]>`ARRAY(
        SELECT jsonb_build_object('personId', a.approver_id, 'name', coalesce(by.name, ''))
        FROM organisations.approval a LEFT JOIN organisations.person by ON by.person_id = a.approver_id
        WHERE a.position_id = position.position_id ORDER BY a.at)`.as('approvers'),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number];

const toMember = (row: Row): Member => ({
  positionId: row.position_id,
  personId: row.person_id,
  teamId: row.team_id,
  name: row.name,
  email: row.email,
  role: row.role,
  team: row.team_name,
  from: Temporal.Instant.fromEpochMilliseconds(row.from_at.getTime()),
  isApproved: row.approved,
  approvers: row.approvers,
});

/** By name, a page at a time; `after` is the position that ended the page before. */
export async function listMembers(
  work: Work,
  after?: string,
): Promise<{ readonly members: readonly Member[]; readonly next: string | undefined }> {
  const rows = await members(work)
    .where(sql<boolean>`organisations.is_approved(position.position_id)`)
    .$if(after !== undefined, query =>
      query.where(
        sql<boolean>`(person.name, position.position_id) > (SELECT p.name, held.position_id FROM organisations.position held
          JOIN organisations.person p USING (person_id) WHERE held.position_id = ${after ?? ''})`,
      ),
    )
    .orderBy('person.name')
    .orderBy('position.position_id')
    .limit(shown + 1)
    .execute();
  const listed = rows.slice(0, shown).map(toMember);
  return { members: listed, next: rows.length > shown ? listed.at(-1)?.positionId : undefined };
}

/** Those that wait for a yes, the oldest first. */
export async function listWaiting(work: Work): Promise<readonly Member[]> {
  const rows = await members(work)
    .where(sql<boolean>`NOT organisations.is_approved(position.position_id)`)
    .orderBy('position.from_at')
    .limit(shown)
    .execute();
  return rows.map(toMember);
}

export async function findMember(work: Work, positionId: string): Promise<Member | undefined> {
  const row = await members(work).where('position.position_id', '=', positionId).executeTakeFirst();
  return row && toMember(row);
}

/** The organisation's teams, and whose mail it may let in. */
export async function findOwnTeams(work: Work): Promise<{
  readonly teams: readonly { readonly id: string; readonly name: string; readonly purpose: Purpose }[];
  readonly domains: readonly string[];
}> {
  const { id } = work.viewer.organisation;
  const [teams, domains] = [
    await work.db
      .selectFrom('organisations.team')
      .select(['team_id', 'name', 'purpose'])
      .where('organisation_id', '=', id)
      .orderBy('name')
      .execute(),
    await work.db
      .selectFrom('organisations.mail_domain')
      .select('domain')
      .where('organisation_id', '=', id)
      .orderBy('domain')
      .execute(),
  ];
  return {
    teams: teams.map(team => ({ id: team.team_id, name: team.name, purpose: team.purpose as Purpose })), // checked when a team is opened
    domains: domains.map(({ domain }) => domain),
  };
}
