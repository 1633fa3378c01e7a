import type { Entry } from '../../platform/ledger/entry.ts';
import type { ConsentTerms } from '../../platform/pack/consent-terms.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { readRule } from '../../platform/pack/rules.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import type { JsonObject } from '../../platform/pure/json.ts';
import { type FieldError, ok, refuse, type Result } from '../../platform/pure/result.ts';
import type { Instant, PlainDate } from '../../platform/pure/time.ts';
import { type ConsentFile, type Permission, type Sharing, standingOf, type Told } from './model.ts';

export interface Given {
  readonly pack: Pick<Pack, 'consent' | 'grants' | 'timeZone'>;
  readonly now: Instant;
  readonly today: PlainDate;
  /** Who acts, in which team, and what they hold of the record themselves: nobody passes on what they do not hold. */
  readonly by: string;
  readonly team: string;
  readonly held: readonly DataClass[];
  /** Which kinds of recipient the team is that something is to be shared with. */
  readonly kinds?: readonly string[];
  readonly newId: () => string;
}

/** By which law is judged who may decide: that of the record's nation; null while nobody said which. */
export interface ByLaw {
  readonly pack: Pick<Pack, 'rules'>;
  readonly nation: string | null;
}

/** What somebody writes down of a person's answer. */
export interface Answer extends Sharing {
  readonly answer: 'given' | 'refused';
  readonly way: string;
  readonly decider: string;
  readonly expiresOn: PlainDate | undefined;
  readonly told: Told;
}

/** Of a draft that was ended, or of a notice: nothing more is written there that could say who somebody is, or where. */
export const isOver = (stage: string): boolean => stage === 'ended' || stage === 'notified';

/** Every grant shows that there is a record, and where it stands; what else it shows was agreed to. */
const always: readonly DataClass[] = ['process'];

/** Records what a person, or whoever may decide for them, agreed to or refused. */
export function recordAnswer(file: ConsentFile, answer: Answer, given: Given & ByLaw): Result<Entry> {
  const { consent } = given.pack;
  const decider = consent.deciders.find(({ code }) => code === answer.decider);
  const isGiven = answer.answer === 'given';
  const faults = [
    ...faultsOfSharing(answer, given, isGiven),
    ...(consent.ways.includes(answer.way) ? [] : [fault('way', 'error.not-an-option')]),
    ...(decider ? faultsOfPath(decider, file, given) : [fault('decider', 'error.not-an-option')]),
    ...(isGiven ? faultsOfExpiry(answer.expiresOn, given) : []),
  ];
  if (faults.length > 0 || !decider) return refuse('invalid', faults);
  const expiresOn = answer.expiresOn ?? given.today.add({ days: consent.lasts.consent });
  return ok({
    type: isGiven ? 'consent-given' : 'consent-refused',
    payload: {
      process: {
        ...sharing(answer, given),
        way: answer.way,
        decider: decider.code,
        path: decider.path,
        ...(isGiven && { expiresOn: expiresOn.toString(), until: endOf(expiresOn, given) }),
      },
      account: { ...answer.told },
    },
  });
}

/**
 * Adults decide for themselves, a child as the pack says, and for an adult without capacity those whom the law of the
 * nation names on the day.
 */
export function faultsOfPath(
  { code, path }: ConsentTerms['deciders'][number],
  { treatedAs }: Pick<ConsentFile, 'treatedAs'>,
  { pack, nation, today }: ByLaw & Pick<Given, 'today'>,
): readonly FieldError[] {
  const rule = path === 'without-capacity' ? readRule(pack, 'consent.capacity', nation, today) : undefined;
  if (nation !== null && rule?.ok && !rule.value.value.deciders.includes(code))
    return [fault('decider', 'consent.error.decider-elsewhere')];
  if (treatedAs === 'child' && path !== 'child') return [fault('decider', 'consent.error.person-is-a-child')];
  if (treatedAs === 'adult' && path === 'child')
    return [fault('decider', 'consent.error.person-is-an-adult')];
  return [];
}

