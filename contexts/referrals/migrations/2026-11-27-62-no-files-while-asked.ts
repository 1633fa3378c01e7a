import { type Kysely, sql } from 'kysely';

/** Files are not handed over, and taking a draft over ends it with everything in it: none comes in while a team is asked. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE FUNCTION referrals.no_files_while_asked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM referrals.hand_over
          WHERE hand_over.source_id = NEW.record_id AND hand_over.state = 'asked') THEN
        RAISE EXCEPTION 'a draft that another team is asked to take over takes no files' USING ERRCODE = '42501';
      END IF;
      RETURN NEW;
    END $$`.execute(db);
  await sql`CREATE TRIGGER no_files_while_asked BEFORE INSERT ON referrals.draft_file
    FOR EACH ROW EXECUTE FUNCTION referrals.no_files_while_asked()`.execute(db);
}
