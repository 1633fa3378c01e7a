import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/**
 * How the first people come in: founders of several organisations confirm each other. There is one founding, and the
 * service `founding` sees and writes nothing once it is over (docs/decisions/0018-founding.md).
 */
export async function up(db: Kysely<any>): Promise<void> {
  await tables(db);
  await counting(db);
  await guards(db);
  await policies(db);
}

async function tables(db: Kysely<any>): Promise<void> {
  // By what a position came about, where not by administrators of its organisation: its approvals then come from outside too.
  await sql`ALTER TABLE organisations.position ADD COLUMN let_in_by text CHECK (let_in_by IN ('founding', 'registration'))`.execute(
    db,
  );
  await sql`
    CREATE TABLE organisations.founding (
      -- Always the same: nobody founds twice.
      founding_id uuid PRIMARY KEY CHECK (founding_id = '00000000-0000-0000-0000-000000000001'),
      begun_at timestamptz NOT NULL,
      until_at timestamptz NOT NULL,
      over_at timestamptz
    )`.execute(db);
  await sql`
    CREATE TABLE organisations.founder (
      person_id uuid PRIMARY KEY REFERENCES organisations.person,
      -- Of the newest link that was sent: the link itself is in the mail alone.
      link_digest bytea CHECK (octet_length(link_digest) = 32),
      link_ends_at timestamptz,
      opened_at timestamptz
    )`.execute(db);
}

/** As before; whom a founding or a registration let in, others than their own organisation said yes to as well. */
async function counting(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION organisations.is_approved(of_position uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT EXISTS (SELECT 1 FROM organisations.position held JOIN organisations.person p USING (person_id)
        WHERE held.position_id = of_position
          AND (p.demonstration AND held.asked_by IS NULL AND held.let_in_by IS NULL OR (
            SELECT count(DISTINCT a.approver_account) >= 2
              AND (held.let_in_by IS NULL OR coalesce(bool_or(a.approver_organisation_id <> p.organisation_id), false))
              AND (held.let_in_by IS DISTINCT FROM 'registration' OR count(DISTINCT a.approver_organisation_id) >= 2)
            FROM organisations.approval a
            WHERE a.position_id = of_position AND a.approver_account <> lower(p.email)))) $$`.execute(db);
}

async function guards(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION organisations.founds() RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT access.service() = 'founding'
        AND NOT EXISTS (SELECT 1 FROM organisations.founding f WHERE f.over_at IS NOT NULL OR f.until_at <= now()) $$`.execute(
    db,
  );
  // It begins, and goes on after its time, only while nobody counts; once it is over it stays so.
  await sql`
    CREATE FUNCTION organisations.only_while_nobody_counts() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE before text := access.service();
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF OLD.over_at IS NOT NULL THEN
          RAISE EXCEPTION 'the founding is over' USING ERRCODE = 'insufficient_privilege';
        ELSIF OLD.until_at > now() THEN
          RETURN NEW;
        END IF;
      END IF;
      PERFORM set_config('nrm.service', 'directory', true);
      IF EXISTS (SELECT 1 FROM organisations.position p
          WHERE (p.until_at IS NULL OR p.until_at > now()) AND organisations.is_approved(p.position_id)) THEN
        RAISE EXCEPTION 'somebody is here already' USING ERRCODE = 'insufficient_privilege';
      END IF;
      PERFORM set_config('nrm.service', before, true);
      RETURN NEW;
    END $$`.execute(db);
  await sql`CREATE TRIGGER only_while_nobody_counts BEFORE INSERT OR UPDATE ON organisations.founding
    FOR EACH ROW EXECUTE FUNCTION organisations.only_while_nobody_counts()`.execute(db);
  await sql`
    CREATE FUNCTION organisations.over_when_all_count() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF organisations.founds() THEN
        -- One after the other: of two who confirm the last two at once, the second sees what the first said.
        PERFORM 1 FROM organisations.founding FOR UPDATE;
        IF NOT EXISTS (SELECT 1 FROM organisations.position p WHERE p.let_in_by = 'founding' AND p.until_at IS NULL
            AND NOT organisations.is_approved(p.position_id)) THEN
          UPDATE organisations.founding SET over_at = now() WHERE over_at IS NULL;
        END IF;
      END IF;
      RETURN NULL;
    END $$`.execute(db);
  await sql`CREATE TRIGGER over_when_all_count AFTER INSERT ON organisations.approval
    FOR EACH ROW EXECUTE FUNCTION organisations.over_when_all_count()`.execute(db);
}

const founds = 'organisations.founds()';

async function policies(db: Kysely<any>): Promise<void> {
  const isFounding = `access.service() = 'founding'`;
  await force(db, 'organisations.founding');
  for (const doing of ['select', 'insert', 'update'] as const)
    await permit(db, 'organisations.founding', doing, isFounding);
  await sql`REVOKE UPDATE ON organisations.founding FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (until_at, over_at) ON organisations.founding TO nrm_app`.execute(db);
  await force(db, 'organisations.founder');
  for (const doing of ['select', 'insert', 'update'] as const)
    await permit(db, 'organisations.founder', doing, founds);
  await sql`REVOKE UPDATE ON organisations.founder FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (link_digest, link_ends_at, opened_at) ON organisations.founder TO nrm_app`.execute(
    db,
  );
  for (const table of ['organisation', 'team', 'person', 'position', 'approval'])
    await permit(db, `organisations.${table}`, 'select', founds, 'select by founding');
  const made = {
    organisation: `${founds} AND NOT demonstration`,
    team: founds,
    mail_domain: founds,
    person: `${founds} AND NOT demonstration`,
    position: `${founds} AND let_in_by = 'founding'`,
  } as const;
  for (const [table, check] of Object.entries(made))
    await permit(db, `organisations.${table}`, 'insert', check, 'insert by founding');
  // Whoever opened the link that was sent to them, for themselves, of somebody else who is to be let in with them.
  await permit(
    db,
    'organisations.approval',
    'insert',
    `${founds} AND approver_id = access.person()
      AND EXISTS (SELECT 1 FROM organisations.founder f JOIN organisations.person p USING (person_id)
        WHERE f.person_id = approval.approver_id AND f.opened_at IS NOT NULL
          AND lower(p.email) = approval.approver_account AND p.organisation_id = approval.approver_organisation_id)
      AND EXISTS (SELECT 1 FROM organisations.position held JOIN organisations.person p USING (person_id)
        WHERE held.position_id = approval.position_id AND held.person_id = approval.person_id AND held.let_in_by = 'founding'
          AND p.organisation_id = approval.organisation_id AND lower(p.email) <> approval.approver_account)`,
    'insert by founders',
  );
}
