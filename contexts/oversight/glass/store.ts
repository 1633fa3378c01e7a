/** Openings, as the database takes them: under the service `glass`, of the one record that the transaction names. */
import { sql } from 'kysely';
import { z } from 'zod';
import { findRecord } from '../../../platform/access/permit.ts';
import type { RecordFacts } from '../../../platform/access/record.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Projection } from '../../../platform/ledger/projections.ts';
import type { Work } from '../../../platform/work.ts';
import type { Opening, Tried } from './rules.ts';

/** Counts what the account tried, and lets nobody else of it try until this transaction ends. */
export async function countTries(
  work: Work,
  hours: number,
): Promise<Tried & { readonly account: string; readonly isTold: boolean }> {
  const { account } = await work.db
    .selectFrom('organisations.person')
    .select(eb => eb.fn<string>('lower', ['email']).as('account'))
    .where('person_id', '=', work.viewer.personId)
    .executeTakeFirstOrThrow();
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`glass ${account}`}, 0))`.execute(work.db);
  const { rows } = await sql<{ opened: number; nothing: number; told: number }>`
    SELECT count(*) FILTER (WHERE outcome = 'opened')::integer AS opened,
      count(*) FILTER (WHERE outcome <> 'opened')::integer AS nothing,
      count(*) FILTER (WHERE outcome = 'too-many')::integer AS told
    FROM oversight.attempt WHERE account = ${account} AND at > now() - make_interval(hours => ${hours})`.execute(
    work.db,
  );
  const { opened = 0, nothing = 0, told = 0 } = rows[0] ?? {};
  return { account, opened, nothing, isTold: told > 0 };
}

export async function saveTry(
  work: Work,
  account: string,
  outcome: 'opened' | 'nothing' | 'too-many',
  openingId: string | null = null,
): Promise<void> {
  await work.db
    .insertInto('oversight.attempt')
    .values({
      attempt_id: work.newId(),
      person_id: work.viewer.personId,
      account,
      organisation_id: work.viewer.organisation.id,
      outcome,
      opening_id: openingId,
    })
    .execute();
}

/** For the officers of the viewer's organisation: that a count is full. */
export async function saveAlert({ db, viewer, newId }: Work): Promise<void> {
  const { personId, name, role, organisation, team } = viewer;
  await db
    .insertInto('oversight.alert')
    .values({
      alert_id: newId(),
      organisation_id: organisation.id,
      person_id: personId,
      told_of: JSON.stringify({ name, role, organisation: organisation.name, team: team.name }),
      rule: 'too-many',
    })
    .execute();
}

/** Runs `act` while the database shows the record with this reference, and no other, to this transaction. */
export async function underGlass<T>(
  { db }: Pick<Work, 'db'>,
  reference: string,
  act: () => Promise<T>,
): Promise<T> {
  const set = (service: string, named: string) =>
    sql`SELECT set_config('nrm.service', ${service}, true), set_config('nrm.reference', ${named}, true),
      set_config('nrm.record', '', true)`.execute(db);
  await set('glass', reference);
  // Where `act` throws, the transaction is over, and what was set with it.
  const done = await act();
  await set('', '');
  return done;
}

/** The one record, what the viewer is to it, and the teams that hold it on a ground of law. */
export async function findClosed(
  work: Work,
  reference: string,
): Promise<{ readonly record: RecordFacts; readonly holders: readonly Holder[] } | undefined> {
  await sql`SELECT set_config('nrm.record', coalesce(
    (SELECT record_id::text FROM access.record WHERE reference = ${reference}), ''), true)`.execute(work.db);
  const record = await findRecord(work, reference);
  if (!record) return undefined;
  const { rows } = await sql<Holder>`
    SELECT DISTINCT party_id AS team, purpose FROM access."grant"
    WHERE record_id = ${record.recordId} AND data_class = 'process' AND rests_on IS NULL AND opening_id IS NULL
      AND closed_at IS NULL AND (until_at IS NULL OR until_at > now()) ORDER BY 1, 2`.execute(work.db);
  return { record, holders: rows };
}
export interface Holder {
  readonly team: string;
  readonly purpose: string;
}

interface Written {
  readonly recordId: string;
  readonly version: number;
  readonly personId: string;
  readonly purpose: string;
  readonly at: string;
  readonly by: unknown;
}

/** The opening and its grants, where they are not there yet: written before the entry that they let be written. */
export async function keepOpening(db: Work['db'], said: Opening, of: Written): Promise<void> {
  await sql`
    INSERT INTO oversight.opening (opening_id, record_id, version, person_id, seen_as, classes, reason, opened_at, opened_by,
      review_due, until_at, lasts_until)
    SELECT ${said.opening}::uuid, ${of.recordId}::uuid, ${of.version}::integer, ${of.personId}::uuid, ${of.purpose}::text,
      ${[...said.classes]}::text[], ${said.reason}::text, ${of.at}::timestamptz, ${JSON.stringify(of.by)}::jsonb,
      ${said.reviewDue}::timestamptz, ${said.until}::timestamptz, ${said.until}::timestamptz
    WHERE NOT EXISTS (SELECT 1 FROM oversight.opening WHERE opening_id = ${said.opening})`.execute(db);
  await sql`
    INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at, until_at, opening_id)
    SELECT record_id, person_id, class, seen_as, 'break-glass', person_id, opened_at, until_at, opening_id
    FROM oversight.opening CROSS JOIN unnest(classes) AS class
    WHERE opening_id = ${said.opening}
      AND NOT EXISTS (SELECT 1 FROM access."grant" WHERE opening_id = ${said.opening})`.execute(db);
}

const saidOf = z.object({
  opening: z.string(),
  reason: z.string(),
  classes: z.array(z.string()),
  until: z.string(),
  reviewDue: z.string(),
  by: z.record(z.string(), z.string()),
});

const open: Projection = async (db, entry) => {
  const { by, ...said } = saidOf.parse(entry.payload.process);
  const { recordId, version, actorId: personId, purpose } = entry;
  const at = entry.at.toString();
  // The classes were read from the pack when it was written.
  await keepOpening(db, said as unknown as Opening, {
    recordId,
    version: version ?? 0,
    personId,
    purpose,
    at,
    by,
  });
};

/** Its grants end with it, by their foreign key. */
const end: Projection = async (db, entry) => {
  await db
    .updateTable('oversight.opening')
    .set({ until_at: sql<Date>`'-infinity'::timestamptz`, ended_at: entry.at.toString() })
    .where('opening_id', '=', openingOf(entry))
    .where('ended_at', 'is', null)
    .execute();
};

const review: Projection = async (db, entry, pack) => {
  const { outcome, ends, by } = entry.payload.process ?? {};
  await db
    .insertInto('oversight.review')
    .values({
      opening_id: openingOf(entry),
      record_id: entry.recordId,
      version: entry.version ?? 0,
      outcome: String(outcome),
      reviewed_at: entry.at.toString(),
      reviewed_by: JSON.stringify(by),
    })
    .execute();
  if (ends === true) await end(db, entry, pack);
};

const openingOf = ({ payload }: StoredEntry): string => String(payload.process?.['opening']);

export const projections: readonly (readonly [string, Projection])[] = [
  ['opened-by-glass', open],
  ['glass-ended', end],
  ['opening-reviewed', review],
];
export const projectedTables = ['oversight.opening', 'oversight.review'] as const;
