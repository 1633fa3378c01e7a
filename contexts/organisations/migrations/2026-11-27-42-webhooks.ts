import { type Kysely, sql } from 'kysely';
import { force, permit } from '../../../platform/db/row-security.ts';

/** Types of entries of which another system may be told (contexts/organisations/webhooks/rules.ts names them too). */
const kinds = [
  'referral-submitted',
  'referral-withdrawn',
  'decision-recorded',
  'message-sent',
  'answer-corrected',
  'one-more-added',
  'evidence-added',
];

/** Where other systems are told that something happened. One service reads and writes it, and it sees nothing else. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE organisations.webhook (
      webhook_id uuid PRIMARY KEY,
      client_id uuid NOT NULL REFERENCES organisations.client,
      url text NOT NULL CHECK (length(url) <= 2000),
      kinds text[] NOT NULL CHECK (cardinality(kinds) > 0),
      -- Which secrets sign: they are made from a secret of the deployment and these numbers, and lie nowhere.
      secret_number smallint NOT NULL,
      older_number smallint,
      made_at timestamptz NOT NULL,
      ended_at timestamptz
    )`.execute(db);
  await sql`
    CREATE TABLE organisations.webhook_delivery (
      delivery_id uuid PRIMARY KEY,
      webhook_id uuid NOT NULL REFERENCES organisations.webhook,
      entry_id uuid NOT NULL,
      kind text NOT NULL,
      happened_at timestamptz NOT NULL,
      attempts smallint NOT NULL DEFAULT 0,
      -- What was answered last; nothing where nobody answered.
      status smallint,
      delivered_at timestamptz,
      failed_at timestamptz,
      UNIQUE (webhook_id, entry_id)
    )`.execute(db);
  const isOurs = `access.service() = 'webhooks'`;
  for (const table of ['organisations.webhook', 'organisations.webhook_delivery']) {
    await force(db, table);
    for (const doing of ['select', 'insert', 'update'] as const) await permit(db, table, doing, isOurs);
    await sql.raw(`REVOKE UPDATE ON ${table} FROM nrm_app`).execute(db);
  }
  await sql`GRANT UPDATE (secret_number, older_number, ended_at) ON organisations.webhook TO nrm_app`.execute(
    db,
  );
  await sql`GRANT UPDATE (attempts, status, delivered_at, failed_at) ON organisations.webhook_delivery TO nrm_app`.execute(
    db,
  );
  await announce(db);
}

/** A change of which some system wants to hear brings a job with it, in its own transaction. Whom it concerns is found later. */
async function announce(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION organisations.announce() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE before text := access.service();
    BEGIN
      PERFORM set_config('nrm.service', 'webhooks', true);
      IF EXISTS (SELECT 1 FROM organisations.webhook w WHERE w.ended_at IS NULL AND NEW.type = ANY (w.kinds)) THEN
        PERFORM pgboss.add_job('prompt', jsonb_build_object('job', 'organisations.tell-systems', 'data',
          jsonb_build_object('entry', NEW.entry_id)), 20, 65);
      END IF;
      PERFORM set_config('nrm.service', before, true);
      RETURN NULL;
    END $$`.execute(db);
  // What is restored from a backup or maintained happened long ago.
  await sql
    .raw(`CREATE TRIGGER announce AFTER INSERT ON ledger.entry FOR EACH ROW
      WHEN (NEW.kind = 'change' AND NEW.type IN (${kinds.map(kind => `'${kind}'`).join(', ')}) AND current_user = 'nrm_app')
      EXECUTE FUNCTION organisations.announce()`)
    .execute(db);
}
