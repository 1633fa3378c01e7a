/** All of this runs as the service `sign-in`. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import { asService } from '../../../platform/db/transaction.ts';
import { type Purpose, purposes } from '../../../platform/pure/classes.ts';
import type { Viewer } from '../../../platform/work.ts';

/** A system that counts now, with the digests of its secrets that work. */
export interface KnownClient {
  readonly clientId: string;
  readonly name: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly endsAt: Date;
  readonly team: { readonly id: string; readonly name: string };
  readonly organisation: { readonly id: string; readonly name: string };
  readonly purpose: Purpose;
  readonly secrets: readonly KnownSecret[];
}
export interface KnownSecret {
  readonly secretId: string;
  readonly digest: Buffer;
  readonly endsAt: Date;
}

type Row = {
  client_id: string;
  name: string;
  role: string;
  scopes: string[];
  ends_at: Date;
  team_id: string;
  team_name: string;
  purpose: string;
  organisation_id: string;
  organisation_name: string;
  secrets: { id: string; digest: string; ends: string }[];
};

/** One statement, whether there is such a system, was one, or never was. */
export async function findCountingClient(
  db: Kysely<Tables>,
  clientId: string,
): Promise<KnownClient | undefined> {
  const { rows } = await asService(db, 'sign-in', transaction =>
    sql<Row>`
      SELECT c.client_id, c.name, c.role, c.scopes, c.ends_at, t.team_id, t.name AS team_name, t.purpose,
        o.organisation_id, o.name AS organisation_name, ARRAY(
          SELECT jsonb_build_object('id', s.secret_id, 'digest', encode(s.digest, 'hex'), 'ends', s.ends_at)
          FROM organisations.client_secret s
          WHERE s.client_id = c.client_id AND s.ended_at IS NULL AND s.ends_at > now() AND s.digest IS NOT NULL) AS secrets
      FROM organisations.client c JOIN organisations.team t USING (team_id)
        JOIN organisations.organisation o USING (organisation_id)
      WHERE c.client_id = ${clientId} AND organisations.client_counts(c.client_id)`.execute(transaction),
  );
  const [row] = rows;
  const purpose = purposes.find(each => each === row?.purpose);
  if (!row || !purpose) return undefined;
  return {
    clientId: row.client_id,
    name: row.name,
    role: row.role,
    scopes: row.scopes,
    endsAt: row.ends_at,
    team: { id: row.team_id, name: row.team_name },
    organisation: { id: row.organisation_id, name: row.organisation_name },
    purpose,
    secrets: row.secrets.map(({ id, digest, ends }) => ({
      secretId: id,
      digest: Buffer.from(digest, 'hex'),
      endsAt: new Date(ends),
    })),
  };
}

/** As the system acts, by a token for these scopes. */
export const viewerOfClient = (
  { clientId, name, role, organisation, team, purpose }: KnownClient,
  scopes: readonly string[],
): Viewer => ({ personId: clientId, name, role, organisation, team, purpose, machine: { scopes } });

export const noteUse = (db: Kysely<Tables>, secretId: string): Promise<unknown> =>
  asService(db, 'sign-in', transaction =>
    transaction
      .updateTable('organisations.client_secret')
      .set({ used_at: sql`now()` })
      .where('secret_id', '=', secretId)
      .execute(),
  );
