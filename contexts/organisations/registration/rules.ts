/** What is asked of an organisation that wants to take part, and who may say yes to it. */
import { textSchema } from '../../../platform/forms/fields/words.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import { isOfDomain } from '../people/rules.ts';
import type { Asking, Registration } from './model.ts';

/** Where whoever opened their link goes on. */
export const registrationPath = '/registration';

/** So long a link works, both of its people have to come, and others have to decide. */
export const linkDays = 3;
export const verifyingDays = 7;
export const decidingDays = 30;
/** Of different organisations: held by the database too (`organisations.registers`, `organisations.is_approved`). */
export const organisationsNeeded = 2;
/** More in an hour are a machine's; and more mails a day to one address are sent by somebody else than its owner. */
export const mostAnHour = 60;
export const mostMailsADay = 3;

export type Typed = Readonly<Record<string, unknown>>;
interface Given {
  readonly firstResponders: readonly string[];
  /** Mail that anybody can have, and names under which anybody can register one: of the pack. */
  readonly nobodysDomains: readonly string[];
}

const line = textSchema({ max: 200, oneLine: true });
const text = textSchema({ max: 2_000 });
const domainPattern = /^(?=.{4,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/;
const emailPattern = /^(?=[!-~]{3,254}$)[^@<>"]+@[a-z0-9.-]+$/;
export const ofNoKind = 'none';

export function readAsking(typed: Typed, given: Given): Result<Asking> {
  const one = (name: string) => (typeof typed[name] === 'string' ? typed[name].trim() : '');
  const [name, about] = [line.safeParse(one('name')), text.safeParse(one('about'))];
  const kind = [ofNoKind, ...given.firstResponders].find(code => code === one('kind'));
  const domain = one('domain').toLowerCase().replace(/^@/, '');
  const people = [1, 2].map(nth => ({
    name: line.safeParse(one(`name${nth}`)),
    email: one(`email${nth}`).toLowerCase(),
    at: nth,
  }));
  const [first, second] = people;
  const faults: FieldError[] = [
    ...(name.success ? [] : [fault('name')]),
    ...(kind === undefined ? [fault('kind')] : []),
    ...domainFaults(domain, given),
    ...(about.success ? [] : [fault('about')]),
    ...people.flatMap(person => [
      ...(person.name.success ? [] : [fault(`name${person.at}`, 'person', { nth: person.at })]),
      ...emailFaults(person, domain),
    ]),
    ...(first && first.email !== '' && first.email === second?.email ? [fault('email2', 'same')] : []),
  ];
  if (!name.success || !about.success || kind === undefined || faults.length > 0)
    return refuse('invalid', faults);
  return ok({
    name: name.data,
    firstResponder: kind === ofNoKind ? undefined : kind,
    domain,
    about: about.data,
    people: people.flatMap(person =>
      person.name.success ? [{ name: person.name.data, email: person.email }] : [],
    ),
  });
}

const fault = (field: string, message = field, values?: FieldError['values']): FieldError => ({
  field,
  message: `registration.error.${message}`,
  ...(values && { values }),
});

function domainFaults(domain: string, { nobodysDomains }: Given): readonly FieldError[] {
  if (!domainPattern.test(domain)) return [fault('domain')];
  return nobodysDomains.includes(domain) ? [fault('domain', 'nobodys')] : [];
}

function emailFaults(
  { email, at }: { readonly email: string; readonly at: number },
  domain: string,
): readonly FieldError[] {
  if (!emailPattern.test(email)) return [fault(`email${at}`, 'email', { nth: at })];
  if (!domainPattern.test(domain) || isOfDomain(email, domain)) return [];
  return [fault(`email${at}`, 'of-domain', { domain })];
}

interface Saying {
  readonly isYes: boolean;
  readonly reasons: string;
}

export function readVote(typed: Typed): Result<Saying> {
  const reasons = text.safeParse(typeof typed['reasons'] === 'string' ? typed['reasons'].trim() : '');
  const vote = ['yes', 'no'].find(each => each === typed['vote']);
  const faults = [...(vote ? [] : [fault('vote')]), ...(reasons.success ? [] : [fault('reasons')])];
  return vote && reasons.success && faults.length === 0
    ? ok({ isYes: vote === 'yes', reasons: reasons.data })
    : refuse('invalid', faults);
}

export type Standing = 'waits' | 'settles' | 'lapsed' | 'opened' | 'refused' | 'disowned';

/** How a registration stands on a day: by what was said of it, until it was ended by that. */
export function standingOf({ outcome, untilAt, votes }: Registration, now: Date): Standing {
  if (outcome) return outcome;
  if (settledBy(votes) !== undefined) return 'settles';
  return untilAt > now ? 'waits' : 'lapsed';
}

/** Two organisations of one mind settle it; two people of one organisation are one. */
export function settledBy(
  votes: readonly { readonly organisation: { readonly id: string }; readonly isYes: boolean }[],
): 'opened' | 'refused' | undefined {
  const saying = (isYes: boolean) =>
    new Set(votes.filter(vote => vote.isYes === isYes).map(({ organisation }) => organisation.id)).size;
  if (saying(true) >= organisationsNeeded) return 'opened';
  return saying(false) >= organisationsNeeded ? 'refused' : undefined;
}
