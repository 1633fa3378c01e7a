/** Something sealed in a draft and in what was sent, and those who are on duty. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture, Party } from './fixture.ts';
import { everyone, grants, sealed } from './given.ts';

export const dataKey = (recordId: string): RawBuilder<unknown> =>
  sql`INSERT INTO seal.data_key (seal_id, record_id, field, data_class, key_id, wrapped)
    VALUES (${randomUUID()}, ${recordId}, 'place.address', 'location', 'k', ${sealed})`;

/** Something sealed in a draft and in what was sent; everybody who decides is on duty for their team, but for one. */
export function sealedRows({
  here,
  sent,
  nowhere,
  decide,
  refer,
  offDuty,
  apart,
}: Fixture): readonly RawBuilder<unknown>[] {
  const onDuty = [...everyone(decide), decide.byTeam, ...Object.values(decide.only)];
  const all = [...onDuty, offDuty];
  const teams = [...new Set(all.map(each => each.team))];
  const third = randomUUID();
  const { lapsed, closed, sideways, elsewhere } = apart;
  return [
    ...Object.values(apart).map(each => grants(here, each.person, each.purpose, { classes: ['process'] })),
    grants(here, lapsed.person, 'referral', { classes: ['location'], until: sql`now() - interval '1 hour'` }),
    grants(here, closed.person, 'referral', { classes: ['location'], closed: sql`now()` }),
    grants(here, sideways.person, 'administration', { classes: ['location'] }),
    grants(nowhere, elsewhere.person, 'referral', { classes: ['location'] }),
    sql`INSERT INTO organisations.organisation (organisation_id, name, opened_at) VALUES (${third}, 'Third', now())`,
    dataKey(here),
    dataKey(sent),
    grants(sent, offDuty.person, offDuty.purpose),
    grants(here, offDuty.person, offDuty.purpose),
    ...teams.map(
      team => sql`INSERT INTO organisations.team (team_id, organisation_id, name, purpose)
        SELECT ${team}, ${refer.holder.organisation}, 'Duty', 'identification-decision'`,
    ),
    ...onDuty.map(
      ({ person }) =>
        sql`INSERT INTO organisations.person (person_id, organisation_id, name, email) VALUES (${person}, ${third}, 'Bo', 'bo@example.example')`,
    ),
    ...onDuty.map(each => duty(each)),
  ];
}

export const duty = ({ team, person }: Party, by = person): RawBuilder<unknown> =>
  sql`INSERT INTO organisations.duty (duty_id, team_id, person_id, from_at, until_at, set_by, set_at)
    VALUES (${randomUUID()}, ${team}, ${person}, now() - interval '1 hour', now() + interval '1 hour', ${by || null}, now())`;
