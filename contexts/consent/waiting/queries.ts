import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import { type WaitingKind, waitingKinds, windowOf } from './kinds.ts';

type Asking = Pick<Work, 'db' | 'viewer' | 'pack' | 'now'>;
export type Waiting = Readonly<Record<WaitingKind, number>>;

/** Nobody has to know how many more there are; counting them all would cost more the more there are. */
export const countedTo = 100;
const pageSize = 25;

/**
 * What waits for the viewer's team and the viewer may do something about: not what they asked or decided themselves. Each
 * kind is read from its end of one index, so a page costs the same however many records there are.
 */
function waitingFor({ db, viewer, pack, now }: Asking, kind: WaitingKind) {
  const { after, before } = windowOf(kind, { pack, now });
  const needsAnother = kind === 'decide' || kind === 'review';
  return db
    .selectFrom('consent.waiting as waiting')
    .where('waiting.team_id', '=', viewer.team.id)
    .where('waiting.kind', '=', kind)
    .$if(after !== undefined, query =>
      query.where('waiting.due_at', '>', sql<Date>`${String(after)}::timestamptz`),
    )
    .$if(before !== undefined, query =>
      query.where('waiting.due_at', '<=', sql<Date>`${String(before)}::timestamptz`),
    )
    .$if(needsAnother, query =>
      query.where(sql<boolean>`NOT ${viewer.personId}::uuid = ANY (waiting.parted)`),
    ) as SelectQueryBuilder<Tables & { waiting: Tables['consent.waiting'] }, 'waiting', object>;
}

/** How many of each, counted no further than to `countedTo`. */
export async function countWaiting(asking: Asking): Promise<Waiting> {
  const counted = waitingKinds.map(
    kind =>
      sql`(SELECT count(*)::int FROM (${waitingFor(asking, kind)
        .select(sql`1`.as('one'))
        .limit(countedTo)}) AS few) AS ${sql.id(kind)}`,
  );
  const { rows } = await sql<Waiting>`SELECT ${sql.join(counted)}`.execute(asking.db);
  return rows[0] ?? { review: 0, decide: 0, 'contact-ends': 0, 'sharing-ends': 0 };
}

/** One page of a kind, what is due first first. */
export async function listWaiting(
  asking: Asking,
  kind: WaitingKind,
  after?: { readonly at: string; readonly id: string },
) {
  const found = await waitingFor(asking, kind)
    .innerJoin('access.record as record', 'record.record_id', 'waiting.record_id')
    .select(['waiting.waiting_id', 'record.reference', 'waiting.due_at'])
    .$if(after !== undefined, query =>
      query.where(
        sql<boolean>`(waiting.due_at, waiting.waiting_id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)`,
      ),
    )
    .orderBy('waiting.due_at')
    .orderBy('waiting.waiting_id')
    .limit(pageSize + 1)
    .execute();
  const rows = found.slice(0, pageSize).map(row => ({
    id: row.waiting_id,
    reference: row.reference,
    dueAt: Temporal.Instant.fromEpochMilliseconds(row.due_at.getTime()),
  }));
  const last = found.length > pageSize ? rows.at(-1) : undefined;
  return { rows, next: last && { at: last.dueAt.toString(), id: last.id } };
}
