import { sql } from 'kysely';
import { z } from 'zod';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { type Instant, Temporal } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import { answerable, type Deed, openOf, type Returned, type ToReturn } from './returned.ts';

/** What a team was told when something ended that was shared with it, or that it had handed on. */
export interface Task extends ToReturn {
  readonly kind: string;
  /** What the team still holds of the case, on whatever ground. */
  readonly still: readonly DataClass[];
  readonly reference: string;
  readonly madeAt: Instant;
  readonly answers: readonly Returned[];
}

const most = 100;
/** Of these nothing is asked. */
const isNotice = sql<boolean>`task.kind = 'notice'`;

/**
 * What the viewer's team was told when consents ended: what it has to do, the longest due first, and then what it was told
 * for its information, the newest first. It is theirs without a grant. Beside it, what they still hold of the case: on
 * another ground, or by another consent.
 */
export async function listTasks(work: Work): Promise<readonly Task[]> {
  const open = await tasksOf(work)
    .where(sql<boolean>`NOT ${isNotice}`)
    .where(
      sql<boolean>`NOT (task.classes <@ ARRAY(SELECT unnest(classes) FROM consent.returned WHERE task_id = task.task_id))`,
    )
    .orderBy('task.made_at')
    .limit(most)
    .execute();
  const notices = await tasksOf(work).where(isNotice).orderBy('task.made_at', 'desc').limit(most).execute();
  const told = [...open, ...notices];
  const still = await listStillHeld(work, [...new Set(told.map(row => row.record_id))]);
  const answers = await listReturned(
    work,
    open.map(row => row.task_id),
  );
  return told.map(row => taskOf(row, still, answers));
}

/** One of the viewer's own team, which is to be answered. */
export async function findTask(work: Work, taskId: string): Promise<Task | undefined> {
  const row = await tasksOf(work)
    .where('task.task_id', '=', taskId)
    .where(sql<boolean>`NOT ${isNotice}`)
    .executeTakeFirst();
  return row && taskOf(row, await listStillHeld(work, [row.record_id]), await listReturned(work, [taskId]));
}

const tasksOf = ({ db, viewer }: Work) =>
  db
    .selectFrom('consent.task as task')
    .select(['task.task_id', 'task.record_id', 'task.kind', 'task.classes', 'task.reference', 'task.made_at'])
    .where('task.party_id', '=', viewer.team.id)
    // What ends by itself is written down when it is given.
    .where('task.made_at', '<=', sql<Date>`now()`);

type Row = Awaited<ReturnType<ReturnType<typeof tasksOf>['executeTakeFirstOrThrow']>>;

const taskOf = (
  row: Row,
  still: Awaited<ReturnType<typeof listStillHeld>>,
  answers: readonly Returned[],
): Task => ({
  id: row.task_id,
  caseId: row.record_id,
  kind: row.kind,
  classes: row.classes as readonly DataClass[],
  still: still.filter(held => held.record_id === row.record_id).map(held => held.data_class as DataClass),
  reference: row.reference,
  madeAt: instantOf(row.made_at),
  answers: answers.filter(({ task }) => task === row.task_id),
});

async function listStillHeld({ db, viewer }: Work, records: readonly string[]) {
  if (records.length === 0) return [];
  return db
    .selectFrom('access.grant')
    .select(['record_id', 'data_class'])
    .distinct()
    .where('record_id', 'in', records)
    .where('party_id', 'in', [viewer.team.id, viewer.personId])
    .where('purpose', '=', viewer.purpose)
    .where('closed_at', 'is', null)
    .where(eb => eb.or([eb('until_at', 'is', null), eb('until_at', '>', sql<Date>`now()`)]))
    .orderBy('data_class')
    .execute();
}

const returned = ({ db }: Work) =>
  db
    .selectFrom('consent.returned')
    .select(['task_id', 'done', 'classes', 'ground', 'said_at', 'said_by'])
    .orderBy('said_at');

/** What was said of these tasks. */
async function listReturned(work: Work, tasks: readonly string[]): Promise<readonly Returned[]> {
  if (tasks.length === 0) return [];
  const rows = await returned(work)
    .where('task_id', 'in', [...tasks])
    .execute();
  return rows.map(returnedOf);
}

/** What a team said, of which case, and whether what it keeps may still be returned or destroyed. */
export interface OwnAnswer extends Returned {
  readonly reference: string;
  readonly isKept: boolean;
}

/** What the viewer's team said last, the newest first. */
export async function listOwnAnswers(work: Work): Promise<readonly OwnAnswer[]> {
  const rows = await work.db
    .selectFrom('consent.returned as returned')
    .innerJoin('consent.task as task', 'task.task_id', 'returned.task_id')
    .select(['returned.task_id', 'returned.done', 'returned.classes', 'returned.ground'])
    .select(['returned.said_at', 'returned.said_by', 'task.reference'])
    .where('returned.party_id', '=', work.viewer.team.id)
    .orderBy('returned.said_at', 'desc')
    .limit(20)
    .execute();
  const answers = await listReturned(work, [...new Set(rows.map(row => row.task_id))]);
  return rows.map(({ reference, ...row }) => {
    const own = returnedOf(row);
    const others = answers.filter(({ task }) => task === own.task);
    const isKept = own.done === 'kept' && answerable({ classes: own.classes, answers: others }).length > 0;
    return { ...own, reference, isKept };
  });
}

/** Of a case: what each recipient was told to return, and what it answered. */
export interface OfCase {
  readonly task: string;
  readonly open: readonly DataClass[];
  readonly since: Instant;
  readonly answers: readonly Returned[];
}

export async function listOfCase(work: Work, recordId: string): Promise<readonly OfCase[]> {
  const tasks = await work.db
    .selectFrom('consent.task')
    .select(['task_id', 'classes', 'made_at'])
    .where('record_id', '=', recordId)
    .where('kind', '<>', 'notice')
    .where('made_at', '<=', sql<Date>`now()`)
    .execute();
  if (tasks.length === 0) return [];
  const answers = (await returned(work).where('case_id', '=', recordId).execute()).map(returnedOf);
  return tasks.map(row => {
    const own = answers.filter(({ task }) => task === row.task_id);
    const classes = row.classes as readonly DataClass[];
    return {
      task: row.task_id,
      open: openOf({ classes, answers: own }),
      since: instantOf(row.made_at),
      answers: own,
    };
  });
}

const named = z.object({ name: z.string(), organisation: z.string(), team: z.string() });

const returnedOf = (row: {
  readonly task_id: string;
  readonly done: string;
  readonly classes: readonly string[];
  readonly ground: string | null;
  readonly said_at: Date;
  readonly said_by: unknown;
}): Returned => ({
  task: row.task_id,
  // The table's own check lets nothing else in.
  done: row.done as Deed,
  classes: row.classes as readonly DataClass[],
  ground: row.ground ?? undefined,
  at: instantOf(row.said_at),
  by: named.parse(row.said_by),
});

const instantOf = (at: Date): Instant => Temporal.Instant.fromEpochMilliseconds(at.getTime());
