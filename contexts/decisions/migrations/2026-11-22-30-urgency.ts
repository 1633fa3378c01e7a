import { type Kysely, sql } from 'kysely';

/** What cannot wait stands first in the queue. The words are codes of the class process: they say nothing of the person. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    ALTER TABLE decisions.queue_item
      ADD COLUMN urgency text[] NOT NULL DEFAULT '{}',
      ADD COLUMN place smallint NOT NULL GENERATED ALWAYS AS (CASE WHEN urgency = '{}' THEN 1 ELSE 0 END) STORED`.execute(
    db,
  );
  await sql`CREATE INDEX queue_item_by_place ON decisions.queue_item (team_id, state, place, due_on, record_id)`.execute(
    db,
  );
}
