import type { Entry } from '../../platform/ledger/entry.ts';
import { dueOn } from '../../platform/pack/clock.ts';
import type { Definition } from '../../platform/pack/definition.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { needsSecondReader } from '../../platform/pack/second-reader.ts';
import type { JsonObject } from '../../platform/pure/json.ts';
import { ok, refuse, type Result } from '../../platform/pure/result.ts';
import type { PlainDate } from '../../platform/pure/time.ts';
import {
  byOf,
  type By,
  type CaseFile,
  type CaseState,
  proposersOf,
  type Reasoned,
  referrersOf,
  type Working,
} from './model.ts';
import { whole } from './whole.ts';

export type Move = 'take' | 'allocate' | 'decide' | 'read-second';
const moves: Readonly<Record<CaseState, readonly Move[]>> = {
  unallocated: ['take', 'allocate'],
  allocated: ['allocate', 'decide'],
  'second-reading': ['read-second'],
  decided: [],
  withdrawn: [],
};

export const mayMove = (file: CaseFile, move: Move): boolean => moves[file.state].includes(move);

interface Person {
  readonly personId: string;
  readonly name: string;
}

export interface Given {
  readonly pack: Pack;
  readonly today: PlainDate;
  readonly definition: Definition;
  /** Who acts. */
  readonly by: string;
}

/** Puts a case that nobody has on one's own desk. */
export function take(file: CaseFile, by: Person): Result<Entry> {
  if (!mayMove(file, 'take')) return refuse('not-in-this-stage');
  return referrersOf(file).includes(by.personId) ? refuse('not-permitted') : ok(allocated(by));
}

/** Puts a case on somebody's desk, also when it is on another's. */
export function allocate(file: CaseFile, to: Person): Result<Entry> {
  if (!mayMove(file, 'allocate')) return refuse('not-in-this-stage');
  // Nobody decides on a person whom they referred.
  if (referrersOf(file).includes(to.personId))
    return refuse('invalid', [{ field: 'to', message: 'decisions.error.colleague-referred' }]);
  return ok(allocated(to));
}

const allocated = ({ personId, name }: Person): Entry => ({
  type: 'case-allocated',
  payload: { process: { to: personId, toName: name } },
});

/**
 * Records a decision, or proposes it to a second reader where the pack's rule asks for one. A person chooses the outcome;
 * the findings must not contradict it, and every head must be worked through with reasons.
 */
export function decide(file: CaseFile, working: Working, given: Given): Result<Entry> {
  if (!mayMove(file, 'decide')) return refuse('not-in-this-stage');
  if (file.allocatedTo !== given.by || referrersOf(file).includes(given.by)) return refuse('not-permitted');
  const reasoned = whole(working, given.definition);
  if (!reasoned.ok) return reasoned;
  const { outcome } = reasoned.value;
  const second = needsSecondReader(given.pack, outcome, { nation: file.nation ?? null, on: given.today });
  if (!second.ok) return refuse('not-in-the-pack');
  return ok(second.value ? proposed(reasoned.value) : recorded(file, reasoned.value, given, null));
}

/** The second reader agrees, and the decision stands; or returns it with reasons, and it is proposed no longer. */
export function secondRead(
  file: CaseFile,
  reading: { readonly agrees: boolean; readonly reasons: string },
  given: Given,
): Result<Entry> {
  const { proposal } = file;
  if (!mayMove(file, 'read-second') || !proposal) return refuse('not-in-this-stage');
  if ([...proposersOf(file), file.allocatedTo, ...referrersOf(file)].includes(given.by))
    return refuse('reader-must-be-another');
  if (reading.agrees) {
    const { outcome, heads, reasons } = proposal;
    const by = byOf(proposal.entry);
    if (!by) throw new Error('The ledger wrote a proposal without its author');
    return ok(recorded(file, { outcome, heads, reasons }, given, { by, note: reading.reasons }));
  }
  if (reading.reasons.trim() === '')
    return refuse('invalid', [{ field: 'reasons', message: 'decisions.error.reasons-to-return' }]);
  const reasoning = { reasons: reading.reasons };
  return ok({ type: 'decision-returned', payload: { reasoning } });
}

/** Without `process`, so seen by grants of `reasoning` alone: whoever referred must not learn which way it leans. */
const proposed = (reasoned: Reasoned): Entry => ({
  type: 'decision-proposed',
  payload: { reasoning: asJson(reasoned) },
});

function recorded(
  file: CaseFile,
  reasoned: Reasoned,
  { pack, today, definition }: Given,
  read: { readonly by: By; readonly note: string } | null,
): Entry {
  const recovers = reasoned.outcome === 'positive';
  const recovery = recovers ? dueOn(pack, 'recovery.min', file.nation ?? null, today) : undefined;
  return {
    type: 'decision-recorded',
    payload: {
      process: {
        decision: 'reasonable-grounds',
        outcome: reasoned.outcome,
        decidedOn: today.toString(),
        definitionFrom: definition.version.from,
        secondReader: read !== null,
        recoveryUntil: recovery?.ok ? recovery.value.on.toString() : null,
      },
      reasoning: {
        ...asJson(reasoned),
        ...(read && { proposedBy: { ...read.by }, readerNote: read.note }),
      },
    },
  };
}

const asJson = (reasoned: Reasoned): JsonObject => ({
  ...reasoned,
  heads: reasoned.heads.map(head => ({ ...head })),
});
