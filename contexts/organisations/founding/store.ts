import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { Instant } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import type { Founder } from './model.ts';
import { foundingDays, linkDays } from './rules.ts';

/** There is one, ever. */
const foundingId = '00000000-0000-0000-0000-000000000001';

export type Standing = 'none' | 'open' | 'lapsed' | 'over';

/** How the founding stands, and when it lapses. All of this runs as the service `founding`. */
export async function findFounding(
  db: Transaction<Tables>,
): Promise<{ readonly standing: Standing; readonly until: Date | undefined }> {
  const row = await db
    .selectFrom('organisations.founding')
    .select(['until_at', 'over_at', sql<boolean>`until_at <= now()`.as('lapsed')])
    .executeTakeFirst();
  if (!row) return { standing: 'none', until: undefined };
  const standing = row.over_at === null ? (row.lapsed ? 'lapsed' : 'open') : 'over';
  return { standing, until: row.until_at };
}

/** Whether a position counts. As the service `directory`, which sees them all. */
export async function somebodyCounts(db: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM organisations.position p WHERE (p.until_at IS NULL OR p.until_at > now())
      AND organisations.is_approved(p.position_id) LIMIT 1`.execute(db);
  return rows.length > 0;
}

export async function saveFounding(db: Transaction<Tables>, at: Instant): Promise<void> {
  await db
    .insertInto('organisations.founding')
    .values({
      founding_id: foundingId,
      begun_at: at.toString(),
      until_at: at.add({ hours: foundingDays * 24 }).toString(),
      over_at: null,
    })
    .execute();
}

/** From now on so many days more. Where its time was over the database takes this only while nobody counts. */
export async function prolongFounding(db: Transaction<Tables>, at: Instant): Promise<void> {
  await db
    .updateTable('organisations.founding')
    .set({ until_at: at.add({ hours: foundingDays * 24 }).toString() })
    .execute();
}

export async function saveFounder(db: Transaction<Tables>, personId: string): Promise<void> {
  await db.insertInto('organisations.founder').values({ person_id: personId }).execute();
}

/** Everybody who was named, by person. */
export async function listInvited(db: Transaction<Tables>): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('organisations.founder')
    .select('person_id')
    .orderBy('person_id')
    .execute();
  return rows.map(row => row.person_id);
}

/** A new link in place of the one before, which works no longer. Answers whether they are still to be sent one. */
export async function replaceLink(
  db: Transaction<Tables>,
  personId: string,
  link: { readonly digest: Buffer; readonly at: Instant },
): Promise<boolean> {
  const saved = await db
    .updateTable('organisations.founder')
    .set({
      link_digest: link.digest,
      link_ends_at: link.at.add({ hours: linkDays * 24 }).toString(),
      opened_at: null,
    })
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return saved.numUpdatedRows > 0n;
}

/** Uses a link up. What is unknown, used, too old or of a founding that is over gives the same answer by the same statement. */
export async function openLink(
  db: Transaction<Tables>,
  digest: Buffer,
  at: Instant,
): Promise<string | undefined> {
  const opened = await db
    .updateTable('organisations.founder')
    .set({ opened_at: at.toString() })
    .where('link_digest', '=', digest)
    .where('opened_at', 'is', null)
    .where('link_ends_at', '>', sql<Date>`${at.toString()}::timestamptz`)
    .returning('person_id')
    .executeTakeFirst();
  return opened?.person_id;
}

/** Everybody who founds, by organisation and name, as the one with this link sees them; nobody where the link is not theirs now. */
export async function listFounders(
  db: Transaction<Tables>,
  viewer: { readonly personId: string; readonly digest: Buffer },
): Promise<readonly Founder[]> {
  const { rows } = await sql<Founder>`
    SELECT p.person_id AS "personId", held.position_id AS "positionId", p.name, p.email, held.role,
      jsonb_build_object('id', o.organisation_id, 'name', o.name) AS organisation,
      jsonb_build_object('id', t.team_id, 'name', t.name) AS team,
      organisations.is_approved(held.position_id) AS counts,
      EXISTS (SELECT 1 FROM organisations.approval a
        WHERE a.position_id = held.position_id AND a.approver_id = ${viewer.personId}) AS "isConfirmed",
      (SELECT count(DISTINCT a.approver_account)::integer FROM organisations.approval a
        WHERE a.position_id = held.position_id) AS confirmations,
      EXISTS (SELECT 1 FROM organisations.approval a
        WHERE a.position_id = held.position_id AND a.approver_organisation_id <> p.organisation_id) AS "fromOutside"
    FROM organisations.position held JOIN organisations.person p USING (person_id)
      JOIN organisations.team t USING (team_id) JOIN organisations.organisation o ON o.organisation_id = t.organisation_id
    WHERE held.let_in_by = 'founding' AND held.until_at IS NULL
      AND EXISTS (SELECT 1 FROM organisations.founder f WHERE f.person_id = ${viewer.personId}
        AND f.link_digest = ${viewer.digest} AND f.opened_at IS NOT NULL)
    ORDER BY o.name, p.name, p.email`.execute(db);
  return rows;
}

/** The yes of one founder to another. Said twice it counts once: answers whether it is new. */
export async function saveConfirmation(
  db: Transaction<Tables>,
  by: Founder,
  to: Founder,
  at: Instant,
): Promise<boolean> {
  const saved = await db
    .insertInto('organisations.approval')
    .values({
      position_id: to.positionId,
      person_id: to.personId,
      organisation_id: to.organisation.id,
      approver_id: by.personId,
      approver_account: by.email.toLowerCase(),
      approver_organisation_id: by.organisation.id,
      at: at.toString(),
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  return (saved.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** From here on the database knows who says yes; what else a founder is comes with `actAs`, for what they write down. */
export async function sayWhoFounds(db: Transaction<Tables>, personId: string): Promise<void> {
  await sql`SELECT set_config('nrm.person', ${personId}, true)`.execute(db);
}

/** Whether nothing was written down of the viewer's organisation yet; whoever asks goes first. */
export async function isWithoutRecord({ db, viewer }: Pick<Work, 'db' | 'viewer'>): Promise<boolean> {
  const { rows } = await sql<{ without: boolean }>`
    SELECT record_id IS NULL AS without FROM organisations.organisation
    WHERE organisation_id = ${viewer.organisation.id} FOR NO KEY UPDATE`.execute(db);
  return rows[0]?.without ?? false;
}
