import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit, rowByRow } from '../../../platform/db/row-security.ts';

const writes = `access.purpose() NOT IN ('accountability', 'immigration-control')`;

/**
 * What a grant may rest on besides a legal ground: a consent, or an override that was decided. The grant's `until_at` is
 * held to that of the permission by a foreign key, so a permission that ends ends its grants in the same statement, and
 * what row-level security looks at stays one comparison.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA consent`.execute(db);
  await sql`GRANT USAGE ON SCHEMA consent TO nrm_app, nrm_migrator`.execute(db);
  await permissions(db);
  await grants(db);
  await tasks(db);
}

async function permissions(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE consent.permission (
      permission_id uuid PRIMARY KEY,
      record_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('consent', 'override')),
      -- The team with which is shared, and as what it acts; neither where the recipient has no team here.
      party_id uuid,
      seen_as text,
      classes text[] NOT NULL,
      asked_by uuid NOT NULL,
      asked_at timestamptz NOT NULL,
      -- One person decided at once, on an urgent ground; another reviews it the next day.
      at_once boolean NOT NULL DEFAULT false,
      decided_by uuid,
      -- Before an override is decided, and after either was withdrawn: '-infinity'.
      until_at timestamptz NOT NULL,
      UNIQUE (permission_id, until_at),
      CONSTRAINT no_override_before_it_is_decided CHECK (
        kind = 'consent' OR decided_by IS NOT NULL OR until_at = '-infinity'),
      CONSTRAINT second_person_decides CHECK (decided_by <> asked_by OR at_once),
      CHECK ((party_id IS NULL) = (seen_as IS NULL))
    )`.execute(db);
  await sql`CREATE INDEX permission_by_record ON consent.permission (record_id)`.execute(db);
  await force(db, 'consent.permission');
  const held = holdsGrant('permission', 'process');
  await permit(db, 'consent.permission', 'select', held);
  await permit(db, 'consent.permission', 'insert', `asked_by = access.person() AND ${held} AND ${writes}`);
  await permit(db, 'consent.permission', 'update', `${held} AND ${writes}`);
  // What was agreed to is said once.
  await sql`REVOKE UPDATE ON consent.permission FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (decided_by, until_at) ON consent.permission TO nrm_app`.execute(db);
  await sql`
    CREATE FUNCTION consent.only_shorten() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.decided_by IS DISTINCT FROM OLD.decided_by THEN
        IF OLD.decided_by IS NOT NULL OR NEW.decided_by <> coalesce(access.person(), NEW.decided_by) THEN
          RAISE EXCEPTION 'an override is decided once, by whoever decides' USING ERRCODE = '42501';
        END IF;
      ELSIF NEW.until_at > OLD.until_at THEN
        RAISE EXCEPTION 'what has ended is not opened again' USING ERRCODE = '42501';
      END IF;
      RETURN NEW;
    END $$`.execute(db);
  await sql`CREATE TRIGGER only_shorten BEFORE UPDATE ON consent.permission
    FOR EACH ROW EXECUTE FUNCTION consent.only_shorten()`.execute(db);
}

async function grants(db: Kysely<any>): Promise<void> {
  await sql`ALTER TABLE access."grant" ADD COLUMN rests_on uuid`.execute(db);
  // A party may hold one class on a legal ground and by consent: what ends then is the consent alone.
  await sql`ALTER TABLE access."grant" DROP CONSTRAINT grant_pkey,
    ADD CONSTRAINT grant_once UNIQUE NULLS NOT DISTINCT (record_id, party_id, data_class, purpose, rests_on),
    ADD CONSTRAINT rests_on_its_basis CHECK ((basis IN ('consent', 'override')) = (rests_on IS NOT NULL)),
    ADD CONSTRAINT ends_with_what_it_rests_on CHECK (rests_on IS NULL OR until_at IS NOT NULL),
    ADD CONSTRAINT rests_on_a_permission FOREIGN KEY (rests_on, until_at)
      REFERENCES consent.permission (permission_id, until_at) ON UPDATE CASCADE`.execute(db);
  await sql`CREATE INDEX grant_by_permission ON access."grant" (rests_on) WHERE rests_on IS NOT NULL`.execute(
    db,
  );
  const matching = `EXISTS (SELECT 1 FROM consent.permission AS rests
    WHERE rests.permission_id = "grant".rests_on AND rests.record_id = "grant".record_id AND rests.kind = "grant".basis
      AND rests.party_id = "grant".party_id AND rests.seen_as = "grant".purpose
      AND "grant".data_class = ANY (rests.classes) AND rests.until_at > now() ${rowByRow})`;
  await sql
    .raw(
      // A second, restrictive policy: whoever may give at all gives on a consent only what it covers and they hold.
      `CREATE POLICY "rests on" ON access."grant" AS RESTRICTIVE FOR INSERT TO nrm_app
       WITH CHECK (rests_on IS NULL OR (${matching} AND ${holdsGrant('"grant"', { column: 'data_class' })}))`,
    )
    .execute(db);
}

/** What recipients are told when a consent was withdrawn. They no longer see the record, so the reference stands here. */
async function tasks(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE consent.task (
      task_id uuid PRIMARY KEY,
      record_id uuid NOT NULL,
      party_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('return-or-destroy', 'notice')),
      classes text[] NOT NULL,
      reference text NOT NULL,
      made_at timestamptz NOT NULL,
      done_at timestamptz
    )`.execute(db);
  await sql`CREATE INDEX task_by_party ON consent.task (party_id, made_at)`.execute(db);
  await sql`CREATE INDEX task_by_record ON consent.task (record_id)`.execute(db);
  await force(db, 'consent.task');
  const held = holdsGrant('task', 'process');
  await permit(db, 'consent.task', 'select', `party_id = access.team() OR ${held}`);
  await permit(db, 'consent.task', 'insert', `${held} AND ${writes}`);
  await permit(db, 'consent.task', 'update', `${held} AND ${writes}`);
  await sql`REVOKE UPDATE ON consent.task FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (done_at) ON consent.task TO nrm_app`.execute(db);
}
