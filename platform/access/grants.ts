import { sql } from 'kysely';
import { inMany } from '../ledger/projections.ts';
import type { Pack } from '../pack/pack.ts';
import type { JsonObject } from '../pure/json.ts';

/**
 * Gives the grants that the pack's rules name for an entry. The entry says who the parties are, by the pack's words
 * (`referrer`, `authority`, …), in `process.parties`, one or several; a party that the entry does not name gets nothing.
 */
export const giveGrants = inMany(async (db, entries, pack) => {
  const given = entries.flatMap(entry => {
    const parties = (entry.payload.process?.['parties'] ?? {}) as JsonObject;
    return pack.grants
      .filter(rule => rule.on === entry.type)
      .flatMap(rule => {
        const named = [parties[rule.to] ?? []].flat().filter(party => typeof party === 'string');
        const { recordId, actorId } = entry;
        const of = { recordId, actorId, at: entry.at.toString() };
        return named.flatMap(party =>
          rule.classes.map(dataClass => ({
            ...of,
            party,
            dataClass,
            purpose: rule.purpose,
            basis: rule.basis,
          })),
        );
      });
  });
  if (given.length === 0) return;
  const each = <K extends keyof (typeof given)[number]>(name: K) => given.map(grant => grant[name]);
  // One statement, whatever the number of grants, so that it is prepared once (platform/db/prepare.ts).
  await sql`
    INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at)
    SELECT given.record, given.party, given.class, given.purpose, given.basis, given.actor, given.at
    FROM unnest(${each('recordId')}::uuid[], ${each('party')}::uuid[], ${each('dataClass')}::text[], ${each('purpose')}::text[],
      ${each('basis')}::text[], ${each('actorId')}::uuid[], ${each('at')}::timestamptz[])
      AS given (record, party, class, purpose, basis, actor, at)`.execute(db);
});

/** The entry types for which the pack gives grants. */
export const grantingTypes = (pack: Pack): ReadonlySet<string> => new Set(pack.grants.map(rule => rule.on));
