import type { Inputs } from '../../platform/forms/inputs.ts';
import { listEntries, type Until } from '../../platform/ledger/read.ts';
import { parseDate } from '../../platform/pure/time.ts';
import type { Work } from '../../platform/work.ts';
import { type CaseFile, type CaseState, foldCase } from './model.ts';

/** A case as it stands, or as it was known, through what the viewer may see today. */
export const findCase = async (work: Work, recordId: string, until?: Until): Promise<CaseFile> =>
  foldCase(await listEntries(work, recordId, until));

export const queueViews = [
  'unallocated',
  'mine',
  'allocated',
  'second-reading',
  'decided',
  'withdrawn',
] as const;
export type QueueView = (typeof queueViews)[number];

export interface QueueRow {
  readonly recordId: string;
  readonly reference: string;
  readonly receivedAt: Date;
  readonly due: string | undefined;
  readonly treatedAs: string;
  readonly nation: string | null;
  readonly allocatedName: string | null;
  readonly urgency: readonly string[];
}
export interface QueuePage {
  readonly rows: readonly QueueRow[];
  /** Continues after the last row; undefined on the last page. */
  readonly next: string | undefined;
  /** How many there are; `countLimit` where there are more. */
  readonly count: number;
  readonly hasMore: boolean;
}

const pageSize = 25;
/** Counting stops here, so that a page costs the same for a national queue (docs/decisions/0006-queue-counts.md). */
export const countLimit = 500;

/**
 * One page of the team's queue: what is urgent first, then the soonest aim; among those that are closed the latest. It starts from the team;
 * row-level security then shows what is held.
 */
export async function listQueue(
  work: Work,
  view: QueueView,
  after: Cursor | undefined,
  isUrgentOnly = false,
): Promise<QueuePage> {
  const isClosed = view === 'decided' || view === 'withdrawn';
  const order = isClosed ? 'desc' : 'asc';
  const found = await rowsOf(work, view, isUrgentOnly)
    .select([
      'record_id',
      'reference',
      'received_at',
      'due_on',
      'due_known',
      'treated_as',
      'nation',
      'allocated_name',
      'urgency',
      'place',
    ])
    .$if(after !== undefined, query =>
      query.where(eb =>
        isClosed
          ? eb(eb.refTuple('due_on', 'record_id'), '<', eb.tuple(after?.due ?? '', after?.recordId ?? ''))
          : eb(
              eb.refTuple('place', 'due_on', 'record_id'),
              '>',
              eb.tuple(after?.place ?? 0, after?.due ?? '', after?.recordId ?? ''),
            ),
      ),
    )
    .$if(!isClosed, query => query.orderBy('place'))
    .orderBy('due_on', order)
    .orderBy('record_id', order)
    .limit(pageSize + 1)
    .execute();
  const { count } = await work.db
    .selectFrom(
      rowsOf(work, view, isUrgentOnly)
        .select('record_id')
        .limit(countLimit + 1)
        .as('some'),
    )
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  return {
    rows: rows.map(row => ({
      recordId: row.record_id,
      reference: row.reference,
      receivedAt: row.received_at,
      due: row.due_known ? row.due_on : undefined,
      treatedAs: row.treated_as,
      nation: row.nation,
      allocatedName: row.allocated_name,
      urgency: row.urgency,
    })),
    next:
      found.length > pageSize && last
        ? writeCursor({ place: last.place, due: last.due_on, recordId: last.record_id })
        : undefined,
    count: Math.min(count, countLimit),
    hasMore: count > countLimit,
  };
}

/** Where a case stands in its queue; what was withdrawn stays where it stood, and is in no other view. */
const stateOf: Readonly<Record<Exclude<QueueView, 'withdrawn'>, CaseState>> = {
  unallocated: 'unallocated',
  mine: 'allocated',
  allocated: 'allocated',
  'second-reading': 'second-reading',
  decided: 'decided',
};

function rowsOf(work: Work, view: QueueView, isUrgentOnly: boolean) {
  const every = work.db
    .selectFrom('decisions.queue_item')
    .where('team_id', '=', work.viewer.team.id)
    .$if(isUrgentOnly, each => each.where('place', '=', 0));
  if (view === 'withdrawn')
    return every.where('record_id', 'in', eb =>
      eb
        .selectFrom('decisions.withdrawn as gone')
        .select('gone.record_id')
        .where('gone.team_id', '=', work.viewer.team.id),
    );
  const query = every
    .where('state', '=', stateOf[view])
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('decisions.withdrawn as gone')
            .select('gone.record_id')
            .whereRef('gone.record_id', '=', 'decisions.queue_item.record_id'),
        ),
      ),
    );
  return view === 'mine' ? query.where('allocated_to', '=', work.viewer.personId) : query;
}

export interface Cursor {
  /** 0 where something is urgent, 1 elsewhere. */
  readonly place: number;
  readonly due: string;
  readonly recordId: string;
}
const writeCursor = (cursor: Cursor): string => `${cursor.place}_${cursor.due}_${cursor.recordId}`;

/** Anything else than what `next` gave reads as the beginning. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const parts = /^([01])_(\d{4}-\d{2}-\d{2})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '');
  return parts?.[2] && parts[3] && parseDate(parts[2])
    ? { place: Number(parts[1]), due: parts[2], recordId: parts[3] }
    : undefined;
}

export interface DecisionDraft {
  readonly inputs: Inputs;
  readonly savedAt: Date;
}

/** What the viewer typed of a decision and has not sent yet. */
export async function findDraft(work: Work, recordId: string): Promise<DecisionDraft | undefined> {
  const row = await work.db
    .selectFrom('decisions.draft')
    .select(['body', 'saved_at'])
    .where('record_id', '=', recordId)
    .where('person_id', '=', work.viewer.personId)
    .executeTakeFirst();
  return row && { inputs: JSON.parse(row.body) as Inputs, savedAt: row.saved_at };
}
