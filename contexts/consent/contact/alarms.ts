import type { RecordFacts } from '../../../platform/access/record.ts';
import { type ApiWarning, warningIn } from '../../../platform/http/warnings.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import { type ContactWarning, warningsOf } from './safe-contact.ts';
import { findContactFacts } from './queries.ts';

/** What stands above every page about a record, for whoever opens it: message ids, the loudest first. */
export async function listAlarms(
  work: Work,
  { recordId, stage, relations }: Pick<RecordFacts, 'recordId' | 'stage' | 'relations'>,
): Promise<readonly string[]> {
  // In a draft the page that asks how to reach the person is still to come.
  if (stage === 'draft') return [];
  const warnings = (await contactWarningsOf(work, [recordId])).get(recordId);
  return (warnings ?? (stage === 'submitted' ? warningsOf(undefined, work.today) : [])).map(
    // Those who could be asked are not told to ask themselves.
    name =>
      name === 'times-not-said' && relations.includes('referring-team')
        ? 'consent.warning.times-not-said.ours'
        : `consent.warning.${name}`,
  );
}

/** The same of several records, each of which was sent. */
export async function contactWarningsOf(
  work: Work,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ContactWarning[]>> {
  const facts = await findContactFacts(work, recordIds);
  return new Map([...facts].map(([id, contact]) => [id, warningsOf(contact, work.today)]));
}

/** The same for the answers of the API that list records, or open one. */
export async function contactWarningsTold(
  work: Work,
  recordIds: readonly string[],
  words: Words,
): Promise<(recordId: string) => ApiWarning[]> {
  const found = await contactWarningsOf(work, recordIds);
  return id => (found.get(id) ?? []).map(name => warningIn(`consent.warning.${name}`, words));
}