function faultsOfExpiry(expiresOn: PlainDate | undefined, { pack, today }: Given): readonly FieldError[] {
  if (!expiresOn) return [];
  const days = today.until(expiresOn, { largestUnit: 'days' }).days;
  const { consent: most } = pack.consent.lasts;
  if (days < 0) return [fault('expiresOn', 'consent.error.expiry-past')];
  return days > most
    ? [{ field: 'consent.expiresOn', message: 'consent.error.expiry-late', values: { days: most } }]
    : [];
}

/** Whether this may be shared with those at all, whoever agrees: by the pack, and by what the viewer holds. */
export function faultsOfSharing(
  { purpose, recipient, party, classes }: Sharing,
  { pack, held, team, kinds = [] }: Given,
  isShared = true,
): readonly FieldError[] {
  const terms = pack.consent.purposes.find(({ code }) => code === purpose);
  if (!terms) return [fault('purpose', 'error.not-an-option')];
  const isFor = pack.consent.recipients.some(
    each => each.code === recipient && each.purposes.includes(purpose),
  );
  const seenAs: readonly string[] = terms.as;
  const covered: readonly DataClass[] = terms.classes;
  return [
    ...(isFor ? [] : [fault('recipient', 'consent.error.recipient-not-for-purpose')]),
    ...(party && !seenAs.includes(party.purpose)
      ? [fault('party', 'consent.error.team-not-for-purpose')]
      : []),
    ...(party && isFor && !kinds.includes(recipient)
      ? [fault('party', 'consent.error.team-not-of-kind')]
      : []),
    ...(party?.id === team ? [fault('party', 'consent.error.own-team')] : []),
    ...((isShared && classes.length === 0) || classes.some(each => !covered.includes(each))
      ? [fault('classes', 'consent.error.classes-not-for-purpose')]
      : []),
    ...(isShared && party && classes.some(each => !held.includes(each))
      ? [fault('classes', 'consent.error.classes-not-held')]
      : []),
  ];
}

export const sharing = ({ purpose, recipient, party, classes }: Sharing, { newId }: Given): JsonObject => ({
  permission: newId(),
  purpose,
  recipient,
  party: party?.id ?? null,
  partyName: party?.name ?? null,
  seenAs: party?.purpose ?? null,
  classes: [...always, ...classes],
});

/** A consent holds to the end of its last day, by the clocks of the pack. */
export const endOf = (day: PlainDate, { pack }: Pick<Given, 'pack'>): string =>
  day.add({ days: 1 }).toZonedDateTime({ timeZone: pack.timeZone }).toInstant().toString();

/**
 * Ends a consent. Of what a recipient holds on another ground, or must keep by law, it gets a notice; the rest it is asked
 * to return or destroy.
 */
export function withdraw(file: ConsentFile, id: string, given: Given): Result<Entry> {
  const permission = file.permissions.find(each => each.id === id && each.kind === 'consent');
  if (!permission) return refuse('not-found');
  const standing = standingOf(permission, given.now);
  if (standing !== 'live' && standing !== 'expired') return refuse('not-in-this-stage');
  return ok({ type: 'consent-withdrawn', payload: { process: ending(file, permission, given) } });
}

/** What an ended permission means for its recipient. */
export function ending(file: ConsentFile, permission: Permission, given: Given): JsonObject {
  const { party, handedOver, tells } = permission;
  if (tells !== undefined) return telling(permission, tells, given);
  if (!party && handedOver.length > 0) return askingBack(permission, given);
  const { returns, keeps } = parting(file, permission, given);
  return {
    permission: permission.id,
    task: party ? given.newId() : null,
    party: party?.id ?? null,
    kind: returns.length > 0 ? 'return-or-destroy' : 'notice',
    // Class by class: what goes back is asked for, and what is kept is told, where there is something of each.
    ...(party && returns.length > 0 && keeps.length > 0 && { notice: given.newId() }),
    returns,
    keeps,
  };
}

