import type { Permit } from '../../platform/access/permit.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { listEntries } from '../../platform/ledger/read.ts';
import { ok, refuse, type Result } from '../../platform/pure/result.ts';
import { openAnswer } from '../../platform/seal/answers.ts';
import type { Work } from '../../platform/work.ts';
import { theForm } from './forms.ts';
import { type OpeningReason, type SealedFound, sealedOf } from './sealed.ts';

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
