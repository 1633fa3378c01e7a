import type { Work } from '../../platform/work.ts';

/** Whom to turn to where the form names nobody, and what the rules of safe contact go by. */
export function contactGiven({ pack, now, today, viewer, newId }: Work) {
  const { team, organisation, personId } = viewer;
  const given = { pack, now, today, newId, by: personId, team: team.id, held: [] };
  return [`${organisation.name}, ${team.name}`, given] as const;
}
