import { sql } from 'kysely';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import type { Projection } from '../../platform/ledger/projections.ts';
import { returnedProjections } from './tasks/store.ts';
import { endingProjections, waitingProjections } from './waiting/store.ts';

const over = sql<Date>`'-infinity'::timestamptz`;

const open: Projection = async (db, entry) => {
  const said = entry.payload.process ?? {};
  const isConsent = entry.type === 'consent-given';
  await db
    .insertInto('consent.permission')
    .values({
      permission_id: String(said['permission']),
      record_id: entry.recordId,
      kind: isConsent ? 'consent' : 'override',
      party_id: textOf(said['party']),
      seen_as: textOf(said['seenAs']),
      classes: (said['classes'] ?? []) as string[],
      asked_by: entry.actorId,
      asked_at: entry.at.toString(),
      at_once: said['atOnce'] === true,
      until_at: isConsent ? String(said['until']) : over,
    })
    .execute();
};

/** Grants for every class of a permission that has a team, to the team, until its end. */
const give: Projection = async (db, entry) => {
  await sql`
    INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at, until_at, rests_on)
    SELECT record_id, party_id, class, seen_as, kind, ${entry.actorId}::uuid, ${entry.at.toString()}::timestamptz, until_at,
      permission_id
    FROM consent.permission CROSS JOIN unnest(classes) AS class
    WHERE permission_id = ${permissionOf(entry)}::uuid AND party_id IS NOT NULL AND until_at > '-infinity'`.execute(
    db,
  );
};

const decide: Projection = async (db, entry, pack) => {
  const said = entry.payload.process ?? {};
  await db
    .updateTable('consent.permission')
    .set({ decided_by: entry.actorId, until_at: said['agrees'] === true ? String(said['until']) : over })
    .where('permission_id', '=', permissionOf(entry))
    .execute();
  if (said['agrees'] === true) await give(db, entry, pack);
};

/** Its grants end with it, by their foreign key. */
const end: Projection = async (db, entry) => {
  const said = entry.payload.process ?? {};
  await db
    .updateTable('consent.permission')
    .set({ until_at: over })
    .where('permission_id', '=', permissionOf(entry))
    .execute();
  const [task, notice, party] = [said['task'], said['notice'], said['party']].map(textOf);
  if (!task || !party) return;
  const isNotice = said['kind'] === 'notice';
  const rows = [
    { task_id: task, kind: String(said['kind']), classes: said[isNotice ? 'keeps' : 'returns'] as string[] },
    ...(notice ? [{ task_id: notice, kind: 'notice', classes: said['keeps'] as string[] }] : []),
  ];
  await db
    .insertInto('consent.task')
    .values(
      rows.map(row => ({
        ...row,
        record_id: entry.recordId,
        party_id: party,
        reference: eb =>
          eb.selectFrom('access.record').select('reference').where('record_id', '=', entry.recordId),
        made_at: entry.at.toString(),
      })),
    )
    .execute();
};

/** Nobody is told to return anything: who saw it gave it back, or was told so by those who took it back. */
const close: Projection = async (db, entry) => {
  await db
    .updateTable('consent.permission')
    .set({ until_at: over })
    .where('permission_id', '=', permissionOf(entry))
    .execute();
};

const endIfNotUpheld: Projection = async (db, entry, pack) => {
  if (entry.payload.process?.['agrees'] !== true) await end(db, entry, pack);
};

/** Nothing rests on what was agreed to with an authority that reads by law: without a row here nothing ever can. */
const unlessByLaw =
  (project: Projection): Projection =>
  async (db, entry, pack) => {
    if (textOf(entry.payload.process?.['tells']) === null) await project(db, entry, pack);
  };

const permissionOf = ({ payload }: StoredEntry): string => String(payload.process?.['permission']);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const handOver: Projection = async (db, entry) => {
  const said = entry.payload.process ?? {};
  await db
    .insertInto('consent.outside_copy')
    .values({
      copy_id: String(said['handOver']),
      record_id: entry.recordId,
      permission_id: permissionOf(entry),
      classes: (said['classes'] ?? []) as string[],
      made_by: entry.actorId,
      made_at: entry.at.toString(),
    })
    .execute();
};

export const projections: readonly (readonly [string, Projection])[] = [
  ...endingProjections,
  ['consent-given', unlessByLaw(open)],
  ['consent-given', unlessByLaw(give)],
  ['override-asked', open],
  ['override-decided', decide],
  ['override-reviewed', endIfNotUpheld],
  ['consent-withdrawn', end],
  ['sharing-ended', close],
  ['copy-handed-over', handOver],
  ...waitingProjections,
  ...returnedProjections,
];

export const projectedTables = [
  'consent.permission',
  'consent.task',
  'consent.returned',
  'consent.outside_copy',
  'consent.waiting',
  'consent.hold',
] as const;
