import { sql } from 'kysely';
import type { Projection } from '../ledger/projections.ts';
import type { Pack } from '../pack/pack.ts';
import type { JsonObject } from '../pure/json.ts';

/**
 * Gives the grants that the pack's rules name for an entry. The entry says who the parties are, by the pack's words
 * (`referrer`, `authority`, …), in `process.parties`; a party that the entry does not name gets nothing.
 */
export const giveGrants: Projection = async (db, entry, pack) => {
  const parties = (entry.payload.process?.['parties'] ?? {}) as JsonObject;
  const given = pack.grants
    .filter(rule => rule.on === entry.type)
    .flatMap(rule => {
      const party = parties[rule.to];
      if (typeof party !== 'string') return [];
      return rule.classes.map(dataClass => ({ party, dataClass, purpose: rule.purpose, basis: rule.basis }));
    });
  if (given.length === 0) return;
  const each = <K extends keyof (typeof given)[number]>(name: K) => given.map(grant => grant[name]);
  // One statement, whatever the number of grants, so that it is prepared once (platform/db/prepare.ts).
  await sql`
    INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at)
    SELECT ${entry.recordId}::uuid, given.party, given.class, given.purpose, given.basis, ${entry.actorId}::uuid,
      ${entry.at.toString()}::timestamptz
    FROM unnest(${each('party')}::uuid[], ${each('dataClass')}::text[], ${each('purpose')}::text[], ${each('basis')}::text[])
      AS given (party, class, purpose, basis)`.execute(db);
};

/** The entry types for which the pack gives grants. */
export const grantingTypes = (pack: Pack): ReadonlySet<string> => new Set(pack.grants.map(rule => rule.on));
