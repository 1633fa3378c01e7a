/** Links what was referred from one situation, once both are sent: until then either may refuse to be known of. */
import { newRecord } from '../../../platform/access/open.ts';
import { appendOpening } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import type { Work } from '../../../platform/work.ts';
import { linkEntry, mayBeLinked, pairsAmong } from './linking.ts';
import { listPairs, takeBeginnings } from './store.ts';

/**
 * The record was sent in this transaction. It is linked with what it began from and what began from it, as far as that is
 * sent too, and with all whom these are linked with: of three men from one house every two.
 */
export async function linkSameSituation(work: Work, recordId: string): Promise<void> {
  const begun = await takeBeginnings(work, recordId);
  if (begun.length === 0) return;
  const known = await listPairs(work, begun);
  const others = new Set([...begun, ...known.map(([, other]) => other)]);
  others.delete(recordId);
  const linkable: string[] = [];
  for (const other of others) if (mayBeLinked(await listEntries(work, other))) linkable.push(other);
  const pairs = pairsAmong([recordId, ...linkable], await listPairs(work, linkable));
  await appendOpening(
    work,
    pairs.map(pair => ({ record: newRecord(work), entries: [linkEntry(pair)] })),
  );
}
