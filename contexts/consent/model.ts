import type { StoredEntry } from '../../platform/ledger/entry.ts';
import type { DecisionPath } from '../../platform/pack/consent-terms.ts';
import type { DataClass, Purpose } from '../../platform/pure/classes.ts';
import type { Json, JsonObject } from '../../platform/pure/json.ts';
import { type Instant, Temporal } from '../../platform/pure/time.ts';
import { type HowAgreed, howAgreedIn } from './copies/how-agreed.ts';
import { contactOf, outdatedBy, type SafeContact } from './contact/safe-contact.ts';

/** A team with which something is shared. */
export interface Party {
  readonly id: string;
  readonly name: string;
  readonly purpose: Purpose;
}

/** With whom, for what, and which classes. Without a party the recipient has no team here: nothing is shown to anybody. */
export interface Sharing {
  readonly purpose: string;
  readonly recipient: string;
  readonly party: Party | undefined;
  readonly classes: readonly DataClass[];
}

/** What was said about how a decision came about; for people to read, in the class `account`. */
export type Told = Readonly<Record<string, string>>;

/** A consent or an override: what a grant can rest on. */
export interface Permission extends Sharing {
  readonly id: string;
  readonly kind: 'consent' | 'override';
  readonly state: 'waiting' | 'given' | 'refused' | 'ended';
  /** Its end by the calendar; `ended` says that it came earlier. */
  readonly until: Instant | undefined;
  readonly told: Told;
  readonly entry: StoredEntry;
  /** Of a consent: who decided, and how it was given. */
  readonly decider: string | undefined;
  readonly path: DecisionPath | undefined;
  readonly way: string | undefined;
  /** While nothing was sent, in codes alone. */
  readonly how: HowAgreed;
  /** A team that holds the same on a ground of its own, and is told when this ends. */
  readonly tells: string | undefined;
  /** Of an override. */
  readonly ground: string | undefined;
  readonly isAtOnce: boolean;
  readonly decided: Said | undefined;
  readonly reviewDue: string | undefined;
  readonly reviewed: Said | undefined;
  readonly ended: StoredEntry | undefined;
  /** The referral itself was withdrawn: nobody decides on it any more, whatever this permission says. */
  readonly isReferralWithdrawn: boolean;
  /** Copies that were handed to somebody who has no team here, on this consent. */
  readonly handedOver: readonly HandedOver[];
}
export interface HandedOver {
  readonly id: string;
  readonly classes: readonly DataClass[];
  /** Undefined where the reader does not hold the class `account`. */
  readonly to: string | undefined;
  readonly entry: StoredEntry;
}
/** A decision or a review, and its reasons as far as the reader may see them. */
export interface Said {
  readonly agrees: boolean;
  readonly reasons: string | undefined;
  readonly entry: StoredEntry;
}

/** A recipient who must keep what they got, whatever is withdrawn. */
export interface Hold {
  readonly party: string;
  readonly partyName: string;
  readonly ground: string;
  readonly entry: StoredEntry;
}

/** What a record says of consent and safe contact: a fold over its entries. */
export interface ConsentFile {
  readonly permissions: readonly Permission[];
  readonly holds: readonly Hold[];
  readonly contact: SafeContact | undefined;
  readonly treatedAs: 'adult' | 'child' | undefined;
  /** On what the referral rests, where the person lacked the capacity to decide on it. */
  readonly decidedFor: StoredEntry | undefined;
  readonly entries: readonly StoredEntry[];
}

const nothing: ConsentFile = {
  permissions: [],
  holds: [],
  contact: undefined,
  treatedAs: undefined,
  decidedFor: undefined,
  entries: [],
};

export const foldConsent = (entries: readonly StoredEntry[]): ConsentFile => entries.reduce(apply, nothing);

function apply(before: ConsentFile, entry: StoredEntry): ConsentFile {
  const file = { ...before, entries: [...before.entries, entry] };
  const said = entry.payload.process ?? {};
  const change = (by: (permission: Permission) => Partial<Permission>): ConsentFile => ({
    ...file,
    permissions: file.permissions.map(each =>
      each.id === said['permission'] ? { ...each, ...by(each) } : each,
    ),
  });
  switch (entry.type) {
    case 'referral-submitted':
      return { ...file, treatedAs: said['treatedAs'] === 'child' ? 'child' : 'adult' };
    case 'referral-withdrawn':
      return { ...file, permissions: file.permissions.map(each => ({ ...each, isReferralWithdrawn: true })) };
    case 'decided-without-capacity':
      return { ...file, decidedFor: entry };
    case 'consent-given':
    case 'consent-refused':
    case 'override-asked':
      return { ...file, permissions: [...file.permissions, permissionOf(entry)] };
    case 'override-decided':
      return change(() => ({
        state: said['agrees'] === true ? 'given' : 'refused',
        until: instantOf(said['until']),
        decided: saidOf(entry),
        reviewDue: textOf(said['reviewDue']),
      }));
    case 'override-reviewed':
      return change(({ state }) => ({
        reviewed: saidOf(entry),
        state: said['agrees'] === true ? state : 'ended',
        ...(said['agrees'] === true ? {} : { ended: entry }),
      }));
    case 'consent-withdrawn':
    case 'sharing-ended':
      return change(() => ({ state: 'ended', ended: entry }));
    case 'copy-handed-over':
      return change(({ handedOver }) => ({ handedOver: [...handedOver, handedOverIn(entry)] }));
    case 'hold-recorded':
      return { ...file, holds: [...file.holds, holdOf(entry)] };
    case 'answer-corrected':
      return file.contact ? { ...file, contact: outdatedBy(file.contact, said) } : file;
    case 'safe-contact-recorded':
      return { ...file, contact: contactOf(entry) };
    default:
      return file;
  }
}

