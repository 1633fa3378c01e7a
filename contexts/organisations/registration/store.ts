/** All of this runs as the service `registration`, but for the vote of an administrator. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { Instant } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import type { Asking, Outcome } from './model.ts';
import { decidingDays, linkDays, mostAnHour, mostMailsADay, verifyingDays } from './rules.ts';

type Db = Transaction<Tables>;
const later = (at: Instant, days: number): string => at.add({ hours: days * 24 }).toString();

/** Whether there came more within the hour than people send. */
export async function isFlooded(db: Db, now: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('organisations.registration')
    .select(eb => eb.fn.countAll<string>().as('count'))
    .where('asked_at', '>', sql<Date>`${now.subtract({ hours: 1 }).toString()}::timestamptz`)
    .executeTakeFirstOrThrow();
  return Number(row.count) >= mostAnHour;
}

/** Answers whether it is new: the same form sent twice asks once. */
export async function saveRegistration(
  db: Db,
  asking: Asking & { readonly registrationId: string; readonly teamName: string },
  registrantIds: readonly string[],
  at: Instant,
): Promise<boolean> {
  const { registrationId, name, firstResponder, domain, about, teamName, people } = asking;
  const saved = await db
    .insertInto('organisations.registration')
    .values({
      registration_id: registrationId,
      name,
      first_responder: firstResponder ?? null,
      domain,
      about,
      team_name: teamName,
      asked_at: at.toString(),
      until_at: later(at, verifyingDays),
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  if (saved.numInsertedOrUpdatedRows !== 1n) return false;
  await db
    .insertInto('organisations.registrant')
    .values(
      people.map((person, place) => ({
        registrant_id: registrantIds[place] ?? '',
        registration_id: registrationId,
        name: person.name,
        email: person.email,
      })),
    )
    .execute();
  return true;
}

/** A new link in place of the one before. Answers whether it is to be sent: not where enough went there today, or nothing waits. */
export async function replaceLink(
  db: Db,
  registrantId: string,
  link: { readonly digest: Buffer; readonly at: Instant },
): Promise<boolean> {
  const ends = later(link.at, linkDays);
  const sentToday = sql<boolean>`(SELECT count(*) FROM organisations.registrant other WHERE other.email = registrant.email
    AND other.link_ends_at > ${later(link.at, linkDays - 1)}::timestamptz) < ${mostMailsADay}`;
  const saved = await db
    .updateTable('organisations.registrant')
    .set({ link_digest: link.digest, link_ends_at: ends, opened_at: null })
    .where('registrant_id', '=', registrantId)
    .where('confirmed_at', 'is', null)
    .where(sentToday)
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM organisations.registration r
        WHERE r.registration_id = registrant.registration_id AND r.ended_at IS NULL)`,
    )
    .executeTakeFirst();
  return saved.numUpdatedRows === 1n;
}

/** Uses a link up. What is unknown, used or too old gives the same answer by the same statement. */
export async function openLink(
  db: Db,
  digest: Buffer,
  at: Instant,
): Promise<{ readonly registrantId: string; readonly email: string } | undefined> {
  const opened = await db
    .updateTable('organisations.registrant')
    .set({ opened_at: at.toString() })
    .where('link_digest', '=', digest)
    .where('opened_at', 'is', null)
    .where('link_ends_at', '>', sql<Date>`${at.toString()}::timestamptz`)
    .returning(['registrant_id', 'email'])
    .executeTakeFirst();
  return opened && { registrantId: opened.registrant_id, email: opened.email };
}

/** What was asked, as one of its two people with this link sees it, and how each of them stands to it. */
export interface Sat extends Asking {
  readonly registrationId: string;
  readonly isEnded: boolean;
  readonly own: { readonly name: string; readonly isConfirmed: boolean };
  readonly isVerified: boolean;
}

export async function findSat(
  db: Db,
  of: { readonly personId: string; readonly digest: Buffer },
): Promise<Sat | undefined> {
  const { rows } = await sql<Sat>`
    SELECT r.registration_id AS "registrationId", r.name, r.first_responder AS "firstResponder", r.domain, r.about,
      r.ended_at IS NOT NULL OR r.until_at <= now() AS "isEnded", r.verified_at IS NOT NULL AS "isVerified",
      jsonb_build_object('name', g.name, 'isConfirmed', g.confirmed_at IS NOT NULL) AS own,
      (SELECT jsonb_agg(jsonb_build_object('name', each.name, 'email', each.email) ORDER BY each.registrant_id)
        FROM organisations.registrant each WHERE each.registration_id = r.registration_id) AS people
    FROM organisations.registrant g JOIN organisations.registration r USING (registration_id)
    WHERE g.registrant_id = ${of.personId} AND g.link_digest = ${of.digest} AND g.opened_at IS NOT NULL
    FOR NO KEY UPDATE OF r`.execute(db);
  const [row] = rows;
  return row && { ...row, firstResponder: row.firstResponder ?? undefined };
}

/** One of the two stands for it; with the second it is shown to those who decide, beside who has its domain already. */
export async function saveStanding(
  db: Db,
  { registrationId, domain }: Sat,
  registrantId: string,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('organisations.registrant')
    .set({ confirmed_at: at.toString() })
    .where('registrant_id', '=', registrantId)
    .execute();
  await sql`UPDATE organisations.registration r SET verified_at = ${at.toString()}::timestamptz,
      until_at = ${later(at, decidingDays)}::timestamptz,
      known_as = ARRAY(SELECT DISTINCT o.name FROM organisations.mail_domain d JOIN organisations.organisation o USING (organisation_id)
        WHERE right('.' || d.domain, length(${domain}) + 1) = '.' || ${domain}
          OR right('.' || ${domain}, length(d.domain) + 1) = '.' || d.domain ORDER BY 1)
    WHERE r.registration_id = ${registrationId} AND r.verified_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM organisations.registrant g WHERE g.registration_id = r.registration_id AND g.confirmed_at IS NULL)`.execute(
    db,
  );
}

export async function saveOutcome(
  db: Db,
  registrationId: string,
  outcome: Outcome,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('organisations.registration')
    .set({ outcome, ended_at: at.toString() })
    .where('registration_id', '=', registrationId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Those of which nobody else was shown anything, and that both of their people did not stand for in time. */
export async function removeUnverified(db: Db, now: Instant): Promise<void> {
  await db
    .deleteFrom('organisations.registration')
    .where('verified_at', 'is', null)
    .where(sql<boolean>`(until_at <= ${now.toString()}::timestamptz OR ended_at IS NOT NULL)`)
    .execute();
}

/** The viewer's own vote, once. Answers whether it is the first. */
export async function saveVote(
  work: Work,
  registrationId: string,
  { isYes, reasons }: { readonly isYes: boolean; readonly reasons: string },
): Promise<boolean> {
  const { viewer, now, db } = work;
  const { numAffectedRows } = await sql`
    INSERT INTO organisations.registration_vote
      (registration_id, voter_id, voter_account, voter_organisation_id, is_yes, reasons, at)
    SELECT ${registrationId}, person_id, lower(email), organisation_id, ${isYes}, ${reasons}, ${now.toString()}::timestamptz
    FROM organisations.person WHERE person_id = ${viewer.personId} ON CONFLICT DO NOTHING`.execute(db);
  return numAffectedRows === 1n;
}
