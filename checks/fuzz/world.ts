import { type Kysely, sql } from 'kysely';
import type { Policy } from '../../platform/access/policy.ts';
import type { RecordFacts } from '../../platform/access/record.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Viewer } from '../../platform/work.ts';
import { type DraftHeld, draftHeld } from '../support/checked.ts';

/** A record as a superuser sees it: what it would take to ask well about it. */
export interface KnownRecord extends Omit<RecordFacts, 'relations'> {
  readonly related: readonly { readonly party: string; readonly relation: string }[];
  /** Teams and their purposes that hold the class `process`. */
  readonly holders: readonly string[];
  /** Of a case: where it stands, and on whose desk. */
  readonly state: string | null;
  readonly allocatedTo: string | null;
  readonly treatedAs: string | null;
  /** Files that stand, each with a copy. */
  readonly files: readonly string[];
  /** Of a draft: what the page before sending says that it shows. */
  readonly draft: DraftHeld | null;
  /** Steps of a draft that hold answers. */
  readonly steps: readonly string[];
  /** Of a hand-over with which a draft is shown: when that was saved last. */
  readonly seen: string | null;
  /** What opens what is sealed of it. */
  readonly seals: readonly string[];
  /** Consents and overrides, the newest first. */
  readonly permissions: readonly KnownPermission[];
  /** Copies that were handed over on consents that still hold. */
  readonly handedOver: readonly string[];
}

/** One draft in three is of somebody who does not agree to be referred. */
export const isRefuser = ({ recordId }: KnownRecord): boolean =>
  Number.parseInt(recordId.slice(-4), 16) % 3 === 0;

export interface KnownPermission {
  readonly seesNothing: boolean;
  readonly id: string;
  readonly kind: 'consent' | 'override';
  readonly party: string | null;
  readonly askedBy: string;
  readonly decidedBy: string | null;
  readonly isLive: boolean;
}

export interface World {
  readonly records: readonly KnownRecord[];
  readonly duties: readonly { readonly id: string; readonly team: string }[];
  /** Other systems that did not end: whose, who said yes, and their secrets. */
  readonly clients: readonly {
    readonly id: string;
    readonly organisation: string;
    readonly isWaiting: boolean;
    readonly saidYes: readonly string[];
    readonly secrets: readonly string[];
  }[];
  readonly teams: readonly { readonly id: string; readonly organisation: string; readonly purpose: string }[];
  /** Positions that somebody asked for: whose organisation, of whom, and who said yes. */
  readonly asked: readonly {
    readonly id: string;
    readonly organisation: string;
    readonly isWaiting: boolean;
    readonly closedTo: readonly string[];
  }[];
  /** Organisations that ask to take part, and who said their word. */
  readonly registrations: readonly { readonly id: string; readonly voters: readonly string[] }[];
  /** What a team has to return, and did not answer yet. */
  readonly tasks: readonly { readonly id: string; readonly team: string; readonly dataClass: string }[];
  readonly screenings: readonly { readonly id: string; readonly team: string }[];
  /** What was opened in an emergency. */
  readonly openings: readonly {
    readonly id: string;
    readonly recordId: string;
    readonly isReviewed: boolean;
  }[];
}

