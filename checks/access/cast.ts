/** Who looks: every role of the pack in every relation that a person can have to a record. */
import type { Demonstration } from '../../app/demonstration/definition.ts';
import type { Person, Stage } from '../support/stage.ts';

/** What a person is to the record once it has come so far; before that, a member of the team like others. */
export const relations = [
  'none',
  'referrer',
  'author',
  'same-team',
  'own-organisation',
  'other-organisation',
  'grant-lapsed',
  'grant-closed',
  'grant-for-other-purpose',
  'grant-of-two-classes',
  'recipient',
  'authority-team',
  'decider',
  'earlier-proposer',
  'second-reader',
  'conflicted',
  'other-authority',
  'referring-organisation',
  'authority',
  'grant-behind-the-wall',
  'asking-team',
  'other-asking',
] as const;
export type Relation = (typeof relations)[number];

export interface Actor {
  readonly role: string;
  readonly relation: Relation;
  /** Undefined: nobody is signed in. */
  readonly person?: string;
  /** How the session came to its end, where it did. */
  readonly session?: 'idle' | 'ended';
}

export const actors: readonly Actor[] = [
  { role: 'anonymous', relation: 'none' },
  { role: 'expired', relation: 'referrer', person: 'Sam Okafor', session: 'idle' },
  { role: 'expired', relation: 'decider', person: 'Alex Morgan', session: 'ended' },
  { role: 'responder', relation: 'referrer', person: 'Sam Okafor' },
  { role: 'responder', relation: 'same-team', person: 'Bethan Lloyd' },
  { role: 'responder', relation: 'own-organisation', person: 'Ines Calder' },
  { role: 'responder', relation: 'other-organisation', person: 'Priya Raman' },
  { role: 'responder', relation: 'grant-lapsed', person: 'Lars Pending' },
  { role: 'responder', relation: 'grant-closed', person: 'Cleo Shutt' },
  { role: 'responder', relation: 'grant-for-other-purpose', person: 'Otto Sidewise' },
  { role: 'responder', relation: 'grant-of-two-classes', person: 'Pia Halfway' },
  { role: 'responder', relation: 'recipient', person: 'Rue Given' },
  { role: 'caseworker', relation: 'decider', person: 'Alex Morgan' },
  { role: 'caseworker', relation: 'second-reader', person: 'Chris Vale' },
  { role: 'caseworker', relation: 'earlier-proposer', person: 'Nell Ferris' },
  { role: 'caseworker', relation: 'authority-team', person: 'Kit Drummond' },
  { role: 'caseworker', relation: 'referrer', person: 'Sam Okafor, now of the authority' },
  { role: 'caseworker', relation: 'author', person: 'Bethan Lloyd, now of the authority' },
  { role: 'caseworker', relation: 'conflicted', person: 'Con Flint' },
  { role: 'caseworker', relation: 'own-organisation', person: 'Uma Serrano' },
  { role: 'caseworker', relation: 'other-authority', person: 'Lee Harker' },
  { role: 'manager', relation: 'authority-team', person: 'Robin Achebe' },
  { role: 'manager', relation: 'other-authority', person: 'Noor Siddiq' },
  { role: 'data-protection-officer', relation: 'referring-organisation', person: 'Dana Whitfield' },
  { role: 'data-protection-officer', relation: 'authority', person: 'Jo Lindqvist' },
  { role: 'data-protection-officer', relation: 'other-organisation', person: 'Ola Brandt' },
  { role: 'border-officer', relation: 'none', person: 'Max Trent' },
  { role: 'border-officer', relation: 'grant-behind-the-wall', person: 'Wally Stone' },
  { role: 'administrator', relation: 'none', person: 'Ada Winter' },
  { role: 'concerned-professional', relation: 'asking-team', person: 'Gwen Ashby' },
  { role: 'concerned-professional', relation: 'other-asking', person: 'Zia Holt' },
];

/** Of the team that decides, of another floor, of the other authority; and one who declared a conflict. */
export const onDuty = ['Kit Drummond', 'Con Flint', 'Uma Serrano', 'Lee Harker'] as const;

/** @throws where there is nobody like that */
export function actorAs(role: string, relation: Relation): Actor {
  const found = actors.find(actor => actor.role === role && actor.relation === relation);
  if (!found) throw new Error(`There is no ${role} who is ${relation}`);
  return found;
}

export const nameOf = ({ role, relation }: Actor): string => `${role} (${relation})`;

type Told = Demonstration['organisations'][number];
type Team = Told['teams'][number];

const team = (name: string, purpose: Team['purpose'], role: string, ...people: string[]): Team => ({
  name,
  purpose,
  ...(purpose === 'referral' && { takesHandOvers: true }),
  people: people.map(person => ({
    name: person,
    email: `${person.toLowerCase().replaceAll(' ', '.')}@cast.example`,
    role,
  })),
});

const joins: Readonly<Record<string, readonly Team[]>> = {
  'Northmoor Police (fictional)': [team('Custody', 'referral', 'responder', 'Ines Calder')],
  'Harbour Light Trust (fictional)': [
    team('Data protection', 'accountability', 'data-protection-officer', 'Ola Brandt'),
  ],
  'Single Competent Authority (demonstration)': [
    // After `Decisions` in the alphabet: cases go to the first team by name.
    team('Second floor', 'identification-decision', 'caseworker', 'Uma Serrano'),
    team('Systems', 'administration', 'administrator', 'Ada Winter', 'Bo Frost'),
  ],
  'Hollin Park School (fictional)': [team('Sixth form', 'asking', 'concerned-professional', 'Zia Holt')],
  'Coastal Border Unit (fictional)': [
    team('Behind the wall', 'immigration-control', 'border-officer', 'Wally Stone'),
  ],
};
const decides = team(
  'Decisions',
  'identification-decision',
  'caseworker',
  'Kit Drummond',
  'Nell Ferris',
  'Con Flint',
);
const lent: Told = {
  name: 'Redgate Outreach (fictional)',
  firstResponder: 'unseen',
  teams: [
    team('Until yesterday', 'referral', 'responder', 'Lars Pending'),
    team('Closed', 'referral', 'responder', 'Cleo Shutt'),
    team('Sideways', 'referral', 'responder', 'Otto Sidewise'),
    team('Two classes', 'referral', 'responder', 'Pia Halfway'),
    team('By consent', 'referral', 'responder', 'Rue Given'),
  ],
};

/** The pack's demonstration, with the people that it has no need of and the matrix has. */
export const cast = (demonstration: Demonstration): Demonstration => ({
  ...demonstration,
  organisations: [...demonstration.organisations.map(widen), lent],
});

const widen = (organisation: Told): Told => ({
  ...organisation,
  teams: [
    ...organisation.teams.map(each =>
      organisation.authority === 'sca' && each.name === decides.name
        ? { ...each, people: [...each.people, ...decides.people] }
        : each,
    ),
    ...(joins[organisation.name] ?? []),
  ],
});

/** One person may hold a position here and another there; a session is in one of them. */
export function personOf(stage: Pick<Stage, 'person'>, name: string): Person {
  const [known = name, now] = name.split(', now of the authority');
  if (now === undefined) return stage.person(name);
  const { role, organisation, team: of, purpose } = stage.person('Alex Morgan');
  return { ...stage.person(known), role, organisation, team: of, purpose };
}
