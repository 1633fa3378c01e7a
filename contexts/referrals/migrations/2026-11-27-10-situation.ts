import { type Kysely, sql } from 'kysely';
import { force, holdsGrant, permit } from '../../../platform/db/row-security.ts';

/**
 * Which draft was begun from which referral, and, once both are sent, that two were referred from one situation. Either is
 * seen by those alone who hold both: of the class account, since what is told is that the same happened to both (decision
 * 0023).
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    CREATE TABLE referrals.draft_beginning (
      record_id uuid PRIMARY KEY,
      source_id uuid NOT NULL,
      -- Each as long as it is a draft: with either draft the row goes, unless that draft is sent.
      draft_id uuid REFERENCES referrals.draft ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      source_draft_id uuid REFERENCES referrals.draft ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT begun_from_another CHECK (record_id <> source_id),
      CONSTRAINT of_its_own_draft CHECK (draft_id = record_id AND source_draft_id = source_id)
    )`.execute(db);
  await sql`CREATE INDEX draft_beginning_by_source ON referrals.draft_beginning (source_id)`.execute(db);
  await sql`CREATE INDEX draft_beginning_by_draft ON referrals.draft_beginning (draft_id)`.execute(db);
  await sql`CREATE INDEX draft_beginning_by_source_draft ON referrals.draft_beginning (source_draft_id)`.execute(
    db,
  );
  await force(db, 'referrals.draft_beginning');
  const writes = `access.purpose() NOT IN ('accountability', 'immigration-control')`;
  const both = (table: string, other: string) =>
    `${holdsGrant(table, 'account')} AND ${holdsGrant(table, 'account', other)}`;
  await permit(db, 'referrals.draft_beginning', 'select', both('draft_beginning', 'source_id'));
  for (const doing of ['insert', 'update', 'delete'] as const)
    await permit(
      db,
      'referrals.draft_beginning',
      doing,
      `${both('draft_beginning', 'source_id')} AND ${writes}`,
    );
  await sql`REVOKE UPDATE ON referrals.draft_beginning FROM nrm_app`.execute(db);
  await sql`GRANT UPDATE (draft_id, source_draft_id) ON referrals.draft_beginning TO nrm_app`.execute(db);

  await sql`
    CREATE TABLE referrals.situation_link (
      record_id uuid NOT NULL,
      other_id uuid NOT NULL,
      linked_at timestamptz NOT NULL,
      -- Each pair stands here twice, once from either side.
      PRIMARY KEY (record_id, other_id),
      CONSTRAINT linked_with_another CHECK (record_id <> other_id)
    )`.execute(db);
  await force(db, 'referrals.situation_link');
  await permit(db, 'referrals.situation_link', 'select', both('situation_link', 'other_id'));
  // What is not sent may still be refused: no draft is ever linked.
  const isSent = (column: string) =>
    `EXISTS (SELECT 1 FROM referrals.referral AS sent WHERE sent.record_id = situation_link.${column})`;
  await permit(
    db,
    'referrals.situation_link',
    'insert',
    `${both('situation_link', 'other_id')} AND ${isSent('record_id')} AND ${isSent('other_id')} AND ${writes}`,
  );
}