function permissionOf(entry: StoredEntry): Permission {
  const said = entry.payload.process ?? {};
  const isConsent = entry.type !== 'override-asked';
  return {
    id: String(said['permission']),
    kind: isConsent ? 'consent' : 'override',
    state: entry.type === 'consent-given' ? 'given' : isConsent ? 'refused' : 'waiting',
    purpose: String(said['purpose']),
    recipient: String(said['recipient']),
    party: partyOf(said),
    classes: (said['classes'] ?? []) as readonly DataClass[],
    until: instantOf(said['until']),
    told: toldOf(entry),
    entry,
    decider: textOf(said['decider']),
    path: textOf(said['path']) as DecisionPath | undefined,
    // How somebody agreed to be referred is what their referral says, and read with it.
    way: textOf(said['way'] ?? entry.payload.account?.['way']),
    how: howAgreedIn((said['how'] ?? {}) as JsonObject),
    tells: textOf(said['tells']),
    ground: textOf(said['ground']),
    isAtOnce: said['atOnce'] === true,
    decided: undefined,
    reviewDue: undefined,
    reviewed: undefined,
    ended: undefined,
    isReferralWithdrawn: false,
    handedOver: [],
  };
}

function handedOverIn(entry: StoredEntry): HandedOver {
  const { handOver, classes } = entry.payload.process ?? {};
  const { name, organisation } = entry.payload.account ?? {};
  const to = [name, organisation].map(textOf).filter(Boolean).join(', ');
  return {
    id: String(handOver),
    classes: (classes ?? []) as readonly DataClass[],
    to: to || undefined,
    entry,
  };
}

function partyOf(said: JsonObject): Party | undefined {
  const [id, name, purpose] = [said['party'], said['partyName'], said['seenAs']].map(textOf);
  return id === undefined ? undefined : { id, name: name ?? '', purpose: purpose as Purpose };
}

const holdOf = (entry: StoredEntry): Hold => {
  const { party, partyName, ground } = entry.payload.process ?? {};
  return { party: String(party), partyName: String(partyName), ground: String(ground), entry };
};

const saidOf = (entry: StoredEntry): Said => ({
  agrees: entry.payload.process?.['agrees'] === true,
  reasons: textOf(entry.payload.account?.['reasons']),
  entry,
});

const toldOf = ({ payload }: StoredEntry): Told =>
  Object.fromEntries(
    Object.entries(payload.account ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' && name !== 'way' ? [[name, value]] : [],
    ),
  );

/** Agreed to with somebody who has no team here, who may be handed a copy. An authority that reads by law is handed none. */
export const isForOutside = ({ kind, party, tells }: Permission): boolean =>
  kind === 'consent' && party === undefined && tells === undefined;

/** Who asked for an override, or decided on it, neither decides on it nor reviews it. */
export const hadPart = ({ entry, decided }: Permission, personId: string): boolean =>
  entry.actorId === personId || decided?.entry.actorId === personId;

export type Standing = 'waiting' | 'live' | 'expired' | 'refused' | 'ended';

/** Whether it holds at a moment: what the database shows through it, as people say it. */
export function standingOf({ state, until }: Permission, now: Instant): Standing {
  if (state !== 'given') return state;
  return until && Temporal.Instant.compare(until, now) > 0 ? 'live' : 'expired';
}

/** By which ids its recipient, or who handed a copy on, is told to return something: at an end that somebody wrote, or by itself. */
export const tasksOf = ({ id, ended, handedOver }: Permission): readonly string[] => [
  id,
  ...[textOf(ended?.payload.process?.['task'])].filter(each => each !== undefined),
  ...handedOver.map(each => each.id),
];

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
const instantOf = (value: Json | undefined): Instant | undefined =>
  typeof value === 'string' ? Temporal.Instant.from(value) : undefined;
