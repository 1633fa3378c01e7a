import { sql } from 'kysely';
import type { Inputs } from '../../platform/forms/inputs.ts';
import { inMany, type Projection } from '../../platform/ledger/projections.ts';
import type { Work } from '../../platform/work.ts';

const noDate = '9999-12-31';

const enqueue = inMany(async (db, entries) => {
  const items = entries.flatMap(entry => {
    const sent = entry.payload.process ?? {};
    const team = (sent['parties'] as { readonly authority?: string } | undefined)?.authority;
    if (team === undefined) return [];
    const due = typeof sent['due'] === 'string' ? sent['due'] : undefined;
    return {
      recordId: entry.recordId,
      team,
      at: entry.at.toString(),
      due: due ?? noDate,
      isDue: due !== undefined,
      nation: typeof sent['nation'] === 'string' ? sent['nation'] : null,
      as: String(sent['treatedAs']),
      urgency: JSON.stringify(sent['urgency'] ?? []),
    };
  });
  if (items.length === 0) return;
  const each = <K extends keyof (typeof items)[number]>(name: K) => items.map(item => item[name]);
  await sql`
    INSERT INTO decisions.queue_item
      (record_id, team_id, reference, state, received_at, due_on, due_known, nation, treated_as, urgency)
    SELECT given.record, given.team, (SELECT reference FROM access.record WHERE record_id = given.record), 'unallocated',
      given.at, given.due, given.is_due, given.nation, given.treated_as,
      ARRAY(SELECT jsonb_array_elements_text(given.urgency))
    FROM unnest(${each('recordId')}::uuid[], ${each('team')}::uuid[], ${each('at')}::timestamptz[], ${each('due')}::date[],
      ${each('isDue')}::boolean[], ${each('nation')}::text[], ${each('as')}::text[], ${each('urgency')}::jsonb[])
      AS given (record, team, at, due, is_due, nation, treated_as, urgency)`.execute(db);
});

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
