import type { Permit } from '../../platform/access/permit.ts';
import type { RecordFacts } from '../../platform/access/record.ts';
import { append } from '../../platform/ledger/append.ts';
import type { Entry } from '../../platform/ledger/entry.ts';
import { ok, refuse, type Result } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import { type OutsideCopy, outsideCopy } from './copies/outside-copy.ts';
import { notifyRecipient } from './jobs.ts';
import { kindsOfTeam } from './kinds.ts';
import type { ConsentFile, Party } from './model.ts';
import { findConsents, listHeldClasses } from './queries.ts';
import {
  askOverride,
  decideOverride,
  type OverrideAsked,
  reviewOverride,
  type Verdict,
} from './overrides.ts';
import { type ContactSaid, recordContact } from './contact/record.ts';
import { tellOfSharing } from './tasks/telling.ts';
import {
  type Answer,
  type ByLaw,
  fault,
  type Given,
  isOver,
  recordAnswer,
  recordHold,
  withdraw,
} from './rules.ts';

export interface Done {
  readonly reference: string;
  /** What was written down: the consent or the override by which it is named from now on. */
  readonly permission?: string;
}

/** Writes down what the person, or whoever may decide for them, agreed to or refused. What was agreed to is shared at once. */
export const recordConsent = (
  work: Work,
  { record }: Permit<'consent:record'>,
  answer: Answer,
): Promise<Result<Done>> =>
  unlessOver(record, () =>
    change(
      work,
      record,
      (file, given) => {
        const faults = faultsOfDraft(record, answer);
        return faults.length > 0 ? refuse('invalid', faults) : one(recordAnswer(file, answer, given));
      },
      answer.party,
    ),
  );

/**
 * Of a draft the ledger takes codes alone: whoever may yet refuse to be identified must not stand in it in anybody's
 * words. Who interpreted, and how a child or an adult without capacity came to be decided for, is said after sending.
 */
const faultsOfDraft = ({ stage }: RecordFacts, { told }: Answer) =>
  stage === 'draft' ? Object.keys(told).map(name => fault(name, 'consent.error.after-sending')) : [];

const afterSending = (record: RecordFacts, act: () => Promise<Result<Done>>): Promise<Result<Done>> =>
  record.stage === 'draft' ? Promise.resolve(refuse('not-in-this-stage')) : unlessOver(record, act);

/** Whoever refused to be referred, or to be named, is not written about after that: what could hold a name has no place any more. */
const unlessOver = ({ stage }: RecordFacts, act: () => Promise<Result<Done>>): Promise<Result<Done>> =>
  isOver(stage) ? Promise.resolve(refuse('not-in-this-stage')) : act();

/** Ends a consent: from the next transaction on its recipient sees nothing through it. */
export const withdrawConsent = (
  work: Work,
  { record }: Permit<'consent:withdraw'>,
  permission: string,
): Promise<Result<Done>> => change(work, record, (file, given) => one(withdraw(file, permission, given)));

export const holdByLaw = (
  work: Work,
  { record }: Permit<'consent:record'>,
  hold: { readonly party: string; readonly ground: string; readonly reasons: string },
): Promise<Result<Done>> =>
  afterSending(record, () => change(work, record, (file, given) => one(recordHold(file, hold, given))));

/** Writes down to whom a copy is handed, and under which consent; the copy is taken after that. */
export const handCopyOver = (
  work: Work,
  { record }: Permit<'consent:hand-over'>,
  permission: string,
  said: OutsideCopy,
): Promise<Result<Done>> =>
  afterSending(record, () =>
    change(work, record, (file, given) => one(outsideCopy(file, permission, said, given))),
  );

/** Asks to share without consent, once it is sent; on an urgent ground it may be decided in the same breath. */
export const ask = (
  work: Work,
  { record }: Permit<'override:ask'>,
  asked: OverrideAsked,
): Promise<Result<Done>> =>
  afterSending(record, () => change(work, record, (_, given) => askOverride(asked, given), asked.party));

export const decide = (
  work: Work,
  { record }: Permit<'override:decide'>,
  permission: string,
  verdict: Verdict,
): Promise<Result<Done>> =>
  unlessOver(record, () =>
    change(work, record, (file, given) => one(decideOverride(file, permission, verdict, given))),
  );

export const review = (
  work: Work,
  { record }: Permit<'override:review'>,
  permission: string,
  verdict: Verdict,
): Promise<Result<Done>> =>
  change(work, record, (file, given) => one(reviewOverride(file, permission, verdict, given)));

/**
 * Writes down how it is safe to reach the person, in place of what was safe before. Nobody is told. Of a draft the form
 * keeps it: whoever may yet refuse to be identified must not stand in the ledger, which forgets nothing.
 */
export const saveContact = (
  work: Work,
  { record }: Permit<'contact:record'>,
  said: ContactSaid,
): Promise<Result<Done>> =>
  afterSending(record, () => change(work, record, (_, given) => one(recordContact(said, given))));

const one = (entry: Result<Entry>): Result<readonly Entry[]> => (entry.ok ? ok([entry.value]) : entry);

/** What ends every consent of a record that is not over: for whoever withdraws the whole of it, in their own transaction. */
export async function endConsents(work: Work, recordId: string): Promise<readonly Entry[]> {
  const file = await findConsents(work, recordId);
  const given = givenOf(work, await listHeldClasses(work, recordId));
  return file.permissions.flatMap(({ id, kind }) => {
    const ended = kind === 'consent' ? withdraw(file, id, given) : undefined;
    return ended?.ok ? [ended.value] : [];
  });
}

/** Says by mail that there is something to read, to each recipient for whom these entries make a task. */
export async function tellRecipients(work: Work, entries: readonly Entry[]): Promise<void> {
  for (const { payload } of entries) {
    const { task, party } = payload.process ?? {};
    if (typeof task === 'string' && typeof party === 'string')
      await work.jobs.add(notifyRecipient, { team: party });
  }
}

const givenOf = ({ viewer, pack, now, today, newId }: Work, held: Given['held']): Given => ({
  pack,
  now,
  today,
  newId,
  held,
  by: viewer.personId,
  team: viewer.team.id,
});

async function change(
  work: Work,
  record: RecordFacts,
  decide: (file: ConsentFile, given: Given & ByLaw) => Result<readonly Entry[]>,
  party?: Party,
): Promise<Result<Done>> {
  const file = await findConsents(work, record.recordId);
  const given = givenOf(work, await listHeldClasses(work, record.recordId));
  const kinds = party ? await kindsOfTeam(work, party.id) : [];
  const entries = decide(file, { ...given, kinds, pack: work.pack, nation: record.nation });
  if (!entries.ok) return entries;
  await append(work, record, entries.value);
  await tellRecipients(work, entries.value);
  await tellOfSharing(work, file, entries.value);
  const { permission } = entries.value[0]?.payload.process ?? {};
  return ok({ reference: record.reference, ...(typeof permission === 'string' && { permission }) });
}
