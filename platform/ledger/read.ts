import { sql } from 'kysely';
import { payloadClasses } from '../pure/classes.ts';
import type { JsonObject } from '../pure/json.ts';
import { type Instant, Temporal } from '../pure/time.ts';
import type { Work } from '../work.ts';
import type { StoredEntry } from './entry.ts';

interface EntryColumns {
  readonly entry_id: string;
  readonly version: number | null;
  readonly type: string;
  readonly at: string;
  readonly actor_id: string;
  readonly organisation_id: string;
  readonly team_id: string;
  readonly purpose: string;
}
type ChangeRow = EntryColumns & { readonly [payload: `payload_${string}`]: string | null };
type TrailRow = EntryColumns & {
  readonly kind: 'change' | 'sight';
  readonly position: number;
  readonly body: string | null;
};

/** What was known: changes no later than an instant, or than a version. */
export interface Until {
  readonly asOf?: Instant;
  readonly through?: number;
}

/**
 * A record's changes in order, with the payloads that the viewer's grants show today: none where the viewer may not
 * see the record, exactly as where it does not exist.
 */
export async function listEntries(work: Work, recordId: string, until: Until = {}): Promise<StoredEntry[]> {
  const asOf = until.asOf?.toString() ?? null;
  const found = await sql<ChangeRow>`
    SELECT * FROM ledger.changes(${recordId}::uuid, ${asOf}::timestamptz, ${until.through ?? null}::integer)
  `.execute(work.db);
  return found.rows.map(row => ({ ...entryOf(row, recordId), kind: 'change', payload: payloadOf(row) }));
}

/** Who saw and did what on a record, newest first, for holders of `trail`. `next` continues where the page ended. */
export async function listTrail(
  work: Work,
  recordId: string,
  page: {
    readonly before?: number | undefined;
    readonly limit?: number;
    readonly kind?: StoredEntry['kind'] | undefined;
  } = {},
): Promise<{ readonly entries: StoredEntry[]; readonly next: number | undefined }> {
  const limit = page.limit ?? 50;
  const found = await sql<TrailRow>`
    SELECT entry_id, version, kind, type, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
      actor_id, organisation_id, team_id, purpose, position,
      CASE kind
        WHEN 'sight' THEN (SELECT body FROM ledger.payload_trail AS held WHERE held.entry_id = entry.entry_id)
        ELSE coalesce(
          (SELECT body FROM ledger.payload_process AS held WHERE held.entry_id = entry.entry_id),
          (SELECT body FROM ledger.payload_trail AS held WHERE held.entry_id = entry.entry_id))
      END AS body
    FROM ledger.entry
    WHERE record_id = ${recordId} AND position < ${page.before ?? Number.MAX_SAFE_INTEGER}
      AND (${page.kind ?? null}::text IS NULL OR kind = ${page.kind ?? null})
    ORDER BY position DESC LIMIT ${limit + 1}
  `.execute(work.db);
  const rows = found.rows.slice(0, limit);
  const entries = rows.map(row => ({
    ...entryOf(row, recordId),
    kind: row.kind,
    payload: row.body === null ? {} : { process: parseBody(row.body) },
  }));
  return { entries, next: found.rows.length > limit ? rows.at(-1)?.position : undefined };
}

function entryOf(row: EntryColumns, recordId: string) {
  return {
    entryId: row.entry_id,
    recordId,
    version: row.version,
    type: row.type,
    at: Temporal.Instant.from(row.at),
    actorId: row.actor_id,
    organisationId: row.organisation_id,
    teamId: row.team_id,
    purpose: row.purpose,
  };
}

function payloadOf(row: ChangeRow): StoredEntry['payload'] {
  const seen = payloadClasses.flatMap(name => {
    const body = row[`payload_${name.replaceAll('-', '_')}`];
    return typeof body === 'string' ? [[name, parseBody(body)] as const] : [];
  });
  return Object.fromEntries(seen);
}

/** Bodies are written by `bodyOf` alone, from objects. */
export const parseBody = (body: string): JsonObject => JSON.parse(body) as JsonObject;
