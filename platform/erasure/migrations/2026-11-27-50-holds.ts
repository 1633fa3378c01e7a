import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit } from '../../db/row-security.ts';
import { dataClasses } from '../../pure/classes.ts';

/** That something must be kept, said by somebody named; and the database's own refusal to let it go meanwhile. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA erasure`.execute(db);
  await sql`GRANT USAGE ON SCHEMA erasure TO nrm_app, nrm_migrator`.execute(db);
  await sql`
    CREATE TABLE erasure.hold (
      hold_id uuid PRIMARY KEY,
      -- Whoever places one waits for whoever erases this record just now, and the other way round.
      record_id uuid NOT NULL REFERENCES access.record,
      ground text NOT NULL,
      reasons text NOT NULL,
      review_on date NOT NULL,
      placed_at timestamptz NOT NULL,
      placed_by uuid NOT NULL,
      placed_by_name text NOT NULL,
      lifted_at timestamptz,
      lifted_by uuid,
      lifted_by_name text,
      lifted_because text,
      CHECK (num_nulls(lifted_at, lifted_by, lifted_by_name, lifted_because) IN (0, 4))
    )`.execute(db);
  await sql`CREATE INDEX hold_by_record ON erasure.hold (record_id) WHERE lifted_at IS NULL`.execute(db);
  await force(db, 'erasure.hold');
  const watches = `access.purpose() = 'accountability' AND ${holdsGrant('hold', 'trail')}`;
  await permit(db, 'erasure.hold', 'select', watches);
  await permit(
    db,
    'erasure.hold',
    'insert',
    `placed_by = access.person() AND lifted_at IS NULL AND ${watches}`,
  );
  await sql
    .raw(
      `CREATE POLICY "update" ON erasure.hold FOR UPDATE TO nrm_app USING (lifted_at IS NULL AND ${watches}) WITH CHECK (lifted_by = access.person() AND ${watches})`,
    )
    .execute(db);
  await sql`GRANT UPDATE (lifted_at, lifted_by, lifted_by_name, lifted_because) ON erasure.hold TO nrm_app`.execute(
    db,
  );
  await refusal(db);
}

/**
 * The application deletes no payload, and from a draft only what people change in it; whoever else deletes is erasing. What was
 * erased lawfully is erased again when an older backup is restored, also where that one still knows of a hold lifted since.
 */
async function refusal(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION erasure.refuse_held() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF current_user = 'nrm_app' OR current_setting('nrm.erasing_again', true) = 'yes' THEN RETURN OLD; END IF;
      IF EXISTS (SELECT 1 FROM erasure.hold WHERE record_id = OLD.record_id AND lifted_at IS NULL) THEN
        RAISE EXCEPTION 'a legal hold stands on this record' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN OLD;
    END $$`.execute(db);
  const payloads = dataClasses.map(name => `ledger.payload_${name.replaceAll('-', '_')}`);
  for (const table of [...payloads, 'referrals.draft', 'files.file'])
    await sql
      .raw(
        `CREATE TRIGGER held_is_kept BEFORE DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION erasure.refuse_held()`,
      )
      .execute(db);
}
