/** Several of a kind in a draft: each is saved by itself, under the name that it keeps. */
import { isDeepStrictEqual } from 'node:util';
import type { Permit } from '../../../platform/access/permit.ts';
import { classesOf } from '../../../platform/forms/concepts.ts';
import type { StepDefinition } from '../../../platform/forms/definition.ts';
import {
  aboutItem,
  itemsField,
  itemsIn,
  mostItems,
  withItem,
  withoutItem,
} from '../../../platform/forms/items.ts';
import { stepOf } from '../../../platform/forms/journey.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import type { Answered } from '../commands.ts';
import { theForm } from '../forms.ts';
import { takeBackWithoutGround } from '../handing-over/close.ts';
import { refuseClosed } from '../draft/consent-first.ts';
import { keepWhatIsLeft, readPage, troubles, typedWrongly, type PageSent } from '../draft/page-sent.ts';
import { holdsClasses } from '../held-queries.ts';
import { removeWhatWasRefused } from '../notice/removal.ts';
import { refuseMove } from '../rules.ts';
import { findDraftAnswers, holdDraft, saveDraftStep } from '../store.ts';
import { forgetTyped } from '../draft/together-store.ts';

interface OfItem {
  readonly step: string;
  /** The name that the item has, or is to have where there is none of that name. */
  readonly item: string;
}

/**
 * Saves the page of one item as it was sent: all of it, or what is sound by itself. Of an item that somebody took out in the
 * meantime it is asked whether it shall be there again. A page that was left empty adds none.
 */
export async function answerItem(
  work: Work,
  permit: Permit<'referral:draft'>,
  { item, ...sent }: OfItem & PageSent,
): Promise<Result<Answered>> {
  const held = await hold(work, permit, sent.step);
  if (!held.ok) return held;
  const { form, step, soFar, recordId, salt } = held.value;
  const items = itemsIn(soFar, step);
  const isNew = !items.some(({ id }) => id === item);
  const about = aboutItem(form, soFar, step, item);
  const asking = { pack: work.pack, form: about.form };
  const before = { step: about.step, soFar: about.answers, salt, isGone: isNew };
  const read = readPage(asking, before, sent, work.today);
  const told = troubles(about.step, read, sent);
  const field = itemsField(step);
  if (isNew && field && items.length >= mostItems(field))
    return refuse('invalid', [
      { field: `${step.id}.${field.id}`, message: 'error.too-many', values: { max: mostItems(field) } },
    ]);
  // What is typed and is no answer yet needs a place among the others, where it is found again.
  const isHalfTyped = read.clashes.length === 0 && typedWrongly(about.step, read).length > 0;
  const isEmpty = Object.keys(read.answers).length === 0 && !isHalfTyped;
  const page = {
    form: about.form,
    step: about.step,
    salt,
    place: `${step.id}/${item}`,
    read,
    isHeld: sent.isTyping === true,
  };
  if (isNew && isEmpty)
    return ok({
      answers: soFar,
      base: await keepWhatIsLeft(work, recordId, { ...page, answers: about.answers }, sent),
      faults: told,
    });
  // What is typed is no answer until somebody goes on; a new one has its place among the others from the first word on.
  const answered = sent.isTyping ? (items.find(({ id }) => id === item) ?? {}) : read.answers;
  const whole = withItem(step, items, { ...answered, id: item });
  const hasNews = isNew || !sent.isTyping || !isDeepStrictEqual(whole, soFar[step.id] ?? {});
  if (hasNews) await saveDraftStep(work, recordId, form, step.id, whole);
  const left = await removeWhatWasRefused(work, permit.record, { ...soFar, [step.id]: whole });
  if (!left.ok) return left;
  const isTakenBack = hasNews && (await takeBackWithoutGround(work, recordId, left.value));
  const { answers } = aboutItem(form, left.value, step, item);
  const base = await keepWhatIsLeft(work, recordId, { ...page, answers }, sent);
  return ok({ answers: left.value, base, faults: told, isTakenBack });
}

/** Takes one out; one that is not there is out already. The others keep their names and answers. */
export async function removeItem(
  work: Work,
  permit: Permit<'referral:draft'>,
  { step: stepId, item }: OfItem,
): Promise<Result<true>> {
  const held = await hold(work, permit, stepId);
  if (!held.ok) return held;
  const { form, step, soFar, recordId } = held.value;
  const left = withoutItem(step, itemsIn(soFar, step), item);
  await saveDraftStep(work, recordId, form, step.id, left);
  await takeBackWithoutGround(work, recordId, { ...soFar, [step.id]: left });
  await forgetTyped(work, recordId, `${step.id}/${item}`);
  return ok(true);
}

async function hold(work: Work, { record }: Permit<'referral:draft'>, stepId: string) {
  const form = theForm(work.pack);
  const step = stepWithItems(work, stepId);
  const field = step && itemsField(step);
  if (!step || !field) return refuse('not-found');
  // Of several, each stands beside the others: who does not see those could only write over them.
  if (!(await holdsClasses(work, record.recordId, classesOf(field)))) return refuse('not-found');
  const move = refuseMove(record.stage, 'save');
  if (!move.ok) return move;
  const draft = await holdDraft(work, record.recordId);
  if (!draft) return refuse('not-a-draft');
  const soFar = await findDraftAnswers(work, record.recordId);
  const open = refuseClosed(work, soFar, step);
  if (!open.ok) return open;
  return ok({ form, step, soFar, recordId: record.recordId, ...draft });
}

/** A step that asks for several of a kind. */
export function stepWithItems({ pack }: Pick<Work, 'pack'>, stepId: string): StepDefinition | undefined {
  const step = stepOf(theForm(pack), stepId);
  return step && itemsField(step) ? step : undefined;
}
