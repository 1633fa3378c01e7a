import type { Json } from '../pure/json.ts';
import { ownValue } from './conditions.ts';
import type { Answers, Concept, FormDefinition } from './definition.ts';

export { byClass, classesOf, joinClasses, joinParts, type AnswersByClass } from './data-classes.ts';

export const ageStatuses = ['adult', 'child', 'not-known'] as const;
export type AgeStatus = (typeof ageStatuses)[number];
/** How a dispute about age ended; a decision that is challenged settles nothing yet. */
export const decidedAges = ['child', 'adult-challenged', 'adult'] as const;
export const readBacks = ['corrected', 'confirmed', 'not-done'] as const;
const consents = ['given', 'refused'] as const;
type Consent = (typeof consents)[number];
/** `without-capacity`: the person cannot decide this now, and those who may decide for them found that they be referred. */
export const consentAnswers = [...consents, 'without-capacity'] as const;
/** What cannot wait for a place in a queue. The authority sees these words beside a case; they say nothing of the person. */
export const urgencies = ['danger', 'missing', 'removal', 'release', 'detained', 'bed-tonight'] as const;
export type Urgency = (typeof urgencies)[number];

/** What rules, routing and search know of a form, whatever the pack calls its questions. Absent: not answered, or not asked. */
export interface Facts {
  readonly nation?: string;
  readonly ageStatus?: AgeStatus;
  readonly consent?: (typeof consentAnswers)[number];
  /** Of a person without capacity: how it was decided for them, a code of the pack's deciders. */
  readonly capacityDecider?: string;
  readonly ageDecided?: (typeof decidedAges)[number];
  readonly identification?: Consent;
  /** In the order of `urgencies`; empty where none was named. */
  readonly urgency: readonly Urgency[];
  readonly givenName?: string;
  readonly familyName?: string;
  readonly otherNames?: string;
  /** As precise as it was given: `2001-02-03`, `2001-02` or `2001`. */
  readonly birthDate?: string;
  readonly phone?: string; // E.164
  readonly otherReference?: string;
  /** Codes that routing lists; empty where none was named. */
  readonly circumstances: readonly string[];
  readonly readBack?: (typeof readBacks)[number];
  readonly statement?: string;
  readonly responderName?: string;
}

/** Where a form asks for something, as errors name it: `step.field`. Absent where it does not ask. */
export function whereAsked(form: FormDefinition, concept: Concept): string | undefined {
  for (const step of form.steps)
    for (const field of step.fields) if (field.concept === concept) return `${step.id}.${field.id}`;
  return undefined;
}

/**
 * The facts among answers. Give it answers that apply (`submittable`), or the part of them that one data class holds:
 * it looks at no conditions. Where several fields carry one concept, the first that is answered counts.
 */
export function factsOf(form: FormDefinition, answers: Answers): Facts {
  const told = answersByConcept(form, answers);
  const text = (concept: Concept) => textOf(told.get(concept));
  const codes = (concept: Concept) => {
    const answer = told.get(concept);
    return Array.isArray(answer) ? answer.filter(isText) : [];
  };
  const facts = {
    nation: text('nation') ?? form.nation,
    ageStatus: ageStatuses.find(status => status === text('age-status')),
    consent: consentAnswers.find(consent => consent === text('consent')),
    capacityDecider: text('capacity-decider'),
    ageDecided: decidedAges.find(decided => decided === text('age-decided')),
    identification: consents.find(consent => consent === text('identification')),
    givenName: text('given-name'),
    familyName: text('family-name'),
    otherNames: text('other-names'),
    birthDate: text('birth-date'),
    phone: e164(text('phone') ?? ''),
    otherReference: text('other-reference'),
    readBack: readBacks.find(each => each === text('read-back')),
    statement: text('statement'),
    responderName: text('responder-name'),
  };
  return {
    ...withoutAbsent(facts),
    circumstances: codes('immigration-circumstances'),
    urgency: urgencies.filter(each => codes('urgency').includes(each)),
  };
}

function answersByConcept(form: FormDefinition, answers: Answers): ReadonlyMap<Concept, Json> {
  const told = new Map<Concept, Json>();
  for (const step of form.steps) {
    const given = ownValue(answers, step.id) ?? {};
    for (const field of step.fields) {
      const answer = ownValue(given, field.id);
      if (field.concept && answer !== undefined && !told.has(field.concept)) told.set(field.concept, answer);
    }
  }
  return told;
}

/** A phone number is kept as `+442079460018`, with an extension behind it where there is one (`fields/phone.ts`). */
const e164 = (kept: string): string | undefined => /^\+\d{4,15}/.exec(kept)?.[0];

const isText = (value: Json): value is string => typeof value === 'string';
const textOf = (answer: Json | undefined): string | undefined =>
  typeof answer === 'string' ? answer : undefined;

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
function withoutAbsent<T extends object>(facts: T): Present<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Present<T>;
}
