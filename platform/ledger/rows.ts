import { sql } from 'kysely';

/** Selects from `ledger.entry` what `EntryRow` holds: the very values that are hashed. */
export const entryRowColumns = sql`
  entry.entry_id AS "entryId", entry.record_id AS "recordId", entry.version, entry.kind, entry.type,
  to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
  entry.actor_id AS "actorId", entry.organisation_id AS "organisationId", entry.team_id AS "teamId", entry.purpose,
  entry.digests, entry.epoch, entry.xid::text AS xid, entry.position`;
