/** What a team says that it did stands on a record of its own, and beside the case's consents. */
import { z } from 'zod';
import { openRecord } from '../../../platform/access/open.ts';
import { append } from '../../../platform/ledger/append.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import type { Projection } from '../../../platform/ledger/projections.ts';
import type { Work } from '../../../platform/work.ts';

/** On a record that is opened for it: the team may hold nothing of the case any more, and nothing is to be held of this one. */
export async function openReturned(work: Work, entry: Entry): Promise<string> {
  const record = await openRecord(work, work.pack.consent.returns.prefix);
  await append(work, record, [entry]);
  return record.reference;
}

const said = z.object({
  task: z.string(),
  case: z.string(),
  party: z.string(),
  done: z.string(),
  returned: z.array(z.string()),
  ground: z.string().nullable(),
  by: z.record(z.string(), z.string()),
});

const project: Projection = async (db, entry) => {
  const { task, done, ground, by, returned, ...of } = said.parse(entry.payload.process);
  await db
    .updateTable('access.record')
    .set({ stage: 'answered' })
    .where('record_id', '=', entry.recordId)
    .execute();
  await db
    .insertInto('consent.returned')
    .values({
      record_id: entry.recordId,
      task_id: task,
      case_id: of.case,
      party_id: of.party,
      done,
      classes: returned,
      ground,
      said_at: entry.at.toString(),
      said_by: JSON.stringify(by),
    })
    .execute();
};

export const returnedProjections: readonly (readonly [string, Projection])[] = [
  ['returned-or-destroyed', project],
];