/** The newest records; older ones are of no use that these are not. */
export async function look(db: Kysely<Tables>): Promise<World> {
  const records = await sql<KnownRecord>`
    SELECT record.record_id AS "recordId", record.reference, record.stage, record.nation, record.version,
      record.pack_version AS "packVersion", item.state, item.allocated_to AS "allocatedTo", item.treated_as AS "treatedAs",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('party', party_id, 'relation', relation)), '[]')
        FROM (SELECT party_id, relation FROM access.relation WHERE relation.record_id = record.record_id
          UNION ALL SELECT person_id, 'on-duty' FROM organisations.duty
          UNION ALL SELECT person_id, 'by-glass' FROM oversight.opening
            WHERE opening.record_id = record.record_id AND until_at > now()) AS of) AS related,
      ARRAY(SELECT seal_id FROM seal.data_key WHERE data_key.record_id = record.record_id) AS seals,
      ARRAY(SELECT party_id || ' ' || purpose FROM access."grant" AS held
        WHERE held.record_id = record.record_id AND data_class = 'process'
          AND (until_at IS NULL OR until_at > now())) AS holders,
      ARRAY(SELECT file_id::text FROM files.file WHERE file.record_id = record.record_id AND copy = 'made'
        AND NOT EXISTS (SELECT 1 FROM ledger.payload_process AS gone JOIN ledger.entry AS ended USING (entry_id)
          WHERE ended.record_id = record.record_id AND ended.type = 'evidence-withdrawn' AND gone.body::jsonb->>'file' = file_id::text)) AS files,
      ${draftHeld} AS draft,
      ARRAY(SELECT DISTINCT step FROM referrals.draft_answer AS answer WHERE answer.record_id = record.record_id) AS steps,
      (SELECT to_char(draft.saved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM referrals.hand_over AS handed
        JOIN referrals.draft ON draft.record_id = handed.source_id
        WHERE handed.record_id = record.record_id AND handed.permission_id IS NOT NULL) AS seen,
      ARRAY(SELECT copy_id::text FROM consent.outside_copy JOIN consent.permission USING (permission_id)
        WHERE outside_copy.record_id = record.record_id AND until_at > now()) AS "handedOver",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', permission_id, 'kind', kind, 'party', party_id, 'askedBy', asked_by,
          'decidedBy', decided_by, 'isLive', until_at > now(), 'seesNothing', party_id IS NULL) ORDER BY permission_id DESC), '[]')
        FROM consent.permission WHERE permission.record_id = record.record_id) AS permissions
    FROM access.record LEFT JOIN decisions.queue_item AS item USING (record_id)
    ORDER BY record.record_id DESC LIMIT 250`.execute(db);
  const screenings = await sql<{ id: string; team: string }>`
    SELECT screening_id AS id, team_id AS team FROM identification.screening ORDER BY screening_id DESC LIMIT 50`.execute(
    db,
  );
  // Those that have begun are left alone: what is sealed is opened on them.
  const duties = await sql<{ id: string; team: string }>`
    SELECT duty_id AS id, team_id AS team FROM organisations.duty WHERE from_at > now() AND until_at > from_at LIMIT 50`.execute(
    db,
  );
  const asked = await sql<World['asked'][number]>`
    SELECT position_id AS id, organisation_id AS organisation, NOT organisations.is_approved(position_id) AS "isWaiting",
      ARRAY(SELECT approver_id::text FROM organisations.approval WHERE approval.position_id = position.position_id)
        || person_id::text AS "closedTo"
    FROM organisations.position JOIN organisations.team USING (team_id)
    WHERE asked_by IS NOT NULL AND until_at IS NULL ORDER BY from_at DESC LIMIT 50`.execute(db);
  const tasks = await sql<World['tasks'][number]>`
    SELECT task.task_id AS id, task.party_id AS team, min(class) AS "dataClass"
    FROM consent.task CROSS JOIN unnest(task.classes) AS class
    WHERE task.kind <> 'notice' AND task.made_at <= now() AND NOT EXISTS (SELECT 1 FROM consent.returned
      WHERE returned.task_id = task.task_id AND class = ANY (returned.classes))
    GROUP BY task.task_id, task.party_id, task.made_at ORDER BY task.made_at DESC LIMIT 50`.execute(db);
  const registrations = await sql<World['registrations'][number]>`
    SELECT registration_id AS id, ARRAY(SELECT voter_id::text FROM organisations.registration_vote vote
      WHERE vote.registration_id = registration.registration_id) AS voters
    FROM organisations.registration WHERE verified_at IS NOT NULL AND ended_at IS NULL ORDER BY verified_at DESC LIMIT 20`.execute(
    db,
  );
  const clients = await sql<World['clients'][number]>`
    SELECT client_id AS id, organisation_id AS organisation, NOT organisations.is_client_approved(client_id) AS "isWaiting",
      ARRAY(SELECT approver_id::text FROM organisations.client_approval a WHERE a.client_id = client.client_id) AS "saidYes",
      ARRAY(SELECT secret_id::text FROM organisations.client_secret s
        WHERE s.client_id = client.client_id AND s.ended_at IS NULL) AS secrets
    FROM organisations.client JOIN organisations.team USING (team_id)
    WHERE ended_at IS NULL ORDER BY asked_at DESC LIMIT 50`.execute(db);
  const teams = await sql<World['teams'][number]>`
    SELECT team_id AS id, organisation_id AS organisation, purpose FROM organisations.team LIMIT 500`.execute(
    db,
  );
  const openings = await sql<World['openings'][number]>`
    SELECT opening_id AS id, record_id AS "recordId", EXISTS (SELECT 1 FROM oversight.review
      WHERE review.opening_id = opening.opening_id) AS "isReviewed"
    FROM oversight.opening ORDER BY opened_at DESC LIMIT 50`.execute(db);
  return {
    clients: clients.rows,
    teams: teams.rows,
    openings: openings.rows,
    registrations: registrations.rows,
    tasks: tasks.rows,
    records: records.rows,
    asked: asked.rows,
    screenings: screenings.rows,
    duties: duties.rows,
  };
}

export interface Choosing {
  readonly fit?: (record: KnownRecord) => boolean;
  /** The greatest comes first. */
  readonly rank?: ((record: KnownRecord) => number) | undefined;
}

/** A record that the viewer sees, that policy lets them act on in this way, and that is `fit`; the search begins anywhere. */
export function findRecord(
  { records }: World,
  from: number,
  { policy, viewer, action }: { readonly policy: Policy; readonly viewer: Viewer; readonly action: string },
  { fit = () => true, rank }: Choosing = {},
): KnownRecord | undefined {
  const seen = ({ holders }: KnownRecord) =>
    [viewer.team.id, viewer.personId].some(party => holders.includes(`${party} ${viewer.purpose}`));
  const relations = ({ related }: KnownRecord) =>
    related
      .filter(({ party }) => party === viewer.personId || party === viewer.team.id)
      .map(each => each.relation);
  const turned = [...records.slice(from), ...records.slice(0, from)];
  const ordered = rank ? turned.toSorted((one, other) => rank(other) - rank(one)) : turned;
  return ordered.find(
    record =>
      seen(record) && fit(record) && policy.may(viewer, action, { ...record, relations: relations(record) }),
  );
}
