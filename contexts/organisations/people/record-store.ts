/** The organisation's own record, in which what happens to its people and teams is written down. */
import { sql } from 'kysely';
import { openRecord } from '../../../platform/access/open.ts';
import { append, type RecordAt } from '../../../platform/ledger/append.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import type { Work } from '../../../platform/work.ts';
import { findTakingPart } from '../queries.ts';

/** Opened with the first that is written down, for every team that looks after accounts; and for those made since. */
export async function appendToOrganisation(work: Work, entries: readonly Entry[]): Promise<void> {
  const { record, before } = await holdRecord(work);
  await append(work, record, [...before, ...entries]);
}

interface Held {
  readonly record: RecordAt;
  readonly before: readonly Entry[];
}

async function holdRecord(work: Work): Promise<Held> {
  const { rows } = await sql<{ record_id: string | null }>`
    SELECT record_id FROM organisations.organisation WHERE organisation_id = ${work.viewer.organisation.id} FOR NO KEY UPDATE`.execute(
    work.db,
  );
  const administrators = await listAdministrators(work);
  const known = rows[0]?.record_id;
  if (typeof known === 'string') return share(work, known, administrators);
  const opened = await openRecord(work, work.pack.organisationPrefix);
  await work.db
    .updateTable('organisations.organisation')
    .set({ record_id: opened.recordId })
    .where('organisation_id', '=', work.viewer.organisation.id)
    .execute();
  const { watchesReferrer } = await findTakingPart(work);
  const parties = {
    administrators,
    ...(watchesReferrer !== undefined && { 'data-protection': watchesReferrer }),
  };
  return {
    record: opened,
    before: [{ type: 'organisation-record-opened', payload: { process: { parties } } }],
  };
}

/** Whoever holds the record gives it to the teams that look after accounts and were made since: each of them once. */
async function share(work: Work, recordId: string, administrators: readonly string[]): Promise<Held> {
  const { version } = await work.db
    .selectFrom('access.record')
    .select('version')
    .where('record_id', '=', recordId)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ team: string }>`
    SELECT jsonb_array_elements_text(
      CASE jsonb_typeof(given) WHEN 'array' THEN given ELSE jsonb_build_array(given) END) AS team
    FROM ledger.entry JOIN ledger.payload_process AS said USING (entry_id),
      LATERAL (SELECT said.body::jsonb #> '{parties,administrators}' AS given) AS of
    WHERE entry.record_id = ${recordId} AND given IS NOT NULL
      AND entry.type IN ('organisation-record-opened', 'organisation-record-shared')`.execute(work.db);
  const without = administrators.filter(id => !rows.some(({ team }) => team === id));
  const shared: Entry = {
    type: 'organisation-record-shared',
    payload: { process: { parties: { administrators: without } } },
  };
  return { record: { recordId, version }, before: without.length > 0 ? [shared] : [] };
}

async function listAdministrators({ db, viewer }: Work): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('organisations.team')
    .select('team_id')
    .where('organisation_id', '=', viewer.organisation.id)
    .where('purpose', '=', 'administration')
    .orderBy('team_id')
    .execute();
  return rows.map(({ team_id }) => team_id);
}
