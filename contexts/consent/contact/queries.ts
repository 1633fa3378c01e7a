import { sql } from 'kysely';
import { parseBody } from '../../../platform/ledger/read.ts';
import type { Work } from '../../../platform/work.ts';
import { type ContactFacts, contactFacts, outdatedBy } from './safe-contact.ts';

/**
 * What everybody to whom these records are shown may know of reaching their persons, as it stands; undefined for one
 * that was sent and of which nothing was recorded. Drafts are not among them: their form keeps it.
 */
export async function findContactFacts(
  work: Work,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, ContactFacts | undefined>> {
  const { rows } = await sql<{ record_id: string; type: string; body: string }>`
    SELECT entry.record_id, entry.type, process.body
    FROM ledger.entry JOIN ledger.payload_process AS process USING (entry_id)
    WHERE entry.record_id = ANY(${recordIds}::uuid[]) AND entry.kind = 'change'
      AND entry.type IN ('referral-submitted', 'safe-contact-recorded', 'answer-corrected')
    ORDER BY entry.version`.execute(work.db);
  const found = new Map<string, ContactFacts | undefined>();
  for (const { record_id: id, type, body } of rows) {
    const process = parseBody(body);
    const before = found.get(id);
    if (type === 'safe-contact-recorded') found.set(id, contactFacts(process));
    else if (type === 'answer-corrected' && before) found.set(id, outdatedBy(before, process));
    else found.set(id, before);
  }
  return found;
}
