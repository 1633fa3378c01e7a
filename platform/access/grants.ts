import type { Projection } from '../ledger/projections.ts';
import type { Pack } from '../pack/pack.ts';
import type { JsonObject } from '../pure/json.ts';

/**
 * Gives the grants that the pack's rules name for an entry. The entry says who the parties are, by the pack's words
 * (`referrer`, `authority`, …), in `process.parties`; a party that the entry does not name gets nothing.
 */
export const giveGrants: Projection = async (db, entry, pack) => {
  const parties = (entry.payload.process?.['parties'] ?? {}) as JsonObject;
  const rows = pack.grants
    .filter(rule => rule.on === entry.type)
    .flatMap(rule => {
      const party = parties[rule.to];
      if (typeof party !== 'string') return [];
      return rule.classes.map(dataClass => ({
        record_id: entry.recordId,
        party_id: party,
        data_class: dataClass,
        purpose: rule.purpose,
        basis: rule.basis,
        given_by: entry.actorId,
        given_at: entry.at.toString(),
      }));
    });
  if (rows.length > 0) await db.insertInto('access.grant').values(rows).execute();
};

/** The entry types for which the pack gives grants. */
export const grantingTypes = (pack: Pack): ReadonlySet<string> => new Set(pack.grants.map(rule => rule.on));
