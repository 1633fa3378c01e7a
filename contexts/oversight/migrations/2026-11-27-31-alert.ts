import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/** What officers of an organisation are told of one of its people: that a count was full, and no score of anybody. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE oversight.alert (
      alert_id uuid PRIMARY KEY,
      organisation_id uuid NOT NULL,
      person_id uuid NOT NULL,
      told_of jsonb NOT NULL,
      rule text NOT NULL CHECK (rule IN ('too-many')),
      at timestamptz NOT NULL DEFAULT now()
    )`.execute(db);
  await sql`CREATE INDEX alert_by_organisation ON oversight.alert (organisation_id, at DESC)`.execute(db);
  const table = 'oversight.alert';
  await force(db, table);
  await permit(
    db,
    table,
    'select',
    `access.purpose() = 'accountability' AND organisation_id = access.organisation()`,
  );
  await permit(
    db,
    table,
    'insert',
    `person_id = access.person() AND organisation_id = access.organisation()`,
  );
  await sql`REVOKE INSERT ON oversight.alert FROM nrm_app`.execute(db);
  await sql`GRANT INSERT (alert_id, organisation_id, person_id, told_of, rule) ON oversight.alert TO nrm_app`.execute(
    db,
  );
}
