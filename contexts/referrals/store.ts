import { byClass, factsOf, joinClasses } from '../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../platform/forms/definition.ts';
import type { Projection } from '../../platform/ledger/projections.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import type { JsonObject } from '../../platform/pure/json.ts';
import type { Work } from '../../platform/work.ts';
import { theForm } from './forms.ts';
import { searchKeysOf } from './search-keys.ts';

export async function saveDraft(work: Work, recordId: string): Promise<void> {
  const saved = {
    saved_at: work.now.toString(),
    saved_by: work.viewer.personId,
    saved_by_name: work.viewer.name,
  };
  await work.db
    .insertInto('referrals.draft')
    .values({ record_id: recordId, ...saved })
    .onConflict(conflict => conflict.column('record_id').doUpdateSet(saved))
    .execute();
}

/** Writes a step's answers by data class; classes of the step that hold nothing now are emptied. */
export async function saveDraftStep(
  work: Work,
  recordId: string,
  form: FormDefinition,
  step: string,
  answers: Answers[string],
): Promise<void> {
  const classes = byClass(form, { [step]: answers });
  await work.db
    .deleteFrom('referrals.draft_answer')
    .where('record_id', '=', recordId)
    .where('step', '=', step)
    .execute();
  const rows = Object.entries(classes).map(([dataClass, held]) => ({
    record_id: recordId,
    step,
    data_class: dataClass,
    answers: JSON.stringify(held),
  }));
  if (rows.length > 0) await work.db.insertInto('referrals.draft_answer').values(rows).execute();
}

export async function findDraftAnswers(work: Work, recordId: string): Promise<Answers> {
  const rows = await work.db
    .selectFrom('referrals.draft_answer')
    .select(['data_class', 'answers'])
    .where('record_id', '=', recordId)
    .orderBy('step')
    .execute();
  return rows.reduce<Answers>((all, row) => joinClasses([all, JSON.parse(row.answers) as Answers]), {});
}

export async function deleteDraft(work: Work, recordId: string): Promise<void> {
  for (const table of ['referrals.draft_answer', 'referrals.draft'] as const)
    await work.db.deleteFrom(table).where('record_id', '=', recordId).execute();
}

const relateReferrer: Projection = async (db, entry) => {
  await db
    .insertInto('access.relation')
    .values([
      { record_id: entry.recordId, party_id: entry.actorId, relation: 'referrer' },
      { record_id: entry.recordId, party_id: entry.teamId, relation: 'referring-team' },
    ])
    .execute();
};

const recordReferral: Projection = async (db, entry) => {
  const sent = entry.payload.process ?? {};
  const nation = typeof sent['nation'] === 'string' ? sent['nation'] : null;
  await db
    .updateTable('access.record')
    .set({ stage: 'submitted', nation })
    .where('record_id', '=', entry.recordId)
    .execute();
  await db
    .insertInto('referrals.referral')
    .values({
      record_id: entry.recordId,
      submitted_at: entry.at.toString(),
      authority: String(sent['authority']),
      due_on: typeof sent['due'] === 'string' ? sent['due'] : null,
    })
    .execute();
};

const keepSearchKeys: Projection = async (db, entry, pack) => {
  const answersOf = (dataClass: DataClass) =>
    ((entry.payload as Partial<Record<DataClass, JsonObject>>)[dataClass]?.['answers'] ?? {}) as Answers;
  const form = theForm(pack);
  const rows = (['identity', 'contact', 'immigration'] as const).flatMap(dataClass =>
    searchKeysOf(factsOf(form, answersOf(dataClass)), pack).map(key => ({
      record_id: entry.recordId,
      data_class: dataClass,
      ...key,
    })),
  );
  if (rows.length > 0)
    await db
      .insertInto('referrals.search_key')
      .values(rows)
      .onConflict(conflict => conflict.doNothing())
      .execute();
};

export const projections: readonly (readonly [string, Projection])[] = [
  ['draft-opened', relateReferrer],
  ['referral-submitted', recordReferral],
  ['referral-submitted', keepSearchKeys],
];

/** Tables that hold nothing but what entries say; a test empties and rebuilds them. Drafts are not among them. */
export const projectedTables = ['referrals.referral', 'referrals.search_key'] as const;
