import type { Permit } from '../../platform/access/permit.ts';
import type { RecordFacts } from '../../platform/access/record.ts';
import { append } from '../../platform/ledger/append.ts';
import type { Entry } from '../../platform/ledger/entry.ts';
import { ok, refuse, type Result } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import { notifyRecipient } from './jobs.ts';
import type { ConsentFile } from './model.ts';
import { findConsents, listHeldClasses } from './queries.ts';
import {
  askOverride,
  decideOverride,
  type OverrideAsked,
  reviewOverride,
  type Verdict,
} from './overrides.ts';
import { type ContactSaid, recordContact } from './record-contact.ts';
import { type Answer, fault, type Given, recordAnswer, recordHold, withdraw } from './rules.ts';

export interface Done {
  readonly reference: string;
}

/** Writes down what the person, or whoever may decide for them, agreed to or refused. What was agreed to is shared at once. */
export const recordConsent = (
  work: Work,
  { record }: Permit<'consent:record'>,
  answer: Answer,
): Promise<Result<Done>> =>
  change(work, record, (file, given) => {
    const faults = faultsOfDraft(record, answer);
    return faults.length > 0 ? refuse('invalid', faults) : one(recordAnswer(file, answer, given));
  });

/**
 * Of a draft the ledger takes codes alone: whoever may yet refuse to be identified must not stand in it in anybody's
 * words. Who interpreted, and how a child or an adult without capacity came to be decided for, is said after sending.
 */
const faultsOfDraft = ({ stage }: RecordFacts, { told }: Answer) =>
  stage === 'draft' ? Object.keys(told).map(name => fault(name, 'consent.error.after-sending')) : [];

const afterSending = (record: RecordFacts, act: () => Promise<Result<Done>>): Promise<Result<Done>> =>
  record.stage === 'draft' ? Promise.resolve(refuse('not-in-this-stage')) : act();

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

/** Asks to share without consent, once it is sent; on an urgent ground it may be decided in the same breath. */
export const ask = (
  work: Work,
  { record }: Permit<'override:ask'>,
  asked: OverrideAsked,
): Promise<Result<Done>> =>
  afterSending(record, () => change(work, record, (_, given) => askOverride(asked, given)));

export const decide = (
  work: Work,
  { record }: Permit<'override:decide'>,
  permission: string,
  verdict: Verdict,
): Promise<Result<Done>> =>
  change(work, record, (file, given) => one(decideOverride(file, permission, verdict, given)));

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

async function change(
  work: Work,
  record: RecordFacts,
  decide: (file: ConsentFile, given: Given) => Result<readonly Entry[]>,
): Promise<Result<Done>> {
  const { viewer, pack, now, today, newId } = work;
  const file = await findConsents(work, record.recordId);
  const held = await listHeldClasses(work, record.recordId);
  const entries = decide(file, {
    pack,
    now,
    today,
    newId,
    held,
    by: viewer.personId,
    team: viewer.team.id,
  });
  if (!entries.ok) return entries;
  await append(work, record, entries.value);
  for (const { payload } of entries.value) {
    const { task, party } = payload.process ?? {};
    if (typeof task === 'string' && typeof party === 'string')
      await work.jobs.add(notifyRecipient, { team: party });
  }
  return ok({ reference: record.reference });
}
