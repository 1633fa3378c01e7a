import { joinClasses } from '../../platform/forms/concepts.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import { type DataClass, payloadClasses } from '../../platform/pure/classes.ts';
import type { Json, JsonObject } from '../../platform/pure/json.ts';
import { Temporal } from '../../platform/pure/time.ts';

export const caseStates = ['unallocated', 'allocated', 'second-reading', 'decided', 'withdrawn'] as const;
export type CaseState = (typeof caseStates)[number];
export const outcomes = ['positive', 'negative'] as const;
export type Outcome = (typeof outcomes)[number];
export const findings = ['met', 'not-met', 'not-shown'] as const;
export type Finding = (typeof findings)[number];

/** How one head of the definition was worked through: a finding for each element, and why. */
export interface HeadWorked {
  readonly head: string;
  readonly elements: Readonly<Record<string, Finding>>;
  readonly reasons: string;
}

/** A decision that lacks nothing: an outcome that a person chose, every head worked through, reasons for all of it. */
export interface Reasoned {
  readonly outcome: Outcome;
  readonly heads: readonly HeadWorked[];
  readonly reasons: string;
}

/** What a decider sent, before anybody knows whether it is whole. */
export interface Working {
  readonly outcome: Outcome | undefined;
  /** By `head.element`. */
  readonly findings: ReadonlyMap<string, Finding>;
  /** By head. */
  readonly headReasons: ReadonlyMap<string, string>;
  readonly reasons: string;
}

/** Who did something, as they were called when they did it. */
export interface By {
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  readonly team: string;
}

export interface Proposal extends Reasoned {
  readonly entry: StoredEntry;
}
export interface Returned {
  readonly reasons: string;
  readonly proposal: Proposal | undefined;
  readonly entry: StoredEntry;
}
export interface Decision {
  readonly outcome: Outcome;
  readonly on: string;
  readonly recoveryUntil: string | undefined;
  /** Absent where the reader holds no grant of the class `reasoning`. */
  readonly reasoned: Reasoned | undefined;
  /** Who decided, where whoever recorded it was the second reader. */
  readonly proposedBy: By | undefined;
  readonly readerNote: string | undefined;
  readonly entry: StoredEntry;
}

/** A case as a fold over its entries: what was known, by whom it was said, and what was decided. */
export interface CaseFile {
  readonly state: CaseState;
  readonly allocatedTo: string | undefined;
  readonly allocatedName: string | undefined;
  readonly treatedAs: 'adult' | 'child' | undefined;
  readonly nation: string | undefined;
  readonly authority: string | undefined;
  readonly receivedOn: string | undefined;
  readonly due: string | undefined;
  /** What the responder said cannot wait, in codes. */
  readonly urgency: readonly string[];
  /** Everything that was said, with the entry that said it. */
  readonly statements: readonly Statement[];
  /** What was said anew after sending. */
  readonly corrections: readonly StoredEntry[];
  /** Waits for a second reader. */
  readonly proposal: Proposal | undefined;
  readonly decision: Decision | undefined;
  readonly returned: readonly Returned[];
  readonly entries: readonly StoredEntry[];
}

/** One answer as it was given. */
export interface Statement {
  readonly step: string;
  readonly field: string;
  readonly value: Json;
  /** One more of several, told after sending: it stands beside the others. */
  readonly adds: boolean;
  readonly entry: StoredEntry;
}

const nothing: CaseFile = {
  state: 'unallocated',
  allocatedTo: undefined,
  allocatedName: undefined,
  treatedAs: undefined,
  nation: undefined,
  authority: undefined,
  receivedOn: undefined,
  due: undefined,
  urgency: [],
  statements: [],
  corrections: [],
  proposal: undefined,
  decision: undefined,
  returned: [],
  entries: [],
};

export const foldCase = (entries: readonly StoredEntry[]): CaseFile => entries.reduce(apply, nothing);

