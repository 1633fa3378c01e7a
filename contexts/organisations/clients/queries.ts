import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import { type Instant, Temporal } from '../../../platform/pure/time.ts';

/** Another system of the viewer's organisation: let in, or waiting to be. */
export interface Client {
  readonly clientId: string;
  readonly name: string;
  readonly purpose: string;
  readonly scopes: readonly string[];
  readonly team: string;
  readonly teamId: string;
  readonly role: string;
  readonly askedAt: Instant;
  readonly endsAt: Instant;
  readonly isApproved: boolean;
  readonly hasEnded: boolean;
  readonly approvers: readonly { readonly personId: string; readonly name: string }[];
  /** Those that still work, the older first. */
  readonly secrets: readonly Secret[];
}

export interface Secret {
  readonly secretId: string;
  readonly slot: number;
  readonly madeAt: Instant;
  readonly endsAt: Instant;
  readonly usedAt: Instant | undefined;
}

const shown = 100;

const clients = (work: Work) =>
  work.db
    .selectFrom('organisations.client as client')
    .innerJoin('organisations.team as team', 'team.team_id', 'client.team_id')
    .where('team.organisation_id', '=', work.viewer.organisation.id)
    .where('client.ended_at', 'is', null)
    .select([
      'client.client_id',
      'client.name',
      'client.purpose',
      'client.scopes',
      'client.role',
      'client.asked_at',
      'client.ends_at',
      'client.team_id',
      'team.name as team_name',
      sql<boolean>`organisations.is_client_approved(client.client_id)`.as('approved'),
      sql<boolean>`client.ends_at <= now()`.as('over'),
      sql<{ personId: string; name: string }[]>`ARRAY(
        SELECT jsonb_build_object('personId', a.approver_id, 'name', coalesce(by.name, ''))
        FROM organisations.client_approval a LEFT JOIN organisations.person by ON by.person_id = a.approver_id
        WHERE a.client_id = client.client_id ORDER BY a.at)`.as('approvers'),
      sql<{ id: string; slot: number; made: string; ends: string; used: string | null }[]>`ARRAY(
        SELECT jsonb_build_object('id', s.secret_id, 'slot', s.slot, 'made', s.made_at, 'ends', s.ends_at, 'used', s.used_at)
        FROM organisations.client_secret s
        WHERE s.client_id = client.client_id AND s.ended_at IS NULL AND s.ends_at > now() AND s.digest IS NOT NULL
        ORDER BY s.made_at)`.as('secrets'),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof clients>['execute']>>[number];
const instant = (at: Date): Instant => Temporal.Instant.fromEpochMilliseconds(at.getTime());

const toClient = (row: Row): Client => ({
  clientId: row.client_id,
  name: row.name,
  purpose: row.purpose,
  scopes: row.scopes,
  team: row.team_name,
  teamId: row.team_id,
  role: row.role,
  askedAt: instant(row.asked_at),
  endsAt: instant(row.ends_at),
  isApproved: row.approved,
  hasEnded: row.over,
  approvers: row.approvers,
  secrets: row.secrets.map(({ id, slot, made, ends, used }) => ({
    secretId: id,
    slot,
    madeAt: Temporal.Instant.from(made),
    endsAt: Temporal.Instant.from(ends),
    usedAt: used === null ? undefined : Temporal.Instant.from(used),
  })),
});

/** By name, those that wait among them. What was ended stands in the ledger alone. */
export async function listClients(work: Work): Promise<readonly Client[]> {
  const rows = await clients(work).orderBy('client.name').orderBy('client.client_id').limit(shown).execute();
  return rows.map(toClient);
}

/** Locked until the transaction ends: of two who make a secret or say yes at once, the second sees what the first did. */
export async function findClient(work: Work, clientId: string): Promise<Client | undefined> {
  await sql`SELECT 1 FROM organisations.client WHERE client_id = ${clientId} FOR NO KEY UPDATE`.execute(
    work.db,
  );
  const row = await clients(work).where('client.client_id', '=', clientId).executeTakeFirst();
  return row && toClient(row);
}
