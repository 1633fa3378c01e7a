import type { Kysely } from 'kysely';
import { type NewOrganisation, saveOrganisation } from '../../contexts/organisations/public.ts';
import { asService } from '../../platform/db/transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Viewer } from '../../platform/work.ts';
import { clock } from '../clock.ts';
import type { Demonstration } from './definition.ts';

export const openOrganisations = ({ organisations }: Demonstration): readonly NewOrganisation[] =>
  organisations.map(({ name, authority, firstResponder, recipients, domains, teams }) => ({
    organisationId: clock.newId(),
    name,
    authority: authority ?? null,
    firstResponder,
    recipients,
    domains,
    demonstration: true,
    teams: teams.map(team => ({
      teamId: clock.newId(),
      name: team.name,
      purpose: team.purpose,
      takesHandOvers: team.takesHandOvers,
      people: team.people.map(person => ({ personId: clock.newId(), ...person })),
    })),
  }));

export const saveOrganisations = (
  database: Kysely<Tables>,
  organisations: readonly NewOrganisation[],
): Promise<void> =>
  asService(database, 'directory', async db => {
    for (const organisation of organisations) await saveOrganisation(db, organisation, clock.now());
  });

/** Everybody as they sign in. */
export const viewersOf = (
  organisations: readonly NewOrganisation[],
): readonly (Viewer & { readonly email: string })[] =>
  organisations.flatMap(organisation =>
    organisation.teams.flatMap(team =>
      team.people.map(({ personId, name, role, email }) => ({
        personId,
        name,
        role,
        email,
        organisation: { id: organisation.organisationId, name: organisation.name },
        team: { id: team.teamId, name: team.name },
        purpose: team.purpose,
      })),
    ),
  );

/** One line a person, to be printed. */
export const signInLines = ({ organisations }: Demonstration): readonly string[] =>
  organisations.flatMap(({ name, teams }) =>
    teams.flatMap(({ people }) =>
      people.map(
        person => `${person.role.replaceAll('-', ' ').padEnd(24)} ${person.email.padEnd(40)} ${name}`,
      ),
    ),
  );
