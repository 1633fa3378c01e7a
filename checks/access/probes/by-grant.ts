/** What every table that is protected by grants must answer, whichever it is. */
import { type RawBuilder, sql } from 'kysely';
import type { DataClass } from '../../../platform/pure/classes.ts';
import type { Fixture, Parties, Party } from './fixture.ts';
import type { Came, Probe } from './probe.ts';

export interface Protected {
  readonly table: string;
  readonly of: DataClass;
  readonly parties: (fixture: Fixture) => Parties;
  /** No grants by team: the row names the one team that sees it. */
  readonly ofTeam?: boolean;
  /** The record whose row is looked for, where it is not `here`; and the policy by which it is seen. */
  readonly record?: (fixture: Fixture) => string;
  readonly seenBy?: string;
  readonly select?: boolean;
  readonly insert?: (fixture: Fixture, as: Party) => RawBuilder<unknown>;
  /** Without a WHERE, so that no other policy helps. */
  readonly update?: RawBuilder<unknown>;
  readonly delete?: boolean;
  /** What comes of an update by who watches over the use of records, where it is not nothing. */
  readonly watched?: Came;
}

type Doing = 'select' | 'insert' | 'update' | 'delete';
const no: Readonly<Record<Doing, Came>> = {
  select: 'none',
  insert: 'refused',
  update: 'none',
  delete: 'none',
};

export function probesOf(table: Protected): readonly Probe[] {
  const statements: readonly (readonly [Doing, (fixture: Fixture, as: Party) => RawBuilder<unknown>])[] = [
    ...(table.select === false
      ? []
      : ([
          [
            'select',
            (fixture: Fixture) =>
              sql`SELECT 1 FROM ${sql.table(table.table)} WHERE record_id = ${table.record?.(fixture) ?? fixture.here}`,
          ],
        ] as const)),
    ...(table.insert ? ([['insert', table.insert]] as const) : []),
    ...(table.update ? ([['update', () => table.update ?? sql``]] as const) : []),
    ...(table.delete ? ([['delete', () => sql`DELETE FROM ${sql.table(table.table)}`]] as const) : []),
  ];
  return statements.flatMap(([doing, does]) => asEverybody(table, doing, does));
}

function asEverybody(
  table: Protected,
  doing: Doing,
  does: (fixture: Fixture, as: Party) => RawBuilder<unknown>,
): readonly Probe[] {
  const probe = (name: string, expect: Came, who: (fixture: Fixture) => Party): Probe => ({
    policy: `${table.table} ${doing === 'select' ? (table.seenBy ?? doing) : doing}`,
    name,
    expect,
    steps: fixture => [{ as: who(fixture), does: does(fixture, who(fixture)) }],
  });
  const of = table.parties;
  return [
    probe('who holds a grant may', 'rows', fixture => of(fixture).holder),
    probe('who holds one until tomorrow may', 'rows', fixture => of(fixture).untilTomorrow),
    ...(table.ofTeam ? [] : [probe('whose team holds one may', 'rows', fixture => of(fixture).byTeam)]),
    probe('who holds it for another purpose may not', no[doing], fixture => of(fixture).sideways),
    probe('whose grant has lapsed may not', no[doing], fixture => of(fixture).lapsed),
    probe('whose grant was closed may not', no[doing], fixture => of(fixture).closed),
    probe('who holds another record may not', no[doing], fixture => of(fixture).elsewhere),
    probe('who holds nothing may not', no[doing], fixture => of(fixture).stranger),
    probe('who holds every other class may not', no[doing], fixture => of(fixture).without[table.of]),
    probe('nobody may not', no[doing], fixture => fixture.nobody),
    ...(doing === 'select'
      ? []
      : [
          doing === 'update' && table.watched
            ? probe('who watches over the use of records', table.watched, fixture => fixture.watcher)
            : probe('who watches over the use of records may not', no[doing], fixture => fixture.watcher),
        ]),
  ];
}
