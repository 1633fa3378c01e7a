import { isDeepStrictEqual } from 'node:util';
import { openRecord } from '../../../platform/access/open.ts';
import type { Permit } from '../../../platform/access/permit.ts';
import type { RecordFacts } from '../../../platform/access/record.ts';
import { factsOf } from '../../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { applicable, firstUnanswered, stepOf, submittable } from '../../../platform/forms/journey.ts';
import { checkAnswers } from '../../../platform/forms/schema.ts';
import { forgetForms } from '../../../platform/http/session-kept-form.ts';
import { append } from '../../../platform/ledger/append.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import type { HowAgreed } from '../../consent/public.ts';
import { findTakingPart } from '../../organisations/public.ts';
import { type Answered, keepDraft, type Opened } from '../commands.ts';
import { keepWhatIsLeft, type PageSent, readPage, troubles } from '../draft/page-sent.ts';
import { deleteDraft, forgetTyped, listWhoWasIn } from '../draft/together-store.ts';
import { askTeam } from '../handing-over/ask-team.ts';
import { findHandOverOf } from '../handing-over/store.ts';
import { listTeamsToAsk } from '../handing-over/teams.ts';
import { endDraft } from '../notice/rules.ts';
import { personTreatedAs, refuseMove } from '../rules.ts';
import { findDraftAnswers, holdDraft, openDraftRow, saveDraftStep } from '../store.ts';
import { agreesToBeToldOf, closesSteps, openRequest, stillKept } from './rules.ts';
import { requestTerms } from './terms.ts';

const placeOf = (step: string): string => `asking.${step}`;

/** Opens a request of the viewer's team. */
export async function startRequest(
  work: Work,
  _permit: Permit<'request:start'>,
): Promise<Result<Opened & { readonly step: string }>> {
  const found = requestTerms(work.pack);
  const step = found && firstUnanswered(found.form, {});
  if (!found || !step) return refuse('not-in-the-pack');
  const record = await openRecord(work, found.requests.prefix);
  const { watchesReferrer } = await findTakingPart(work);
  const parties = {
    asking: work.viewer.team.id,
    ...(watchesReferrer && { 'referrer-data-protection': watchesReferrer }),
  };
  await append(work, record, [openRequest(parties)]);
  await openDraftRow(work, record.recordId);
  return ok({ reference: record.reference, step: step.id });
}

/** A request that may be changed now: its form, and what it holds; nobody changes what another team is looking at. */
async function holdRequest(work: Work, record: RecordFacts) {
  const move = refuseMove(record.stage, 'save');
  if (!move.ok) return move;
  const found = requestTerms(work.pack);
  if (!found) return refuse('not-found');
  const draft = await holdDraft(work, record.recordId);
  if (!draft) return refuse('not-a-draft');
  const asked = await findHandOverOf(work, record.recordId);
  if (asked?.state === 'asked') return refuse('not-in-this-stage');
  return ok({ ...found, ...draft, soFar: await findDraftAnswers(work, record.recordId) });
}

/** Saves a page of a request as it was sent; what an adult does not agree to is gone in the same transaction. */
export async function answerRequest(
  work: Work,
  { record }: Permit<'request:edit'>,
  sent: PageSent,
): Promise<Result<Answered>> {
  const held = await holdRequest(work, record);
  if (!held.ok) return held;
  const { form, soFar, salt } = held.value;
  const step = stepOf(form, sent.step);
  if (!step || !applicable(form, soFar).some(each => each.step === step)) return refuse('not-found');
  const read = readPage({ pack: work.pack, form }, { step, soFar, salt }, sent, work.today);
  // Whoever hovers over an answer that would take others away has not pressed anything yet.
  const isHeld = sent.isTyping === true && closesSteps(form, soFar, { ...soFar, [step.id]: read.answers });
  const answers = isHeld ? (soFar[step.id] ?? {}) : read.answers;
  if (!sent.isTyping || !isDeepStrictEqual(answers, soFar[step.id] ?? {}))
    await saveDraftStep(work, record.recordId, form, step.id, answers);
  const left = await keepWhatApplies(work, record, form, { ...soFar, [step.id]: answers });
  const page = { form, step, answers: left, salt, place: placeOf(step.id), read, isHeld };
  const base = await keepWhatIsLeft(work, record.recordId, page, sent);
  return ok({ answers: left, base, faults: troubles(step, read, sent) });
}

