import { isDeepStrictEqual } from 'node:util';
import { openRecord } from '../../platform/access/open.ts';
import { permitOpened, type Permit } from '../../platform/access/permit.ts';
import type { RecordFacts } from '../../platform/access/record.ts';
import type { Answers, StepDefinition } from '../../platform/forms/definition.ts';
import { firstUnanswered, stepOf, submittable } from '../../platform/forms/journey.ts';
import { sealedFields, sealedIn } from '../../platform/forms/sealed.ts';
import { checkAnswers } from '../../platform/forms/schema.ts';
import { append } from '../../platform/ledger/append.ts';
import type { Entry } from '../../platform/ledger/entry.ts';
import type { JsonObject } from '../../platform/pure/json.ts';
import { type FieldError, ok, refuse, type Result } from '../../platform/pure/result.ts';
import { sealAnswers } from '../../platform/seal/answers.ts';
import { forgetDataKeys } from '../../platform/seal/store.ts';
import type { Work } from '../../platform/work.ts';
import { findTakingPart } from '../organisations/public.ts';
import { refuseUnchecked } from './draft/checked.ts';
import { openPart, refuseClosed, refuseWhole } from './draft/consent-first.ts';
import { takeBackWithoutGround, tellReferred } from './handing-over/close.ts';
import { findHandOverOf } from './handing-over/store.ts';
import { notifyTeam } from './jobs.ts';
import type { Authors } from './model.ts';
import { keepWhatIsLeft, readPage, troubles, type PageSent } from './draft/page-sent.ts';
import { findParties, referrerOf } from './parties.ts';
import { removeWhatWasRefused } from './notice/removal.ts';
import { openDraft, refuseMove } from './rules.ts';
import { linkSameSituation } from './situation/link.ts';
import { keepBeginning } from './situation/store.ts';
import { decideSending } from './sending.ts';
import { findDraftAnswers, findDraftAuthors, holdDraft, openDraftRow, saveDraftStep } from './store.ts';
import { deleteDraft } from './draft/together-store.ts';
import { unsentOf } from './draft/unsent.ts';
import { sendDraftFiles } from './evidence/commands.ts';
import { findDraftFiles } from './evidence/store.ts';
import { theForm } from './forms.ts';

export interface Opened {
  readonly reference: string;
}

/** Opens a draft for the viewer's team, with answers that are known already, and of which record, where it is another's. */
export async function startDraft(
  work: Work,
  _permit: Permit<'referral:start'> | Permit<'referral:another'>,
  known: Answers = {},
  from?: RecordFacts,
): Promise<Result<Opened & { readonly step: string | undefined }>> {
  const record = await openRecord(work);
  await append(work, record, [openDraft(referrerOf(work, await findTakingPart(work)))]);
  await openDraftRow(work, record.recordId);
  if (from) await keepBeginning(work, record.recordId, from);
  const form = theForm(work.pack);
  for (const [step, answers] of Object.entries(known))
    await saveDraftStep(work, record.recordId, form, step, answers);
  return ok({ reference: record.reference, step: firstUnanswered(form, known)?.id });
}

/** Keeps a draft on, or takes one up again that was put away: it counts as touched from now, and nothing else changes. */
export async function keepDraft(
  work: Work,
  { record }: Permit<'referral:draft'> | Permit<'request:edit'>,
): Promise<Result<Opened>> {
  const move = refuseMove(record.stage, 'save');
  if (!move.ok) return move;
  if (!(await holdDraft(work, record.recordId))) return refuse('not-a-draft');
  return ok({ reference: record.reference });
}

export interface Answered {
  /** All answers of the draft, as they are saved now. */
  readonly answers: Answers;
  /** What of the page was not saved, and must be put right or chosen. */
  readonly faults: readonly FieldError[];
  /** What the page is made from now (`based.ts`), where it stays open. */
  readonly base: string | undefined;
  /** Whether a team was asked to take the draft over, and is not any more, for what was answered here. */
  readonly isTakenBack?: boolean;
}

