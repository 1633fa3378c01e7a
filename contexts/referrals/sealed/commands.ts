import type { Permit } from '../../../platform/access/permit.ts';
import { parseStep } from '../../../platform/forms/parse.ts';
import { checkStep } from '../../../platform/forms/schema.ts';
import { append, recordSight } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import { openAnswer, sealAnswers } from '../../../platform/seal/answers.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import { holdsClasses } from '../held-queries.ts';
import {
  classesOf,
  type OpeningReason,
  replaceSealed,
  type SealedFound,
  sealedOf,
  sealedStep,
} from './rules.ts';

export interface Opened {
  readonly found: SealedFound;
  readonly text: string;
}

/**
 * Opens one sealed value, for somebody on duty, with the reason that they give. That it was opened stands in the trail, in
 * the same transaction: where it cannot be written, nothing is shown.
 */
export async function openSealed(
  work: Work,
  { record }: Permit<'sealed:open'>,
  seal: string,
  { reason, words }: { readonly reason: OpeningReason; readonly words: string },
): Promise<Result<Opened>> {
  const { recordId } = record;
  const found = sealedOf(theForm(work.pack), await listEntries(work, recordId)).find(
    each => each.seal === seal,
  );
  if (!found) return refuse('not-found');
  const field = `${found.step}.${found.field}`;
  await recordSight(work, [recordId], 'sealed-opened', [found.dataClass], { field, reason, words });
  return ok({ found, text: await openAnswer(work, found.answer, { recordId, field }) });
}

/** Seals what a responder gives anew after sending, in an entry of its own: nothing is overwritten, and nothing is read back. */
export async function giveSealedAgain(
  work: Work,
  { record }: Permit<'referral:replace-sealed'>,
  stepId: string,
  body: unknown,
): Promise<Result<{ readonly reference: string }>> {
  const form = theForm(work.pack);
  const asked = sealedStep(form, stepId);
  if (!asked) return refuse('not-found');
  if (!(await holdsClasses(work, record.recordId, classesOf(asked)))) return refuse('not-permitted');
  const typed = parseStep(asked.form, asked.step, body, {});
  const checked = checkStep(asked.form, asked.step, typed, {}, work);
  if (!checked.ok) return checked;
  const sealed = await sealAnswers(work, record.recordId, form, { [stepId]: checked.value });
  await append(work, record, [replaceSealed(form, stepId, sealed)]);
  return ok({ reference: record.reference });
}
