import { byClass, factsOf, joinClasses } from '../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../platform/forms/definition.ts';
import { sealedFields, sealedIn } from '../../platform/forms/sealed.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import type { Projection } from '../../platform/ledger/projections.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import type { JsonObject } from '../../platform/pure/json.ts';
import { sealAnswers } from '../../platform/seal/answers.ts';
import { forgetDataKeys } from '../../platform/seal/store.ts';
import type { Work } from '../../platform/work.ts';
import { theForm } from './forms.ts';
import type { Parties } from './model.ts';
import type { Authors } from './model.ts';
import { searchKeysOf } from './search-keys.ts';

const savedBy = ({ now, viewer }: Work) => ({
  saved_at: now.toString(),
  saved_by: viewer.personId,
  saved_by_name: viewer.name,
});

export async function openDraftRow(work: Work, recordId: string): Promise<void> {
  await work.db
    .insertInto('referrals.draft')
    .values({ record_id: recordId, ...savedBy(work) })
    .execute();
}

/**
 * Whether there is a draft, which nobody else changes, sends or withdraws from now until the transaction ends. Whoever
 * comes second waits, and then finds what the first one left: an answer that was saved is in what is sent, or refused.
 */
export async function holdDraft(work: Work, recordId: string): Promise<boolean> {
  const held = await work.db
    .updateTable('referrals.draft')
    .set(savedBy(work))
    .where('record_id', '=', recordId)
    .executeTakeFirst();
  return held.numUpdatedRows > 0n;
}

/** Writes a step's answers by data class; classes of the step that hold nothing now are emptied. */
export async function saveDraftStep(
  work: Work,
  recordId: string,
  form: FormDefinition,
  step: string,
  typed: Answers[string],
): Promise<void> {
  const answers = await sealAnswers(work, recordId, form, { [step]: typed });
  const classes = byClass(form, answers);
  await forgetReplaced(work, recordId, form, { step, answers });
  await work.db
    .deleteFrom('referrals.draft_answer')
    .where('record_id', '=', recordId)
    .where('step', '=', step)
    .execute();
  const { viewer, now } = work;
  const author = {
    name: viewer.name,
    role: viewer.role,
    organisation: viewer.organisation.name,
    team: viewer.team.name,
  };
  const rows = Object.entries(classes).map(([dataClass, held]) => ({
    record_id: recordId,
    step,
    data_class: dataClass,
    answers: JSON.stringify(held),
    answered_at: now.toString(),
    answered_by: viewer.personId,
    author: JSON.stringify(author),
  }));
  if (rows.length > 0) await work.db.insertInto('referrals.draft_answer').values(rows).execute();
}

/** The data keys of what was sealed in this step before and is not any more. */
async function forgetReplaced(
  work: Work,
  recordId: string,
  form: FormDefinition,
  { step, answers }: { readonly step: string; readonly answers: Answers },
): Promise<void> {
  const fields = sealedFields(form).filter(field => field.startsWith(`${step}.`));
  await forgetDataKeys(work, recordId, {
    fields,
    keep: sealedIn(form, answers).map(({ answer }) => answer.seal),
  });
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

/** Who wrote each step of a draft, and when. */
export async function findDraftAuthors(work: Work, recordId: string): Promise<Authors> {
  const rows = await work.db
    .selectFrom('referrals.draft_answer')
    .select(['step', 'answered_at', 'answered_by', 'author'])
    .where('record_id', '=', recordId)
    .execute();
  return Object.fromEntries(
    rows.map(row => [
      row.step,
      { personId: row.answered_by, at: row.answered_at.toISOString(), by: row.author as JsonObject },
    ]),
  );
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

/** Whoever wrote a part of a draft, or sent it, referred the person, and so does not decide on them. */
const relateAuthors: Projection = async (db, entry) => {
  const answered = (entry.payload.process?.['answered'] ?? {}) as Authors;
  const authors = new Set(Object.values(answered).map(({ personId }) => personId));
  if (authors.size === 0) return;
  authors.add(entry.actorId);
  await db
    .insertInto('access.relation')
    .values([...authors].map(party => ({ record_id: entry.recordId, party_id: party, relation: 'referrer' })))
    .onConflict(conflict => conflict.doNothing())
    .execute();
};

/** In one statement: each one more would be another round trip, and a referral is what most of the work is. */
const recordReferral: Projection = async (db, entry, pack) => {
  const sent = entry.payload.process ?? {};
  const nation = typeof sent['nation'] === 'string' ? sent['nation'] : null;
  const keys = searchRowsOf(entry, pack);
  const moved = db.with('moved', query =>
    query
      .updateTable('access.record')
      .set({ stage: 'submitted', nation })
      .where('record_id', '=', entry.recordId),
  );
  const found = (query: Pick<typeof db, 'insertInto'>) =>
    query
      .insertInto('referrals.search_key')
      .values(keys)
      .onConflict(conflict => conflict.doNothing());
  await (keys.length > 0 ? moved.with('found', found) : moved)
    .insertInto('referrals.referral')
    .values({
      record_id: entry.recordId,
      submitted_at: entry.at.toString(),
      authority: String(sent['authority']),
      due_on: typeof sent['due'] === 'string' ? sent['due'] : null,
    })
    .execute();
};

/** For the team that decides: nobody else searches, and nobody else's copy of a name is kept. */
function searchRowsOf({ recordId, payload }: StoredEntry, pack: Pack) {
  const { authority } = (payload.process?.['parties'] ?? {}) as Partial<Parties>;
  if (!authority) return [];
  const held: Partial<Record<DataClass, JsonObject>> = payload;
  const form = theForm(pack);
  return (['identity', 'contact', 'immigration'] as const).flatMap(dataClass => {
    const answers = (held[dataClass]?.['answers'] ?? {}) as Answers;
    const keys = searchKeysOf(factsOf(form, answers));
    return keys.map(key => ({ team_id: authority, record_id: recordId, data_class: dataClass, ...key }));
  });
}

export const projections: readonly (readonly [string, Projection])[] = [
  ['draft-opened', relateReferrer],
  ['referral-submitted', recordReferral],
  ['referral-submitted', relateAuthors],
];

/** Tables that hold nothing but what entries say; a test empties and rebuilds them. Drafts are not among them. */
export const projectedTables = ['referrals.referral', 'referrals.search_key'] as const;
