import { sql } from 'kysely';
import type { DataClass } from '../pure/classes.ts';

/** Selects from `ledger.entry` what `EntryRow` holds: the very values that are hashed. */
export const entryRowColumns = sql`
  entry.entry_id AS "entryId", entry.record_id AS "recordId", entry.version, entry.kind, entry.type,
  to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
  entry.actor_id AS "actorId", entry.organisation_id AS "organisationId", entry.team_id AS "teamId", entry.purpose,
  CASE jsonb_typeof(entry.digests) WHEN 'object' THEN entry.digests ELSE '{}' END AS digests, entry.epoch, entry.xid::text AS xid, entry.position`;

/** The table of a class; `trail` holds what sights say of themselves. */
export const payloadTable = (dataClass: DataClass) =>
  sql.table(`ledger.payload_${dataClass.replaceAll('-', '_')}`);
