import { openRecord } from '../../../platform/access/open.ts';
import type { Permit } from '../../../platform/access/permit.ts';
import { factsOf } from '../../../platform/forms/concepts.ts';
import type { RecordFacts } from '../../../platform/access/record.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { stepOf, submittable } from '../../../platform/forms/journey.ts';
import { checkAnswers } from '../../../platform/forms/schema.ts';
import { forgetForms } from '../../../platform/http/session-kept-form.ts';
import { append } from '../../../platform/ledger/append.ts';
import { dutyToNotify, type Duty } from '../../../platform/pack/duty.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import type { Answered, Opened } from '../commands.ts';
import { dropDraftFiles } from '../evidence/drop.ts';
import { theForm } from '../forms.ts';
import { type Finding, withoutOverlaps } from './identifying.ts';
import { findLookalikes } from './looks.ts';
import { notifyTeam } from '../jobs.ts';
import { findParties } from '../parties.ts';
import { isOurs, removeWhatWasRefused, standingIn } from './removal.ts';
import { keepWhatIsLeft, readPage, troubles, type PageSent } from '../draft/page-sent.ts';
import { endDraft, foundAgain, idOf, notify, refuseUnread, unreadAmong } from './rules.ts';
import { chooseAuthority, refuseMove } from '../rules.ts';
import {
  findDraftAnswers,
  forgetSealed,
  holdDraft,
  listFindings,
  replaceFindings,
  saveDraftStep,
} from '../store.ts';
import { refuseUnchecked } from '../draft/checked.ts';
import { deleteDraft } from '../draft/together-store.ts';
import { inNotice } from './nameless.ts';
import { removesIdentity } from './refusing.ts';

/** Saves a page of the notice as it was sent. */
export async function answerNotice(
  work: Work,
  { record }: Permit<'referral:draft'>,
  sent: PageSent,
): Promise<Result<Answered>> {
  const move = refuseMove(record.stage, 'save');
  if (!move.ok) return move;
  if (!isOurs(record)) return refuse('not-permitted');
  const draft = await holdDraft(work, record.recordId);
  if (!draft) return refuse('not-a-draft');
  const soFar = await findDraftAnswers(work, record.recordId);
  const standing = standingIn(work, soFar);
  if (standing.is !== 'owing-notice') return refuse('not-found');
  const { form } = standing.duty;
  const step = stepOf(form, sent.step);
  if (!step) return refuse('not-found');
  const read = readPage({ pack: work.pack, form }, { step, soFar, ...draft }, sent, work.today);
  // As in a referral, typing replaces nothing that somebody went on with (decision 0013).
  const isHeld = sent.isTyping === true;
  const left = isHeld ? ok(soFar) : await savePageOfNotice(work, record, form, step.id, soFar, read.answers);
  if (!left.ok) return left;
  const { salt } = draft;
  const isNameless = removesIdentity(standing);
  const page = { form, step, answers: left.value, salt, place: inNotice + step.id, read, isHeld, isNameless };
  const base = await keepWhatIsLeft(work, record.recordId, page, sent);
  return ok({ answers: left.value, base, faults: troubles(step, read, sent) });
}

async function savePageOfNotice(
  work: Work,
  record: RecordFacts,
  form: FormDefinition,
  step: string,
  before: Answers,
  answers: Answers[string],
): Promise<Result<Answers>> {
  const { recordId } = record;
  await saveDraftStep(work, recordId, form, step, answers);
  const findings = await listFindings(work, recordId);
  await replaceFindings(work, recordId, moved(findings, { step, before: before[step], after: answers }));
  return removeWhatWasRefused(work, record, { ...before, [step]: answers }, before);
}

function moved(
  findings: readonly Finding[],
  page: {
    readonly step: string;
    readonly before: Answers[string] | undefined;
    readonly after: Answers[string];
  },
): readonly Finding[] {
  const { step, before, after } = page;
  const fields = new Set(findings.filter(each => each.step === step).map(({ field }) => field));
  const text = (answers: Answers[string] | undefined, field: string) => String(answers?.[field] ?? '');
  return [
    ...findings.filter(each => each.step !== step),
    ...[...fields].flatMap(field => {
      const here = findings.filter(each => each.step === step && each.field === field);
      const again = foundAgain(text(before, field), here, text(after, field));
      return again.map(found => ({ ...found, step, field }));
    }),
  ];
}

/** What of a notice's texts says, or looks as if it said, who somebody is: to be looked at before it is sent. */
export async function findingsOf(
  work: Work,
  recordId: string,
  answers: Answers,
): Promise<readonly Finding[]> {
  const standing = standingIn(work, answers);
  if (standing.is !== 'owing-notice' || standing.identified !== false) return [];
  const { form } = standing.duty;
  const { pack, today } = work;
  const nation = factsOf(theForm(pack), answers).nation ?? null;
  const all = [
    ...(await listFindings(work, recordId)),
    ...findLookalikes({ pack, today, nation }, form, submittable(form, answers)),
  ];
  const texts = new Map(all.map(each => [`${each.step}.${each.field}`, each] as const));
  return [...texts.values()].flatMap(({ step, field }) => {
    const here = all.filter(each => each.step === step && each.field === field);
    const isWhole = ({ kind }: Finding) => kind === 'not-compared';
    const found = withoutOverlaps(here.filter(each => !isWhole(each)));
    return [...here.filter(isWhole), ...found].map(each => ({ ...each, step, field }));
  });
}

