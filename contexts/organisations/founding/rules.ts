/** Who may found: enough people, of enough organisations, each with an address of their own organisation alone. */
import { isOfDomain } from '../people/rules.ts';
import type { FoundedOrganisation } from './model.ts';

export const organisationsNeeded = 2;
export const foundersNeeded = 3;
/** So long a founding is open, and a link that was sent works. */
export const foundingDays = 14;
export const linkDays = 3;
/** After opening a link; who needs longer is sent another. */
export const sittingMinutes = 60;

/** Where in the file, and what is wrong there. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

interface Given {
  readonly authorities: readonly string[];
  readonly firstResponders: readonly string[];
  readonly recipients: readonly string[];
}

export function faultsIn(organisations: readonly FoundedOrganisation[], given: Given): readonly Fault[] {
  const everybody = organisations.flatMap(({ administrators }) => administrators);
  const few = [
    ...(organisations.length < organisationsNeeded
      ? [
          `must name at least ${organisationsNeeded} organisations: people of one alone cannot let each other in`,
        ]
      : []),
    ...(everybody.length < foundersNeeded
      ? [`must name at least ${foundersNeeded} administrators in all: two others have to confirm each`]
      : []),
  ];
  return [
    ...few.map(message => ({ path: 'organisations', message })),
    ...organisations.flatMap((each, at) => faultsOf(each, `organisations.${at}`, organisations, given)),
    ...repeated(organisations),
  ];
}

function faultsOf(
  { authority, firstResponder, recipients = [], domains, teams, administrators }: FoundedOrganisation,
  path: string,
  all: readonly FoundedOrganisation[],
  given: Given,
): readonly Fault[] {
  const others = all.filter(each => each.domains !== domains).flatMap(each => each.domains);
  const own = teams.filter(({ purpose }) => purpose === 'administration').map(({ name }) => name);
  return [
    ...unknown(`${path}.authority`, authority, given.authorities),
    ...unknown(`${path}.firstResponder`, firstResponder, given.firstResponders),
    ...recipients.flatMap((code, at) => unknown(`${path}.recipients.${at}`, code, given.recipients)),
    ...(own.length === 0
      ? [{ path: `${path}.teams`, message: 'must have a team of the purpose "administration"' }]
      : []),
    ...domains.flatMap((domain, at) =>
      others.some(other => isOfDomain(`a@${domain}`, other))
        ? [{ path: `${path}.domains.${at}`, message: 'is, or is part of, a domain of another organisation' }]
        : [],
    ),
    ...administrators.flatMap(({ email, team }, at) => [
      ...(domains.some(domain => isOfDomain(email, domain))
        ? []
        : [
            {
              path: `${path}.administrators.${at}.email`,
              message: 'must be of a domain of the organisation',
            },
          ]),
      ...(team === undefined || own.includes(team)
        ? []
        : [
            {
              path: `${path}.administrators.${at}.team`,
              message: 'must be a team above, of the purpose "administration"',
            },
          ]),
    ]),
  ];
}

const unknown = (path: string, code: string | undefined, known: readonly string[]): readonly Fault[] =>
  code === undefined || known.includes(code)
    ? []
    : [{ path, message: `is not in the pack, which has: ${known.join(', ')}` }];

/** One address is one person, wherever it stands. */
function repeated(organisations: readonly FoundedOrganisation[]): readonly Fault[] {
  const seen = new Set<string>();
  return organisations.flatMap(({ administrators }, at) =>
    administrators.flatMap(({ email }, place) => {
      const known = seen.has(email.toLowerCase());
      seen.add(email.toLowerCase());
      const path = `organisations.${at}.administrators.${place}.email`;
      return known ? [{ path, message: 'stands here twice: each person has an address of their own' }] : [];
    }),
  );
}
