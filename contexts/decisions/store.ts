import type { Inputs } from '../../platform/forms/inputs.ts';
import type { Projection } from '../../platform/ledger/projections.ts';
import type { Work } from '../../platform/work.ts';

const noDate = '9999-12-31';

const enqueue: Projection = async (db, entry) => {
  const sent = entry.payload.process ?? {};
  const parties = sent['parties'] as { readonly authority?: string } | undefined;
  if (!parties?.authority) return;
  await db
    .insertInto('decisions.queue_item')
    .values({
      record_id: entry.recordId,
      team_id: parties.authority,
      reference: eb =>
        eb.selectFrom('access.record').select('reference').where('record_id', '=', entry.recordId),
      state: 'unallocated',
      received_at: entry.at.toString(),
      due_on: typeof sent['due'] === 'string' ? sent['due'] : noDate,
      due_known: typeof sent['due'] === 'string',
      nation: typeof sent['nation'] === 'string' ? sent['nation'] : null,
      treated_as: String(sent['treatedAs']),
      urgency: (sent['urgency'] ?? []) as string[],
    })
    .execute();
};

const toState =
  (state: string): Projection =>
  async (db, entry) => {
    await db
      .updateTable('decisions.queue_item')
      .set({ state })
      .where('record_id', '=', entry.recordId)
      .execute();
  };

const allocateTo: Projection = async (db, entry) => {
  const { to, toName } = entry.payload.process ?? {};
  await db
    .updateTable('decisions.queue_item')
    .set({ state: 'allocated', allocated_to: String(to), allocated_name: String(toName) })
    .where('record_id', '=', entry.recordId)
    .execute();
  await db
    .deleteFrom('access.relation')
    .where('record_id', '=', entry.recordId)
    .where('relation', '=', 'decider')
    .execute();
  await db
    .insertInto('access.relation')
    .values({ record_id: entry.recordId, party_id: String(to), relation: 'decider' })
    .execute();
};

const relateProposer: Projection = async (db, entry) => {
  await db
    .insertInto('access.relation')
    .values({ record_id: entry.recordId, party_id: entry.actorId, relation: 'proposer' })
    .onConflict(conflict => conflict.doNothing())
    .execute();
};

const closeStage: Projection = async (db, entry) => {
  await db
    .updateTable('access.record')
    .set({ stage: 'decided' })
    .where('record_id', '=', entry.recordId)
    .execute();
};

/** Whoever withdraws a referral does not see the authority's queue, so its row is marked by another beside it. */
const markWithdrawn: Projection = async (db, entry) => {
  const parties = entry.payload.process?.['parties'] as { readonly authority?: string } | undefined;
  if (!parties?.authority) return;
  await db
    .insertInto('decisions.withdrawn')
    .values({ record_id: entry.recordId, team_id: parties.authority })
    .execute();
};

export const projections: readonly (readonly [string, Projection])[] = [
  ['referral-submitted', enqueue],
  ['case-allocated', allocateTo],
  ['decision-proposed', toState('second-reading')],
  ['decision-proposed', relateProposer],
  ['decision-returned', toState('allocated')],
  ['decision-recorded', toState('decided')],
  ['decision-recorded', closeStage],
  ['referral-withdrawn', markWithdrawn],
];

export const projectedTables = ['decisions.queue_item', 'decisions.withdrawn'] as const;

/** Drafts are no entries: nothing of them is true of the case until it is sent. */
export async function saveDraft(work: Work, recordId: string, inputs: Inputs): Promise<void> {
  const saved = { body: JSON.stringify(inputs), saved_at: work.now.toString() };
  await work.db
    .insertInto('decisions.draft')
    .values({ record_id: recordId, person_id: work.viewer.personId, ...saved })
    .onConflict(conflict => conflict.columns(['record_id', 'person_id']).doUpdateSet(saved))
    .execute();
}

export async function deleteDraft(work: Work, recordId: string): Promise<void> {
  await work.db
    .deleteFrom('decisions.draft')
    .where('record_id', '=', recordId)
    .where('person_id', '=', work.viewer.personId)
    .execute();
}
