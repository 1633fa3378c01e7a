/** Who asks the database, and what each holds of it. */
import { randomUUID } from 'node:crypto';
import { dataClasses, type DataClass, type Purpose } from '../../../platform/pure/classes.ts';

/** What a session tells row-level security; empty where it says nothing. */
export interface Party {
  readonly person: string;
  readonly team: string;
  readonly organisation: string;
  readonly purpose: Purpose | '';
  readonly service: string;
}

export const party = (purpose: Party['purpose'], more: Partial<Party> = {}): Party => ({
  person: randomUUID(),
  team: randomUUID(),
  organisation: randomUUID(),
  purpose,
  service: '',
  ...more,
});

/** Everybody who matters to a table that is protected by grants of one purpose. Grants are the person's own. */
export interface Parties {
  readonly holder: Party;
  readonly untilTomorrow: Party;
  /** Holds by the team. */
  readonly byTeam: Party;
  readonly lapsed: Party;
  readonly closed: Party;
  /** Acts for the purpose, with grants for another. */
  readonly sideways: Party;
  /** Grants of another record. */
  readonly elsewhere: Party;
  readonly stranger: Party;
  /** Everything but one class. */
  readonly without: Readonly<Record<DataClass, Party>>;
  readonly only: Readonly<Record<DataClass, Party>>;
}

const perClass = (make: () => Party): Readonly<Record<DataClass, Party>> =>
  Object.fromEntries(dataClasses.map(name => [name, make()])) as Record<DataClass, Party>;

export function parties(purpose: Purpose, team?: string): Parties {
  const one = () => party(purpose, team === undefined ? {} : { team });
  return {
    holder: one(),
    untilTomorrow: one(),
    byTeam: party(purpose),
    lapsed: one(),
    closed: one(),
    sideways: one(),
    elsewhere: one(),
    stranger: one(),
    without: perClass(one),
    only: perClass(one),
  };
}
