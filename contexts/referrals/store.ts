import { sql } from 'kysely';
import { byClass, joinClasses } from '../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../platform/forms/definition.ts';
import { sealedFields, sealedIn } from '../../platform/forms/sealed.ts';
import { inMany, type Projection } from '../../platform/ledger/projections.ts';
import type { Json, JsonObject } from '../../platform/pure/json.ts';
import { sealAnswers } from '../../platform/seal/answers.ts';
import { forgetDataKeys } from '../../platform/seal/store.ts';
import { roleOf, type Work } from '../../platform/work.ts';
import { saveSecondLanguage } from './interpreting/store.ts';
import type { Finding, FindingKind } from './notice/identifying.ts';
import { relateAdder } from './evidence/store.ts';
import { relateAsking } from './asking/store.ts';
import { handOverProjections } from './handing-over/store.ts';
import type { Authors } from './model.ts';
import { situationProjections } from './situation/store.ts';
import { searchRowsOf } from './search/rows.ts';
import { forgetEverythingTyped } from './draft/together-store.ts';

const savedBy = ({ now, viewer }: Work) => ({
  saved_at: now.toString(),
  saved_by: viewer.personId,
  saved_by_name: viewer.name,
});

/** `fromHandOver`: out of which it begins, where it does. */
export async function openDraftRow(work: Work, recordId: string, fromHandOver?: string): Promise<void> {
  await work.db
    .insertInto('referrals.draft')
    .values({ record_id: recordId, from_hand_over: fromHandOver ?? null, ...savedBy(work) })
    .execute();
}

/**
 * The draft, where there is one, which nobody else changes, sends or withdraws from now until the transaction ends. Whoever
 * comes second waits, and then finds what the first one left: an answer that was saved is in what is sent, or refused.
 */
export function holdDraft(
  work: Work,
  recordId: string,
): Promise<{ readonly salt: string; readonly fromHandOver: string | null } | undefined> {
  return work.db
    .updateTable('referrals.draft')
    .set(savedBy(work))
    .where('record_id', '=', recordId)
    .returning(['salt', 'from_hand_over as fromHandOver'])
    .executeTakeFirst();
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
  const rows = Object.entries(classes).map(([dataClass, held]) => ({
    step,
    dataClass,
    held: held[step] ?? {},
  }));
  await insertAnswers(work, recordId, rows);
}

interface Cell {
  readonly step: string;
  readonly dataClass: string;
  readonly held: Answers[string];
}