/** Sends the notice of a draft, under a number of its own, and ends the draft. */
export async function sendNotice(
  work: Work,
  { record }: Permit<'referral:submit'>,
  confirmed: readonly string[],
  shown?: string,
): Promise<Result<Opened>> {
  const move = refuseMove(record.stage, 'submit');
  if (!move.ok) return move;
  if (!isOurs(record)) return refuse('not-permitted');
  const draft = await holdDraft(work, record.recordId);
  if (!draft) return refuse('not-a-draft');
  const held = await findDraftAnswers(work, record.recordId);
  const standing = standingIn(work, held);
  if (standing.is !== 'owing-notice') return refuse('not-found');
  const { duty } = standing;
  const asShown = refuseUnchecked(shown, { form: duty.form, answers: held, ...draft });
  if (!asShown.ok) return asShown;
  const findings = await findingsOf(work, record.recordId, held);
  const read = refuseUnread(findings, confirmed);
  if (!read.ok) return read;
  const answers = checkAnswers(duty.form, submittable(duty.form, held), work);
  if (!answers.ok) return answers;
  const { nation = '' } = factsOf(theForm(work.pack), held);
  const sent = await send(work, { duty, nation, answers: answers.value, confirmed: findings.length });
  if (!sent.ok) return sent;
  await dropDraftFiles(work, record.recordId);
  await append(work, record, [endDraft('notified')]);
  await forgetSealed(work, record.recordId, theForm(work.pack));
  await deleteDraft(work, record.recordId);
  return sent;
}

/** A whole notice at once, as other systems send it. A place that looks as if it told who it is stays only where they say that somebody looked at it. */
export async function submitNotice(
  work: Work,
  _permit: Permit<'referral:start'>,
  {
    nation,
    answers,
    confirmed = [],
  }: {
    readonly nation: string;
    readonly answers: Answers;
    readonly confirmed?: readonly string[] | undefined;
  },
): Promise<Result<Opened>> {
  const { pack, today } = work;
  const duty = dutyToNotify(pack, 'adult', { nation, on: today });
  if (!duty) return refuse('invalid', [{ field: 'nation', message: 'notices.error.no-duty' }]);
  const asked = submittable(duty.form, answers);
  const isNamed = factsOf(duty.form, asked).identification === 'given';
  const findings = isNamed ? [] : findLookalikes({ pack, today, nation }, duty.form, asked);
  const unread = unreadAmong(findings, confirmed);
  if (unread.length > 0) return refuse('invalid', unread.map(toConfirm));
  return send(work, { duty, nation, answers: asked, confirmed: findings.length });
}

/** Which field, where in it and of which kind: never what stands there. */
const toConfirm = (finding: Finding): FieldError => ({
  field: `answers.${finding.step}.${finding.field}`,
  message: `notices.error.identifies.${finding.kind}`,
  kind: finding.kind,
  place: idOf(finding),
});

interface ToSend {
  readonly duty: Duty;
  readonly nation: string;
  readonly answers: Answers;
  readonly confirmed: number;
}

async function send(work: Work, { duty, nation, answers, confirmed }: ToSend): Promise<Result<Opened>> {
  const facts = factsOf(duty.form, answers);
  const routed = chooseAuthority(work.pack, { ...facts, nation }, work.today);
  if (!routed.ok) return routed;
  const parties = await findParties(work, routed.value.authority.code);
  if (!parties) return refuse('not-in-the-pack');
  const given = { duty, nation, today: work.today, routed: routed.value, parties, confirmed };
  const entry = notify(answers, facts, given);
  if (!entry.ok) return entry;
  // A record of its own: nothing leads from it to the draft, nor to the reference that the draft was known by.
  const notice = await openRecord(work, work.pack.noticePrefix);
  await append(work, notice, [entry.value]);
  await work.jobs.add(notifyTeam, { team: parties.authority, about: 'work-waiting' });
  return ok({ reference: notice.reference });
}

/** Ends a draft whose person refused, where nothing has to be sent. */
export async function endRefused(work: Work, { record }: Permit<'referral:submit'>): Promise<Result<Opened>> {
  const move = refuseMove(record.stage, 'submit');
  if (!move.ok) return move;
  if (!isOurs(record)) return refuse('not-permitted');
  if (!(await holdDraft(work, record.recordId))) return refuse('not-a-draft');
  if (standingIn(work, await findDraftAnswers(work, record.recordId)).is === 'going-on')
    return refuse('not-found');
  await forgetSealed(work, record.recordId, theForm(work.pack));
  await dropDraftFiles(work, record.recordId);
  await deleteDraft(work, record.recordId);
  await forgetForms(work.db, `/referrals/${record.reference}`, [work.viewer.personId]);
  await append(work, record, [endDraft('nothing-sent')]);
  return ok({ reference: record.reference });
}
