import { openRecord } from '../../../platform/access/open.ts';
import type { Permit } from '../../../platform/access/permit.ts';
import { factsOf } from '../../../platform/forms/concepts.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import { append } from '../../../platform/ledger/append.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import type { HowAgreed } from '../../consent/public.ts';
import { findTakingPart } from '../../organisations/public.ts';
import type { Opened } from '../commands.ts';
import { deleteDraft } from '../draft/together-store.ts';
import { dropDraftFiles } from '../evidence/drop.ts';
import { findDraftFiles } from '../evidence/store.ts';
import { formNamed, theForm } from '../forms.ts';
import { notifyTeam } from '../jobs.ts';
import { standingIn } from '../notice/removal.ts';
import { endDraft } from '../notice/rules.ts';
import { referrerOf } from '../parties.ts';
import { openDraft, personTreatedAs, refuseMove } from '../rules.ts';
import { findDraftAnswers, findDraftAuthors, forgetSealed, holdDraft, openDraftRow } from '../store.ts';
import { closeShown, isGroundFor } from './close.ts';
import { decidersOf, mayDecide } from './ground.ts';
import { listTeamsToAsk } from './teams.ts';
import { askTeam } from './ask-team.ts';
import { acceptOver, carriedOver, declineOver, refuseAnswered, takeBackOver } from './rules.ts';
import { findHandOver, findHandOverOf, holdShown, writeAs } from './store.ts';

export interface AskedOver {
  readonly reason: string;
  readonly team: string;
  /** Of an adult alone: whether they agree that the other team sees what they said, what of it, and how they agreed. */
  readonly consent: 'given' | 'refused' | undefined;
  readonly way: string;
  readonly classes: readonly DataClass[];
  readonly how?: HowAgreed;
  readonly expiresOn?: PlainDate | undefined;
  /** Of an adult who lacks the capacity to decide on the referral: who decided for them. */
  readonly decider?: string | undefined;
}

const fault = (field: string, message: string): FieldError => ({ field: `ask.${field}`, message });

/**
 * Asks another team to refer in one's own place. Until it answers, the draft stays with whoever asks, who answers for the
 * person. Without an adult's consent the other team learns that it is asked, by whom and how urgent it is.
 */
export async function askToTakeOver(
  work: Work,
  { record }: Permit<'hand-over:ask'>,
  asked: AskedOver,
): Promise<Result<Opened>> {
  const terms = work.pack.consent.handOver;
  if (!terms) return refuse('not-found');
  const move = refuseMove(record.stage, 'submit');
  if (!move.ok) return move;
  if (!(await holdDraft(work, record.recordId))) return refuse('not-a-draft');
  const form = theForm(work.pack);
  const answers = submittable(form, await findDraftAnswers(work, record.recordId));
  const facts = factsOf(form, answers);
  const as = personTreatedAs({ pack: work.pack, form }, facts, work.today);
  if (!as.ok) return as;
  // Whoever refused is not handed over: what is owed then is owed by those who met them.
  if (standingIn(work, answers).is !== 'going-on') return refuse('not-in-this-stage');
  const before = await findHandOverOf(work, record.recordId);
  const party = (await listTeamsToAsk(work, facts.nation)).find(({ id }) => id === asked.team);
  const files = await findDraftFiles(work, record.recordId);
  const faults = [
    ...(before?.state === 'asked' ? [fault('team', 'hand-over.error.asked-already')] : []),
    ...(terms.reasons.some(({ code }) => code === asked.reason)
      ? []
      : [fault('reason', 'error.not-an-option')]),
    ...(party ? [] : [fault('team', 'error.not-an-option')]),
    ...(as.value === 'adult' && asked.consent === undefined ? [fault('consent', 'error.choose')] : []),
    ...(files.length > 0 ? [fault('team', 'hand-over.error.files')] : []),
  ];
  if (faults.length > 0 || !party) return refuse('invalid', faults);
  const isShown = as.value === 'child' || asked.consent === 'given';
  const deciders = as.value === 'adult' ? decidersOf(work, facts) : undefined;
  if (isShown && as.value === 'adult' && !mayDecide(deciders, asked.decider))
    return refuse('invalid', [fault('decider', 'error.not-an-option')]);
  return askTeam(work, record, { ...asked, terms, facts, party, treatedAs: as.value, isShown });
}

