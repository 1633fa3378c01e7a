import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit, rowByRow } from '../../../platform/db/row-security.ts';
import { glassCeiling } from '../../../platform/pack/schema-glass.ts';

const isOwn = `EXISTS (SELECT 1 FROM organisations.person p WHERE p.person_id = access.person() AND lower(p.email) = attempt.account)`;
const writes = `access.purpose() NOT IN ('accountability', 'immigration-control')`;

/**
 * Opening a record without a grant (decision 25). The service `glass` sees the one record whose reference the transaction
 * names, for as long as it takes to write the opening; grants rest on it and end with it, by a foreign key as with consents.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`CREATE SCHEMA oversight`.execute(db);
  await sql`GRANT USAGE ON SCHEMA oversight TO nrm_app, nrm_migrator`.execute(db);
  await attempts(db);
  await openings(db);
  await reviews(db);
  await grants(db);
  await found(db);
  await watched(db);
}

/** Everybody who tried, found or not; nothing of what they typed. */
async function attempts(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE oversight.attempt (
      attempt_id uuid PRIMARY KEY,
      person_id uuid NOT NULL,
      -- The address by which somebody with several positions is one.
      account text NOT NULL,
      organisation_id uuid NOT NULL,
      at timestamptz NOT NULL DEFAULT now(),
      outcome text NOT NULL CHECK (outcome IN ('opened', 'nothing', 'too-many')),
      opening_id uuid UNIQUE,
      CHECK ((outcome = 'opened') = (opening_id IS NOT NULL))
    )`.execute(db);
  await sql`CREATE INDEX attempt_by_account ON oversight.attempt (account, at)`.execute(db);
  const table = 'oversight.attempt';
  await force(db, table);
  await permit(db, table, 'select', isOwn);
  await permit(
    db,
    table,
    'insert',
    `${isOwn} AND person_id = access.person() AND organisation_id = access.organisation()`,
  );
  // When it was is the database's to say.
  await sql`REVOKE INSERT ON oversight.attempt FROM nrm_app`.execute(db);
  await sql`GRANT INSERT (attempt_id, person_id, account, organisation_id, outcome, opening_id) ON oversight.attempt TO nrm_app`.execute(
    db,
  );
  await sql
    .raw(`
    CREATE FUNCTION oversight.at_most() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended('glass ' || NEW.account, 0));
      IF ${glassCeiling.most} <= (SELECT count(*) FROM oversight.attempt WHERE account = NEW.account AND outcome = 'opened'
          AND at > now() - interval '24 hours') THEN
        RAISE EXCEPTION 'nobody opens more than that in a day' USING ERRCODE = '42501';
      END IF;
      RETURN NEW;
    END $$`)
    .execute(db);
  await sql`CREATE TRIGGER at_most BEFORE INSERT ON oversight.attempt
    FOR EACH ROW WHEN (NEW.outcome = 'opened') EXECUTE FUNCTION oversight.at_most()`.execute(db);
}

async function openings(db: Kysely<any>): Promise<void> {
  await sql
    .raw(`
    CREATE TABLE oversight.opening (
      opening_id uuid PRIMARY KEY,
      record_id uuid NOT NULL,
      -- Of the entry that says it.
      version integer NOT NULL,
      person_id uuid NOT NULL,
      seen_as text NOT NULL,
      classes text[] NOT NULL,
      reason text NOT NULL,
      opened_at timestamptz NOT NULL,
      opened_by jsonb NOT NULL,
      review_due timestamptz NOT NULL,
      -- '-infinity' once it was ended.
      until_at timestamptz NOT NULL CHECK (until_at <= opened_at + interval '${glassCeiling.hours} hours'),
      -- Until when it was to be.
      lasts_until timestamptz NOT NULL,
      ended_at timestamptz,
      UNIQUE (opening_id, until_at)
    )`)
    .execute(db);
  await sql`CREATE INDEX opening_by_record ON oversight.opening (record_id)`.execute(db);
  await sql`CREATE INDEX opening_by_person ON oversight.opening (person_id, until_at)`.execute(db);
  await sql`CREATE FUNCTION oversight.named_record() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('nrm.record', true), '')::uuid $$`.execute(db);
  const table = 'oversight.opening';
  await force(db, table);
  const held = holdsGrant('opening', 'process');
  await permit(db, table, 'select', `person_id = access.person() OR ${held}`);
  await permit(
    db,
    table,
    'insert',
    `access.service() = 'glass' AND person_id = access.person() AND record_id = oversight.named_record()
      AND EXISTS (SELECT 1 FROM oversight.attempt tried WHERE tried.opening_id = opening.opening_id)`,
  );
  await permit(db, table, 'update', held);
  await sql`REVOKE UPDATE ON oversight.opening FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (until_at, ended_at) ON oversight.opening TO nrm_app`.execute(db);
  await sql`
    CREATE FUNCTION oversight.only_shorten() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.until_at > OLD.until_at THEN
        RAISE EXCEPTION 'what has ended is not opened again' USING ERRCODE = '42501';
      END IF;
      RETURN NEW;
    END $$`.execute(db);
  await sql`CREATE TRIGGER only_shorten BEFORE UPDATE ON oversight.opening
    FOR EACH ROW EXECUTE FUNCTION oversight.only_shorten()`.execute(db);
}

async function reviews(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE oversight.review (
      opening_id uuid PRIMARY KEY,
      record_id uuid NOT NULL,
      version integer NOT NULL,
      outcome text NOT NULL,
      reviewed_at timestamptz NOT NULL,
      reviewed_by jsonb NOT NULL
    )`.execute(db);
  const table = 'oversight.review';
  await force(db, table);
  await permit(db, table, 'select', holdsGrant('review', 'process'));
  // Nobody looks at what they opened themselves, in whatever position.
  await permit(
    db,
    table,
    'insert',
    `access.purpose() = 'accountability'
      AND EXISTS (SELECT 1 FROM oversight.opening o WHERE o.opening_id = review.opening_id AND o.record_id = review.record_id)
      AND NOT EXISTS (SELECT 1 FROM oversight.attempt tried WHERE tried.opening_id = review.opening_id)`,
  );
}