async function insertAnswers(work: Work, recordId: string, cells: readonly Cell[]): Promise<void> {
  const { viewer, now } = work;
  const author = {
    name: viewer.name,
    role: roleOf(viewer),
    organisation: viewer.organisation.name,
    team: viewer.team.name,
  };
  const rows = cells.map(({ step, dataClass, held }) => ({
    record_id: recordId,
    step,
    data_class: dataClass,
    answers: JSON.stringify({ [step]: held }),
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
  return joinClasses(rows.map(row => JSON.parse(row.answers) as Answers));
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

/** Writes a draft anew: what is given here, and nothing else of what it held; its second language is forgotten too. */
export async function replaceDraft(
  work: Work,
  recordId: string,
  kept: readonly { readonly form: FormDefinition; readonly answers: Answers }[],
  of: { readonly keepsNotice?: boolean } = {},
): Promise<void> {
  await work.db.deleteFrom('referrals.draft_answer').where('record_id', '=', recordId).execute();
  await saveSecondLanguage(work, recordId, null);
  await forgetEverythingTyped(work, recordId, of);
  const cells = new Map<string, { step: string; dataClass: string; held: Record<string, Json> }>();
  for (const { form, answers } of kept)
    for (const [dataClass, steps] of Object.entries(byClass(form, answers)))
      for (const [step, held] of Object.entries(steps)) {
        const cell = cells.get(`${step} ${dataClass}`) ?? { step, dataClass, held: {} };
        cells.set(`${step} ${dataClass}`, { ...cell, held: { ...cell.held, ...held } });
      }
  await insertAnswers(
    work,
    recordId,
    [...cells.values()].map(({ step, dataClass, held }) => ({ step, dataClass, held })),
  );
}

/** Without their data keys nothing that was sealed in a draft can be opened, from wherever it is read again. */
export const forgetSealed = (work: Work, recordId: string, form: FormDefinition): Promise<void> =>
  forgetDataKeys(work, recordId, { fields: sealedFields(form), keep: [] });

/** Places in the texts of a draft, in the order of the texts. */
export async function listFindings(work: Work, recordId: string): Promise<readonly Finding[]> {
  const rows = await work.db
    .selectFrom('referrals.draft_finding')
    .select(['step', 'field', 'starts_at as start', 'length', 'kind'])
    .where('record_id', '=', recordId)
    .orderBy('step')
    .orderBy('field')
    .orderBy('starts_at')
    .execute();
  return rows.map(row => ({ ...row, kind: row.kind as FindingKind }));
}

export async function replaceFindings(
  work: Work,
  recordId: string,
  findings: readonly Finding[],
): Promise<void> {
  await work.db.deleteFrom('referrals.draft_finding').where('record_id', '=', recordId).execute();
  const rows = findings.map(({ start, ...finding }) => ({
    record_id: recordId,
    starts_at: start,
    ...finding,
  }));
  if (rows.length > 0) await work.db.insertInto('referrals.draft_finding').values(rows).execute();
}

const relateReferrer = inMany(async (db, entries) => {
  const rows = entries.flatMap(({ recordId, actorId, teamId }) => [
    { recordId, party: actorId, relation: 'referrer' },
    { recordId, party: teamId, relation: 'referring-team' },
  ]);
  await sql`
    INSERT INTO access.relation (record_id, party_id, relation)
    SELECT * FROM unnest(${rows.map(({ recordId }) => recordId)}::uuid[], ${rows.map(({ party }) => party)}::uuid[],
      ${rows.map(({ relation }) => relation)}::text[])`.execute(db);
});

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
const recordReferral = inMany(async (db, entries, pack) => {
  const sent = entries.map(entry => ({ entry, said: entry.payload.process ?? {} }));
  const records = entries.map(({ recordId }) => recordId);
  const text = (name: string) => sent.map(({ said }) => (typeof said[name] === 'string' ? said[name] : null));
  const keys = entries.flatMap(entry => searchRowsOf(entry, pack));
  const each = <K extends keyof (typeof keys)[number]>(name: K) => keys.map(key => key[name]);
  await sql`
    WITH moved AS (
      UPDATE access.record SET stage = 'submitted', nation = (${text('nation')}::text[])[array_position(${records}::uuid[], record_id)]
      WHERE record_id = ANY (${records}::uuid[])
    ), found AS (
      INSERT INTO referrals.search_key (team_id, record_id, data_class, kind, key)
      SELECT * FROM unnest(${each('team_id')}::uuid[], ${each('record_id')}::uuid[], ${each('data_class')}::text[],
        ${each('kind')}::text[], ${each('key')}::text[])
      ON CONFLICT DO NOTHING
    )
    INSERT INTO referrals.referral (record_id, submitted_at, authority, due_on)
    SELECT * FROM unnest(${records}::uuid[], ${entries.map(({ at }) => at.toString())}::timestamptz[],
      ${sent.map(({ said }) => String(said['authority']))}::text[], ${text('due')}::date[])`.execute(db);
});

/** What was corrected is found too; what was sent still is. */
const findCorrected: Projection = async (db, entry, pack) => {
  const keys = searchRowsOf(entry, pack);
  if (keys.length === 0) return;
  await db
    .insertInto('referrals.search_key')
    .values(keys)
    .onConflict(conflict => conflict.doNothing())
    .execute();
};

const moveTo =
  (stage: string): Projection =>
  async (db, entry) => {
    await db.updateTable('access.record').set({ stage }).where('record_id', '=', entry.recordId).execute();
  };

/** No search key, no queue: nobody looks for this person, and nobody decides on them. */
const recordNotice: Projection = async (db, entry) => {
  const sent = entry.payload.process ?? {};
  const nation = typeof sent['nation'] === 'string' ? sent['nation'] : null;
  await db
    .updateTable('access.record')
    .set({ stage: 'notified', nation })
    .where('record_id', '=', entry.recordId)
    .execute();
  await db
    .insertInto('referrals.notice')
    .values({
      record_id: entry.recordId,
      sent_at: entry.at.toString(),
      nation,
      is_identified: sent['identified'] === true,
      urgency: (sent['urgency'] ?? []) as string[],
    })
    .execute();
};

export const projections: readonly (readonly [string, Projection])[] = [
  ['draft-opened', relateReferrer],
  ['request-opened', relateAsking],
  ['referral-submitted', recordReferral],
  ['referral-submitted', relateAuthors],
  ['answer-corrected', findCorrected],
  ['draft-ended', moveTo('ended')],
  ['referral-withdrawn', moveTo('withdrawn')],
  ['duty-to-notify-sent', relateReferrer],
  ['duty-to-notify-sent', recordNotice],
  ['evidence-added', relateAdder],
  ...handOverProjections,
  ...situationProjections,
];

/** Tables that hold nothing but what entries say; a test empties and rebuilds them. Drafts are not among them. */
export const projectedTables = [
  'referrals.referral',
  'referrals.search_key',
  'referrals.notice',
  'referrals.hand_over',
  'referrals.situation_link',
] as const;
