/** The language beside the responder's own, which stands with the draft and goes with it. */
import type { Work } from '../../../platform/work.ts';

export async function saveSecondLanguage(
  work: Work,
  recordId: string,
  language: string | null,
): Promise<void> {
  await work.db
    .updateTable('referrals.draft')
    .set({ second_language: language })
    .where('record_id', '=', recordId)
    .execute();
}