/** Grants that rest on an opening: to whoever opened it, of what the opening shows, as long as it lasts. */
async function grants(db: Kysely<any>): Promise<void> {
  await sql`ALTER TABLE access."grant" ADD COLUMN opening_id uuid`.execute(db);
  await sql`ALTER TABLE access."grant" DROP CONSTRAINT grant_once,
    ADD CONSTRAINT grant_once UNIQUE NULLS NOT DISTINCT (record_id, party_id, data_class, purpose, rests_on, opening_id),
    ADD CONSTRAINT rests_on_an_opening CHECK ((basis = 'break-glass') = (opening_id IS NOT NULL)),
    ADD CONSTRAINT ends_with_its_opening CHECK (opening_id IS NULL OR until_at IS NOT NULL),
    ADD CONSTRAINT rests_on_what_was_opened FOREIGN KEY (opening_id, until_at)
      REFERENCES oversight.opening (opening_id, until_at) ON UPDATE CASCADE`.execute(db);
  await sql`CREATE INDEX grant_by_opening ON access."grant" (opening_id) WHERE opening_id IS NOT NULL`.execute(
    db,
  );
  await permit(
    db,
    'access."grant"',
    'insert',
    `opening_id IS NOT NULL AND given_by = access.person()`,
    'insert by glass',
  );
  await sql
    .raw(
      `CREATE POLICY "by glass" ON access."grant" AS RESTRICTIVE FOR INSERT TO nrm_app
       WITH CHECK (opening_id IS NULL OR EXISTS (SELECT 1 FROM oversight.opening o
         WHERE o.opening_id = "grant".opening_id AND o.record_id = "grant".record_id AND o.person_id = "grant".party_id
           AND o.seen_as = "grant".purpose AND "grant".data_class = ANY (o.classes) AND o.until_at > now() ${rowByRow}))`,
    )
    .execute(db);
  await sql`DROP POLICY "on a legal ground" ON access."grant"`.execute(db);
  await sql`
    CREATE POLICY "on a legal ground" ON access."grant" AS RESTRICTIVE FOR INSERT TO nrm_app
    WITH CHECK (rests_on IS NOT NULL OR opening_id IS NOT NULL OR EXISTS (
      SELECT 1 FROM access.legal_ground AS ground WHERE ground.basis = "grant".basis
        AND ground.purpose = "grant".purpose AND ground.data_class = "grant".data_class))`.execute(db);
  // Whoever opened it looks, and changes nothing; what is sealed stays sealed.
  await sql`
    CREATE FUNCTION access.by_glass(of_record uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT EXISTS (SELECT 1 FROM access."grant" AS held WHERE held.record_id = of_record
        AND held.party_id = access.person() AND held.opening_id IS NOT NULL AND held.until_at > now()) $$`.execute(
    db,
  );
  await sql`
    CREATE POLICY "by glass one looks" ON ledger.entry AS RESTRICTIVE FOR INSERT TO nrm_app
    WITH CHECK (kind = 'sight' OR type IN ('opened-by-glass', 'glass-ended') OR NOT access.by_glass(record_id))`.execute(
    db,
  );
  await sql`
    CREATE POLICY "by glass nothing sealed" ON seal.data_key AS RESTRICTIVE FOR SELECT TO nrm_app
    USING (NOT access.by_glass(record_id))`.execute(db);
}