function apply(before: CaseFile, entry: StoredEntry): CaseFile {
  const file = { ...before, entries: [...before.entries, entry] };
  const said = entry.payload.process ?? {};
  const reasoning = entry.payload.reasoning;
  switch (entry.type) {
    case 'referral-submitted':
      return {
        ...file,
        treatedAs: said['treatedAs'] === 'child' ? 'child' : 'adult',
        nation: textOf(said['nation']),
        authority: textOf(said['authority']),
        receivedOn: textOf(said['submittedOn']),
        due: textOf(said['due']),
        urgency: Array.isArray(said['urgency']) ? said['urgency'].map(String) : [],
        statements: [...file.statements, ...statementsOf(entry)],
      };
    case 'answer-corrected':
      return {
        ...file,
        statements: [...file.statements, ...statementsOf(entry)],
        corrections: [...file.corrections, entry],
      };
    case 'one-more-added':
    case 'protection-confirmed':
      return { ...file, statements: [...file.statements, ...statementsOf(entry)] };
    case 'case-allocated':
      return {
        ...file,
        state: 'allocated',
        allocatedTo: textOf(said['to']),
        allocatedName: textOf(said['toName']),
      };
    case 'decision-proposed':
      return {
        ...file,
        state: 'second-reading',
        proposal: reasoning && { ...reasonedOf(reasoning), entry },
      };
    case 'decision-returned': {
      const returned = { reasons: textOf(reasoning?.['reasons']) ?? '', proposal: file.proposal, entry };
      return { ...file, state: 'allocated', proposal: undefined, returned: [...file.returned, returned] };
    }
    case 'referral-withdrawn':
      return { ...file, state: 'withdrawn' };
    case 'decision-recorded':
      return { ...file, state: 'decided', proposal: undefined, decision: decisionOf(entry) };
    default:
      return file;
  }
}

function decisionOf(entry: StoredEntry): Decision {
  const said = entry.payload.process ?? {};
  const reasoning = entry.payload.reasoning;
  return {
    outcome: said['outcome'] === 'positive' ? 'positive' : 'negative',
    on: String(said['decidedOn']),
    recoveryUntil: textOf(said['recoveryUntil']),
    reasoned: reasoning && reasonedOf(reasoning),
    proposedBy: reasoning && byIn(reasoning['proposedBy']),
    readerNote: textOf(reasoning?.['readerNote']),
    entry,
  };
}

/** The answers of every class that the reader may see; the order of the form is the page's business. */
function statementsOf(sent: StoredEntry): Statement[] {
  const parts = Object.values(sent.payload).map(payload => (payload?.['answers'] ?? {}) as Answers);
  return Object.entries(joinClasses(parts)).flatMap(([step, fields]) => {
    const entry = asWritten(sent, step);
    const adds = sent.type === 'one-more-added';
    return Object.entries(fields).map(([field, value]) => ({ step, field, value, adds, entry }));
  });
}

type Answered = Readonly<
  Record<string, { readonly personId: string; readonly at: string; readonly by: JsonObject }>
>;
const answeredOf = (sent: StoredEntry): Answered => (sent.payload.process?.['answered'] ?? {}) as Answered;

/** A step as its author wrote it: whoever sent the referral need not be who was told. */
function asWritten(sent: StoredEntry, step: string): StoredEntry {
  const author = answeredOf(sent)[step];
  if (!author) return sent;
  const process = { ...sent.payload.process, by: author.by };
  return {
    ...sent,
    actorId: author.personId,
    at: Temporal.Instant.from(author.at),
    payload: { ...sent.payload, process },
  };
}

/** The ledger writes `by` into the first payload of an entry: `process`, or the one class that shows the entry. */
export function byOf({ payload }: Pick<StoredEntry, 'payload'>): By | undefined {
  const held = payloadClasses.map(name => payload[name]?.['by']).find(by => by !== undefined);
  return byIn(held);
}

function byIn(value: Json | undefined): By | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const by = value as JsonObject;
  const text = (name: string) => textOf(by[name]) ?? '';
  return {
    name: text('name'),
    role: text('role'),
    organisation: text('organisation'),
    team: text('team'),
  };
}

/** Who had a part in referring the person, and who proposed any decision so far: neither may read a decision second. */
export const referrersOf = (file: CaseFile): readonly string[] =>
  file.entries
    .filter(entry => entry.type === 'referral-submitted' || entry.type === 'draft-opened')
    .flatMap(entry => [entry.actorId, ...Object.values(answeredOf(entry)).map(author => author.personId)]);
export const proposersOf = (file: CaseFile): readonly string[] =>
  file.entries.filter(entry => entry.type === 'decision-proposed').map(entry => entry.actorId);

/** Which classes of personal data the case shows to its reader: what a sight of it is a sight of. */
export const classesIn = (file: CaseFile): readonly DataClass[] =>
  payloadClasses.filter(name => file.entries.some(entry => entry.payload[name] !== undefined));

/** Only `rules.ts` writes these payloads. */
function reasonedOf(reasoning: JsonObject): Reasoned {
  const { outcome, heads, reasons } = reasoning as unknown as Reasoned;
  return { outcome, heads, reasons };
}
const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
