/** Several of a kind in a draft: each is saved by itself, under the name that it keeps. */
import type { Permit } from '../../platform/access/permit.ts';
import type { StepDefinition } from '../../platform/forms/definition.ts';
import {
  aboutItem,
  itemsField,
  itemsIn,
  mostItems,
  withItem,
  withoutItem,
} from '../../platform/forms/items.ts';
import { stepOf } from '../../platform/forms/journey.ts';
import { parseStep } from '../../platform/forms/parse.ts';
import { ok, refuse, type Result } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import type { Answered } from './commands.ts';
import { theForm } from './forms.ts';
import { judgeStep, ofTyped } from './judge-page.ts';
import { holdsClass } from './queries.ts';
import { isClosed } from './refusing.ts';
import { removeWhatWasRefused, standingIn } from './removal.ts';
import { refuseMove } from './rules.ts';
import { findDraftAnswers, holdDraft, saveDraftStep } from './store.ts';

interface OfItem {
  readonly step: string;
  /** The name that the item has, or is to have where there is none of that name. */
  readonly item: string;
}

/**
 * Saves the page of one item as it was sent: all of it, or what is sound by itself. An item that another tab took out
 * in the meantime is added again: what was written last counts. A page that was left empty adds none.
 */
export async function answerItem(
  work: Work,
  permit: Permit<'referral:draft'>,
  {
    step: stepId,
    item,
    body,
    leaves = false,
  }: OfItem & { readonly body: unknown; readonly leaves?: boolean },
): Promise<Result<Answered>> {
  const held = await hold(work, permit, stepId);
  if (!held.ok) return held;
  const { form, step, soFar, recordId } = held.value;
  const about = aboutItem(form, soFar, step, item);
  const typed = parseStep(about.form, about.step, body, about.answers);
  const page = { step: about.step, typed, soFar: about.answers };
  const { answers, faults } = judgeStep({ pack: work.pack, form: about.form }, page, work.today);
  const told = leaves ? ofTyped(faults, page) : faults;
  const items = itemsIn(soFar, step);
  const isNew = !items.some(({ id }) => id === item);
  const field = itemsField(step);
  if (isNew && field && items.length >= mostItems(field))
    return refuse('invalid', [
      { field: `${step.id}.${field.id}`, message: 'error.too-many', values: { max: mostItems(field) } },
    ]);
  if (isNew && Object.keys(answers).length === 0) return ok({ answers: soFar, faults: told });
  const whole = withItem(step, items, { ...answers, id: item });
  await saveDraftStep(work, recordId, form, step.id, whole);
  const left = await removeWhatWasRefused(work, permit.record, { ...soFar, [step.id]: whole });
  return left.ok ? ok({ answers: left.value, faults: told }) : left;
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
  await saveDraftStep(work, recordId, form, step.id, withoutItem(step, itemsIn(soFar, step), item));
  return ok(true);
}

async function hold(work: Work, { record }: Permit<'referral:draft'>, stepId: string) {
  const form = theForm(work.pack);
  const step = stepWithItems(work, stepId);
  const field = step && itemsField(step);
  if (!step || !field) return refuse('not-found');
  // Of several, each stands beside the others: who does not see those could only write over them.
  if (!(await holdsClass(work, record.recordId, field.class))) return refuse('not-found');
  const move = refuseMove(record.stage, 'save');
  if (!move.ok) return move;
  if (!(await holdDraft(work, record.recordId))) return refuse('not-a-draft');
  const soFar = await findDraftAnswers(work, record.recordId);
  if (isClosed({ pack: work.pack, form }, standingIn(work, soFar), step)) return refuse('not-found');
  return ok({ form, step, soFar, recordId: record.recordId });
}

/** A step that asks for several of a kind. */
export function stepWithItems({ pack }: Pick<Work, 'pack'>, stepId: string): StepDefinition | undefined {
  const step = stepOf(theForm(pack), stepId);
  return step && itemsField(step) ? step : undefined;
}