/** What the service `glass` sees while it opens a record: that one, by its exact reference, and who holds it. */
async function found(db: Kysely<any>): Promise<void> {
  const isGlass = `access.service() = 'glass'`;
  await permit(
    db,
    'access.record',
    'select',
    `${isGlass} AND reference = current_setting('nrm.reference', true)`,
    'by glass',
  );
  for (const table of ['access.relation', 'access."grant"'])
    await permit(db, table, 'select', `${isGlass} AND record_id = oversight.named_record()`, 'seen by glass');
}

/** An officer writes down what came of a review, and nothing else of a record. */
async function watched(db: Kysely<any>): Promise<void> {
  await sql`DROP POLICY "update" ON access.record`.execute(db);
  await permit(
    db,
    'access.record',
    'update',
    `(${holdsGrant('record', 'process')} OR (record.opened_by = access.person() AND record.opened_xid = pg_current_xact_id_if_assigned()))
      AND access.purpose() <> 'immigration-control'`,
  );
  await sql`REVOKE UPDATE ON access.record FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (stage, nation, version) ON access.record TO nrm_app`.execute(db);
  await sql`
    CREATE FUNCTION access.officers_move_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF access.purpose() = 'accountability' THEN
        RAISE EXCEPTION 'who watches over the use of a record does not move it' USING ERRCODE = '42501';
      END IF;
      RETURN NEW;
    END $$`.execute(db);
  await sql`CREATE TRIGGER officers_move_nothing BEFORE UPDATE ON access.record FOR EACH ROW
    WHEN (OLD.stage IS DISTINCT FROM NEW.stage OR OLD.nation IS DISTINCT FROM NEW.nation)
    EXECUTE FUNCTION access.officers_move_nothing()`.execute(db);

  const opensItNow = (table: string) =>
    `EXISTS (SELECT 1 FROM access.record AS opened WHERE opened.record_id = ${table}.record_id
      AND opened.opened_by = access.person() AND opened.opened_xid = pg_current_xact_id_if_assigned() ${rowByRow})`;
  const isReview = `type = 'opening-reviewed'`;
  await sql`DROP POLICY "insert" ON ledger.entry`.execute(db);
  await permit(
    db,
    'ledger.entry',
    'insert',
    `actor_id = access.person() AND team_id = access.team() AND organisation_id = access.organisation()
      AND purpose = access.purpose() AND (kind = 'sight' OR ${writes} OR ${isReview})
      AND (${holdsGrant('entry', 'process')} OR ${holdsGrant('entry', 'trail')} OR ${opensItNow('entry')})`,
  );
  await sql`REVOKE INSERT ON ledger.entry FROM nrm_app`.execute(db);
  await sql`GRANT INSERT (entry_id, record_id, version, kind, type, at, actor_id, organisation_id, team_id, purpose, digests)
    ON ledger.entry TO nrm_app`.execute(db);
  await permit(
    db,
    'ledger.payload_process',
    'insert',
    `access.purpose() = 'accountability' AND EXISTS (SELECT 1 FROM ledger.entry
      WHERE entry.entry_id = payload_process.entry_id AND entry.${isReview} ${rowByRow})`,
    'insert by officers',
  );
}
