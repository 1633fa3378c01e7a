import { type Kysely, sql } from 'kysely';

/**
 * After a refusal nothing that says who or where somebody is enters the ledger, which forgets nothing: not on the draft that
 * ended, nor on the notice, whatever a command asks. A notice moves there after its own words were written.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION consent.names_nobody_after_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM access.record
          WHERE record.record_id = NEW.record_id AND record.stage IN ('ended', 'notified')) THEN
        RAISE EXCEPTION 'nobody is named where a draft has ended' USING ERRCODE = '42501';
      END IF;
      RETURN NEW;
    END $$`.execute(db);
  for (const name of ['identity', 'contact', 'location'])
    await sql`CREATE TRIGGER names_nobody_after_the_end BEFORE INSERT ON ${sql.table(`ledger.payload_${name}`)}
      FOR EACH ROW EXECUTE FUNCTION consent.names_nobody_after_the_end()`.execute(db);
}