/**
 * Takes a draft over: a draft of the asked team begins from what it was shown, under the names of those who wrote it, and
 * the other one ends, with everything in it. `seen` is when the draft was saved that was looked at.
 */
export async function acceptHandOver(
  work: Work,
  { record }: Permit<'hand-over:answer'>,
  seen: string,
): Promise<Result<Opened>> {
  const move = refuseAnswered(record.stage);
  if (!move.ok) return move;
  const handOver = await findHandOver(work, record.recordId);
  if (!handOver) return refuse('not-found');
  const { sourceId, permission } = handOver;
  const shown = permission === undefined ? undefined : await holdShown(work, sourceId);
  // The consent was withdrawn, or the draft was ended since.
  if (permission !== undefined && !shown) return refuse('not-in-this-stage');
  if (shown && shown.savedAt !== seen) return refuse('changed-since');
  const form = formNamed(work.pack, handOver.form);
  const answers: Answers = shown ? await findDraftAnswers(work, sourceId) : {};
  if (shown && !(await isGroundFor(work, handOver, form, answers))) return refuse('not-in-this-stage');
  if (shown && (await findDraftFiles(work, sourceId)).length > 0) return refuse('not-in-this-stage');
  const authors = await findDraftAuthors(work, sourceId);
  const draft = await openRecord(work);
  const parties = referrerOf(work, await findTakingPart(work));
  const opened = openDraft(parties);
  await append(work, draft, [
    { ...opened, payload: { process: { ...opened.payload.process, handOver: record.reference } } },
  ]);
  await openDraftRow(work, draft.recordId, record.recordId);
  const referral = theForm(work.pack);
  const carried = carriedOver(referral, answers);
  await writeAs(work, draft.recordId, { form: referral, answers: carried, authors });
  if (shown) {
    await dropDraftFiles(work, sourceId);
    await forgetSealed(work, sourceId, form);
    await append(work, { recordId: sourceId, version: shown.version }, [endDraft('handed-over')]);
    await deleteDraft(work, sourceId);
  }
  await append(work, record, [acceptOver]);
  await work.jobs.add(notifyTeam, { team: handOver.handing, about: 'something-new' });
  return ok({ reference: draft.reference });
}

/** Says no, and why. What was shown is shown no more, and whoever asked is told. */
export async function declineHandOver(
  work: Work,
  { record }: Permit<'hand-over:answer'>,
  reason: string,
): Promise<Result<Opened>> {
  const move = refuseAnswered(record.stage);
  if (!move.ok) return move;
  if (!work.pack.consent.handOver?.declines.some(({ code }) => code === reason))
    return refuse('invalid', [{ field: 'reason', message: 'hand-over.error.decline-reason' }]);
  const handOver = await findHandOver(work, record.recordId);
  if (!handOver) return refuse('not-found');
  await closeShown(work, handOver, 'declined');
  await append(work, record, [declineOver(reason)]);
  await work.jobs.add(notifyTeam, { team: handOver.handing, about: 'something-new' });
  return ok({ reference: record.reference });
}

/** Takes the asking back: whoever asked goes on with the draft, or asks another team. */
export async function takeBackHandOver(
  work: Work,
  { record }: Permit<'hand-over:take-back'>,
): Promise<Result<Opened>> {
  const move = refuseAnswered(record.stage);
  if (!move.ok) return move;
  const handOver = await findHandOver(work, record.recordId);
  if (!handOver) return refuse('not-found');
  await closeShown(work, handOver, 'taken-back');
  await append(work, record, [takeBackOver]);
  await work.jobs.add(notifyTeam, { team: handOver.asked, about: 'something-new' });
  return ok({ reference: record.reference });
}
