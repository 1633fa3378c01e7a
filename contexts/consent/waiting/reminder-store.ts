import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { Instant } from '../../../platform/pure/time.ts';

/** Something of which a team has to be reminded: a review on its day and when it is overdue, an end that comes, one that came. */
export interface Due {
  readonly subject: string;
  readonly team: string;
  readonly step: 'due' | 'overdue' | 'ends' | 'lapsed';
  /** As the database says it. */
  readonly dueAt: string;
  /** Who alone cannot do what is due. */
  readonly except: string | null;
}

/** As the service `reminders`: what nobody was reminded of yet, and should be by now. */
export async function listDue(
  db: Transaction<Tables>,
  { pack, now }: { readonly pack: Pick<Pack, 'consent'>; readonly now: Instant },
  limit: number,
): Promise<readonly Due[]> {
  const { warns } = pack.consent;
  const at = sql`${now.toString()}::timestamptz`;
  const days = (count: number) => sql`make_interval(days => ${count})`;
  const { rows } = await sql<Due>`
    SELECT subject, team, step, due_at::text AS "dueAt", apart AS "except" FROM (
      SELECT waiting_id AS subject, team_id AS team, CASE WHEN due_at > ${at} THEN 'due' ELSE 'overdue' END AS step,
        due_at, parted[1] AS apart
      FROM consent.waiting WHERE kind = 'review' AND due_at <= ${at} + ${days(1)}
      UNION ALL
      SELECT waiting_id, team_id, 'ends', due_at, NULL FROM consent.waiting
      WHERE kind = 'sharing-ends' AND due_at > ${at} AND due_at <= ${at} + ${days(warns.sharing)}
      UNION ALL
      SELECT waiting_id, team_id, 'ends', due_at, NULL FROM consent.waiting
      WHERE kind = 'contact-ends' AND due_at > ${at} AND due_at <= ${at} + ${days(warns.contact)}
      UNION ALL
      -- However long the worker stood still, but not for ever: what is older was told, or its page says it.
      SELECT task_id, party_id, 'lapsed', made_at, NULL FROM consent.task
      WHERE lapses IS NOT NULL AND made_at <= ${at} AND made_at > ${at} - ${days(90)}
    ) AS due
    WHERE NOT EXISTS (SELECT 1 FROM consent.reminder AS told WHERE told.subject_id = due.subject
      AND told.team_id = due.team AND told.step = due.step AND told.due_at = due.due_at)
    LIMIT ${limit}`.execute(db);
  return rows;
}

/** Writes down that they are reminded; answers those that nobody else wrote down meanwhile. */
export async function remember(db: Transaction<Tables>, due: readonly Due[]): Promise<readonly Due[]> {
  if (due.length === 0) return [];
  const kept = await db
    .insertInto('consent.reminder')
    .values(
      due.map(each => ({
        subject_id: each.subject,
        team_id: each.team,
        step: each.step,
        due_at: sql<Date>`${each.dueAt}::timestamptz`,
      })),
    )
    .onConflict(conflict => conflict.doNothing())
    .returning(['subject_id', 'step'])
    .execute();
  const fresh = new Set(kept.map(each => `${each.subject_id} ${each.step}`));
  return due.filter(each => fresh.has(`${each.subject} ${each.step}`));
}