/** Saves a page of a draft as it was sent: all of it, or, where some of it is wrong, what is sound by itself. */
export async function answerStep(
  work: Work,
  { record }: Permit<'referral:draft'>,
  sent: PageSent,
): Promise<Result<Answered>> {
  const form = theForm(work.pack);
  const step = stepOf(form, sent.step);
  if (!step) return refuse('not-found');
  const move = refuseMove(record.stage, 'save');
  if (!move.ok) return move;
  const draft = await holdDraft(work, record.recordId);
  if (!draft) return refuse('not-a-draft');
  const soFar = await findDraftAnswers(work, record.recordId);
  const asking = { pack: work.pack, form };
  const open = refuseClosed(work, soFar, step);
  if (!open.ok) return open;
  const part = openPart(asking, soFar, step, work.today);
  const isPart = part !== step;
  const whole = isPart ? refuseWhole(form, soFar, { step, part, body: sent.body }) : ok(true);
  if (!whole.ok) return whole;
  // Nothing else of the page is missed while it is not asked.
  const asks = isPart ? { ...form, steps: form.steps.map(each => (each === step ? part : each)) } : form;
  const read = readPage({ ...asking, form: asks }, { step: part, soFar, ...draft }, sent, work.today);
  // What waits stays as it was said.
  const answers = isPart ? { ...without(soFar[step.id], part), ...read.answers } : read.answers;
  const told = troubles(step, read, sent);
  // Whoever types has not pressed anything yet: nothing that somebody said is replaced by it (decision 0013).
  const isHeld = sent.isTyping === true;
  const isDone = told.length === 0 && !sent.leaves && !sent.isTyping;
  const hasNews = !isHeld && (isDone || !isDeepStrictEqual(answers, soFar[step.id] ?? {}));
  if (hasNews) await saveDraftStep(work, record.recordId, form, step.id, answers);
  const now = hasNews ? { ...soFar, [step.id]: answers } : soFar;
  const left = await removeWhatWasRefused(work, record, now, soFar);
  if (!left.ok) return left;
  const isTakenBack = hasNews && (await takeBackWithoutGround(work, record.recordId, now));
  if (isPart) return ok({ answers: left.value, base: undefined, faults: told, isTakenBack });
  const page = { form, step, answers: left.value, salt: draft.salt, place: step.id, read, isHeld };
  const base = await keepWhatIsLeft(work, record.recordId, page, sent);
  return ok({ answers: left.value, base, faults: told, isTakenBack });
}

const without = (answers: Answers[string] = {}, { fields }: StepDefinition): Answers[string] =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => !fields.some(({ id }) => id === name)));

/**
 * Sends a draft: the whole of it is checked again, and only what applies is sent. `shown` is what the page before sending
 * was made from (`checked.ts`).
 */
export async function submitDraft(
  work: Work,
  { record }: Permit<'referral:submit'>,
  shown?: string,
): Promise<Result<Opened>> {
  const move = refuseMove(record.stage, 'submit');
  if (!move.ok) return move;
  const draft = await holdDraft(work, record.recordId);
  if (!draft) return refuse('not-a-draft');
  const handOver = await findHandOverOf(work, record.recordId);
  if (handOver?.state === 'asked')
    return refuse('invalid', [{ field: 'handOver', message: 'hand-over.error.being-handed-over' }]);
  const form = theForm(work.pack);
  const held = await findDraftAnswers(work, record.recordId);
  const files = await findDraftFiles(work, record.recordId);
  const asShown = refuseUnchecked(shown, { form, answers: held, files, ...draft });
  if (!asShown.ok) return asShown;
  const answers = submittable(form, held);
  const checked = checkAnswers(form, answers, work);
  if (!checked.ok) return checked;
  const keep = sealedIn(form, answers).map(({ answer }) => answer.seal);
  await forgetDataKeys(work, record.recordId, { fields: sealedFields(form), keep });
  const sent = await send(work, record, answers, {
    authors: await findDraftAuthors(work, record.recordId),
    files: await sendDraftFiles(work, record.recordId),
    unsent: await unsentOf(work, record.recordId),
  });
  if (!sent.ok) return sent;
  await linkSameSituation(work, record.recordId);
  await deleteDraft(work, record.recordId);
  if (draft.fromHandOver !== null) await tellReferred(work, draft.fromHandOver);
  return sent;
}

/** A whole referral at once, as other systems send it. `answers` were parsed by the form's own schema. */
export async function submitReferral(
  work: Work,
  permit: Permit<'referral:start'>,
  answers: Answers,
): Promise<Result<Opened>> {
  const { record } = permitOpened(permit, 'referral:submit', await openRecord(work));
  return send(work, record, answers, { opens: true });
}

async function send(
  work: Work,
  record: RecordFacts,
  answers: Answers,
  {
    authors,
    files = [],
    opens = false,
    unsent = [],
  }: {
    readonly authors?: Authors;
    readonly files?: readonly Entry[];
    readonly opens?: boolean;
    readonly unsent?: readonly JsonObject[];
  },
): Promise<Result<Opened>> {
  const { recordId, reference } = record;
  const decided = await decideSending(work, answers, {
    stage: record.stage,
    authors,
    opens,
    unsent,
    seal: form => sealAnswers(work, recordId, form, answers),
    partiesOf: authority => findParties(work, authority),
  });
  if (!decided.ok) return decided;
  const { entries, authority } = decided.value;
  await append(work, record, [...entries, ...files]);
  await work.jobs.add(notifyTeam, { team: authority, about: 'work-waiting' });
  return ok({ reference });
}
