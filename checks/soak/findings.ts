/** What a superuser finds in the database, held against what the server acknowledged. */
import { type Kysely, sql } from 'kysely';
import { type Composed, projectedTables } from '../../app/compose.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { listEntries } from '../../platform/ledger/read.ts';
import type { Work } from '../../platform/work.ts';
import type { Sent, SentDraft } from './sent.ts';

export interface Found {
  readonly recordId: string;
  readonly reference: string;
  readonly statement: string;
  readonly position: number;
}

/** Referrals that were submitted after a position of the ledger. */
export async function findReferrals(db: Kysely<Tables>, after: number): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    SELECT entry.record_id AS "recordId", record.reference, entry.position,
      coalesce(account.body::jsonb #>> '{answers,account,statement}', '') AS statement
    FROM ledger.entry JOIN access.record USING (record_id) LEFT JOIN ledger.payload_account AS account USING (entry_id)
    WHERE entry.type = 'referral-submitted' AND entry.position > ${after} ORDER BY entry.position`.execute(
    db,
  );
  return rows;
}

export interface Compared {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly strange: readonly string[];
}

/** Each that was acknowledged must be there once, under the reference that was given out; nothing else may be there. */
export function compare(sent: readonly Sent[], found: readonly Found[]): Compared {
  const references = new Map<string, string[]>();
  for (const { statement, reference } of found)
    references.set(statement, [...(references.get(statement) ?? []), reference]);
  const of = (each: Sent): readonly string[] => references.get(each.statement) ?? [];
  const known = new Set(sent.map(each => each.statement));
  return {
    lost: sent.filter(each => each.reference !== undefined && !of(each).includes(each.reference)).map(say),
    doubled: sent.filter(each => of(each).length > 1).map(each => `${say(each)}: ${of(each).join(', ')}`),
    strange: found
      .filter(({ statement }) => !known.has(statement))
      .map(({ reference }) => `${reference}: nobody sent it, or its words were altered`),
  };
}

const say = ({ reference, statement, times }: Sent): string =>
  `${reference ?? 'without a reference'} (“${statement.slice(0, 24)}…”, sent ${times} times)`;

/** What is wrong with the drafts that are there. */
export async function compareDrafts(db: Kysely<Tables>, drafts: readonly SentDraft[]): Promise<Compared> {
  const { rows } = await sql<{ reference: string; statement: string | null }>`
    SELECT record.reference, answer.answers::jsonb #>> '{account,statement}' AS statement
    FROM access.record LEFT JOIN referrals.draft_answer AS answer
      ON answer.record_id = record.record_id AND answer.step = 'account' AND answers::jsonb #> '{account,statement}' IS NOT NULL
    WHERE record.stage = 'draft'`.execute(db);
  const texts = new Map(rows.map(row => [row.reference, row.statement]));
  const known = new Set(drafts.map(draft => draft.reference));
  return {
    lost: drafts
      .filter(draft => draft.isSaved && texts.get(draft.reference ?? '') !== draft.statement)
      .map(draft => `draft ${draft.reference}`),
    doubled: [],
    strange: rows
      .filter(row => !known.has(row.reference))
      .map(row => `draft ${row.reference}: opened twice, or by nobody`),
  };
}

/** Each referral adds one job in its own transaction; jobs that ran are kept for a day. */
export async function compareJobs(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ referrals: number; jobs: number; dead: number }>`
    SELECT (SELECT count(*) FROM ledger.entry WHERE type = 'referral-submitted') AS referrals,
      count(*) FILTER (WHERE name <> 'dead') AS jobs, count(*) FILTER (WHERE name = 'dead') AS dead
    FROM pgboss.job WHERE data ->> 'job' = 'referrals.notify-team'`.execute(db);
  const [{ referrals, jobs, dead } = { referrals: 0, jobs: -1, dead: 0 }] = rows;
  return [
    ...(referrals === jobs ? [] : [`${referrals} referrals added ${jobs} jobs`]),
    ...(dead === 0 ? [] : [`${dead} jobs were given up`]),
  ];
}

/** Each referral leaves something here: where these were empty, comparing would prove nothing. */
const neverEmpty = [
  'referrals.referral',
  'referrals.search_key',
  'decisions.queue_item',
  'access.relation',
  'access.grant',
];

class Undo extends Error {}

/** Projects these records' entries anew and compares; what was done is undone. */
export async function compareProjections(
  db: Kysely<Tables>,
  { projections, pack }: Pick<Composed, 'projections' | 'pack'>,
  records: readonly Found[],
): Promise<readonly string[]> {
  const ids = records.map(each => each.recordId);
  const problems: string[] = [];
  const tables = ['access.record', ...projectedTables];
  const work = db.transaction().execute(async transaction => {
    const contents = async (table: string) => {
      const { rows } = await sql<{ row: string }>`
        SELECT to_jsonb(each)::text AS row FROM ${sql.table(table)} AS each WHERE record_id = ANY (${ids}::uuid[]) ORDER BY 1`.execute(
        transaction,
      );
      return rows.map(each => each.row);
    };
    const all = async () => Promise.all(tables.map(contents));
    const before = await all();
    for (const table of projectedTables)
      await sql`DELETE FROM ${sql.table(table)} WHERE record_id = ANY (${ids}::uuid[])`.execute(transaction);
    await sql`UPDATE access.record SET stage = 'draft', nation = NULL WHERE record_id = ANY (${ids}::uuid[])`.execute(
      transaction,
    );
    for (const recordId of ids)
      for (const entry of await listEntries({ db: transaction } as unknown as Work, recordId))
        for (const project of projections.get(entry.type) ?? []) await project(transaction, entry, pack);
    const after = await all();
    for (const [place, table] of tables.entries()) {
      if (before[place]?.length === 0 && neverEmpty.includes(table))
        problems.push(`${table} holds nothing of ${ids.length} referrals`);
      if (before[place]?.join('\n') !== after[place]?.join('\n'))
        problems.push(`${table} does not follow from the entries`);
    }
    throw new Undo();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  return problems;
}

/** Where the server would trade safety for speed, a killed process proves nothing. */
export async function refuseUnsafe(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting <> 'on'`.execute(db);
  if (rows.length > 0) throw new Error(`The server runs with ${rows.map(row => row.name).join(' and ')} off`);
}