/** Class by class, what ends with a permission for its recipient: what they see no more, give back, and keep. */
export function parting(
  file: ConsentFile,
  permission: Permission,
  given: Pick<Given, 'pack' | 'now'>,
): Readonly<Record<'closes' | 'returns' | 'keeps', readonly DataClass[]>> {
  const { party, classes } = permission;
  const shared = classes.filter(each => !always.includes(each));
  const isHeldBack = party !== undefined && file.holds.some(hold => hold.party === party.id);
  const still = party ? heldOtherwise(file, permission, given) : new Set<DataClass>();
  const keeps = shared.filter(each => isHeldBack || still.has(each));
  return {
    closes: shared.filter(each => !still.has(each)),
    returns: shared.filter(each => !keeps.includes(each)),
    keeps,
  };
}

/** Nothing was granted by this consent: whoever reads on a ground of their own is told that it ended. */
const telling = ({ id, classes }: Permission, tells: string, { newId }: Given): JsonObject => ({
  permission: id,
  task: newId(),
  party: tells,
  kind: 'notice',
  returns: [],
  keeps: classes.filter(each => !always.includes(each)),
});

/** Who was handed a copy sees nothing here: the team that handed it over asks for it back. */
function askingBack({ id, handedOver }: Permission, { newId }: Given): JsonObject {
  const handed = new Set(handedOver.flatMap(({ classes }) => classes));
  return {
    permission: id,
    task: newId(),
    party: handedOver.at(-1)?.entry.teamId ?? null,
    kind: 'ask-back',
    returns: [...handed].filter(each => !always.includes(each)),
    keeps: [],
  };
}

/** Classes that the recipient holds for the same purpose by the pack's grants, or by another consent or override. */
function heldOtherwise(
  file: ConsentFile,
  { id, party }: Permission,
  given: Pick<Given, 'pack' | 'now'>,
): ReadonlySet<DataClass> {
  const byLaw = file.entries.flatMap(entry => {
    const parties = (entry.payload.process?.['parties'] ?? {}) as JsonObject;
    return given.pack.grants
      .filter(rule => rule.on === entry.type && rule.purpose === party?.purpose)
      .filter(rule => parties[rule.to] === party?.id)
      .flatMap(rule => rule.classes);
  });
  const byOthers = file.permissions
    .filter(each => each.id !== id && each.party?.id === party?.id && each.party?.purpose === party?.purpose)
    .filter(each => standingOf(each, given.now) === 'live')
    .flatMap(each => each.classes);
  return new Set([...byLaw, ...byOthers]);
}

/** A recipient must keep by law what it got: it is told of a withdrawal, and not asked to return anything. */
export function recordHold(
  file: ConsentFile,
  hold: { readonly party: string; readonly ground: string; readonly reasons: string },
  { pack }: Given,
): Result<Entry> {
  const party = file.permissions.find(each => each.party?.id === hold.party)?.party;
  const mayKeep = pack.consent.grounds.some(
    ({ code, allows }) => code === hold.ground && allows.includes('keep'),
  );
  const faults = [
    ...(party ? [] : [fault('party', 'error.not-an-option', 'hold')]),
    ...(mayKeep ? [] : [fault('ground', 'error.not-an-option', 'hold')]),
    ...(hold.reasons.trim() === '' ? [fault('reasons', 'consent.error.reasons', 'hold')] : []),
  ];
  if (faults.length > 0 || !party) return refuse('invalid', faults);
  return ok({
    type: 'hold-recorded',
    payload: {
      process: { party: party.id, partyName: party.name, ground: hold.ground },
      account: { reasons: hold.reasons },
    },
  });
}

export const fault = (field: string, message: string, step = 'consent'): FieldError => ({
  field: `${step}.${field}`,
  message,
});