async function keepWhatApplies(
  work: Work,
  record: RecordFacts,
  form: FormDefinition,
  answers: Answers,
): Promise<Answers> {
  const { kept, changed } = stillKept(form, answers);
  if (changed.length === 0) return answers;
  for (const step of changed) await saveDraftStep(work, record.recordId, form, step, kept[step] ?? {});
  await forgetTypedInClosed(work, record, form, kept);
  return kept;
}

async function forgetTypedInClosed(
  work: Work,
  { recordId, reference }: RecordFacts,
  form: FormDefinition,
  kept: Answers,
): Promise<void> {
  const open = new Set(applicable(form, kept).map(({ step }) => step.id));
  const closed = form.steps.filter(({ id }) => !open.has(id));
  for (const { id } of closed) await forgetTyped(work, recordId, placeOf(id));
  await forgetForms(work.db, `/requests/${reference}`, await listWhoWasIn(work, recordId));
}

interface ToSend {
  readonly team: string;
  readonly way: string;
  readonly classes: readonly DataClass[];
  readonly how?: HowAgreed;
  readonly expiresOn?: PlainDate | undefined;
}

/**
 * Asks a first responder to refer. An adult's consent, class by class, or for a child the pack's ground, lets that team see
 * the request until it answers. Without an adult's consent it learns that it is asked, and the request ends at once: it
 * holds nothing that anybody needs then.
 */
export async function sendRequest(
  work: Work,
  { record }: Permit<'request:send'>,
  asked: ToSend,
): Promise<Result<Opened>> {
  const held = await holdRequest(work, record);
  if (!held.ok) return held;
  const { form, terms, requests, soFar } = held.value;
  const answers = submittable(form, soFar);
  const checked = checkAnswers(form, answers, work);
  if (!checked.ok) return checked;
  const facts = factsOf(form, answers);
  const as = personTreatedAs({ pack: work.pack, form }, facts, work.today);
  if (!as.ok) return as;
  const party = (await listTeamsToAsk(work, facts.nation)).find(({ id }) => id === asked.team);
  if (!party) return refuse('invalid', [{ field: 'ask.team', message: 'error.not-an-option' }]);
  const isShown = as.value === 'child' || agreesToBeToldOf(form, answers);
  const { way, classes, how = {}, expiresOn } = asked;
  const to = { way, classes, how, expiresOn, party, treatedAs: as.value, reason: requests.reason.code };
  const sent = await askTeam(work, record, { ...to, terms, facts, isShown, form: form.id });
  if (sent.ok && !isShown) await end(work, record, 'handed-over');
  return sent;
}

/** Keeps a request that was about to be put away, or was, among those of its team. */
export async function keepRequest(work: Work, permit: Permit<'request:edit'>): Promise<Result<Opened>> {
  const asked = await findHandOverOf(work, permit.record.recordId);
  return asked?.state === 'asked' ? refuse('not-in-this-stage') : keepDraft(work, permit);
}

/** Deletes a request with everything in it. */
export async function deleteRequest(work: Work, { record }: Permit<'request:edit'>): Promise<Result<Opened>> {
  const held = await holdRequest(work, record);
  if (!held.ok) return held;
  await end(work, record, 'nothing-sent');
  return ok({ reference: record.reference });
}

async function end(work: Work, record: RecordFacts, because: 'handed-over' | 'nothing-sent'): Promise<void> {
  await forgetForms(work.db, `/requests/${record.reference}`, await listWhoWasIn(work, record.recordId));
  await append(work, record, [endDraft(because)]);
  await deleteDraft(work, record.recordId);
}
