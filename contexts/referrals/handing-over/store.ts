import { sql } from 'kysely';
import { byClass } from '../../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import type { Projection } from '../../../platform/ledger/projections.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import type { Work } from '../../../platform/work.ts';
import type { Authors } from '../model.ts';
import type { HandOverStage } from './rules.ts';

export interface HandOver {
  readonly recordId: string;
  readonly sourceId: string;
  readonly permission: string | undefined;
  readonly handing: string;
  readonly asked: string;
  /** The pack's name of the form by which the draft was written. */
  readonly form: string;
}

export async function findHandOver(work: Work, recordId: string): Promise<HandOver | undefined> {
  const row = await work.db
    .selectFrom('referrals.hand_over')
    .selectAll()
    .where('record_id', '=', recordId)
    .executeTakeFirst();
  return (
    row && {
      recordId: row.record_id,
      sourceId: row.source_id,
      permission: row.permission_id ?? undefined,
      handing: row.handing_team,
      asked: row.asked_team,
      form: row.form,
    }
  );
}

export interface OfDraft {
  readonly recordId: string;
  readonly reference: string;
  readonly state: HandOverStage;
}

/** The newest hand-over of a draft. */
export async function findHandOverOf(work: Work, sourceId: string): Promise<OfDraft | undefined> {
  const row = await work.db
    .selectFrom('referrals.hand_over as handed')
    .innerJoin('access.record as record', 'record.record_id', 'handed.record_id')
    .select(['handed.record_id', 'record.reference', 'handed.state'])
    .where('handed.source_id', '=', sourceId)
    .where('handed.handing_team', '=', work.viewer.team.id)
    .orderBy('handed.asked_at', 'desc')
    .orderBy('handed.record_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { recordId: row.record_id, reference: row.reference, state: row.state as HandOverStage };
}

/** A draft as it stands, as far as the viewer is shown it; `savedAt` tells one state of it from another. */
export interface Shown {
  readonly version: number;
  readonly savedAt: string;
}

/** Holds the draft until the transaction ends, so that nobody changes it while it is taken over. */
export async function holdShown(work: Work, sourceId: string): Promise<Shown | undefined> {
  const row = await work.db
    .selectFrom('referrals.draft as draft')
    .innerJoin('access.record as record', 'record.record_id', 'draft.record_id')
    .select(['record.version', 'draft.saved_at'])
    .where('draft.record_id', '=', sourceId)
    .where('record.stage', '=', 'draft')
    .forUpdate('draft')
    .executeTakeFirst();
  return row && { version: row.version, savedAt: row.saved_at.toISOString() };
}

export async function findShown(work: Work, sourceId: string): Promise<Shown | undefined> {
  const row = await work.db
    .selectFrom('referrals.draft as draft')
    .innerJoin('access.record as record', 'record.record_id', 'draft.record_id')
    .select(['record.version', 'draft.saved_at'])
    .where('draft.record_id', '=', sourceId)
    .where('record.stage', '=', 'draft')
    .executeTakeFirst();
  return row && { version: row.version, savedAt: row.saved_at.toISOString() };
}

export async function findVersion(work: Work, recordId: string): Promise<number | undefined> {
  const row = await work.db
    .selectFrom('access.record')
    .select('version')
    .where('record_id', '=', recordId)
    .executeTakeFirst();
  return row?.version;
}

/** Writes answers into a draft under the names of those who wrote them. */
export async function writeAs(
  work: Work,
  recordId: string,
  { form, answers, authors }: { form: FormDefinition; answers: Answers; authors: Authors },
): Promise<void> {
  const rows = Object.entries(byClass(form, answers)).flatMap(([dataClass, steps]) =>
    Object.entries(steps).flatMap(([step, held]) => {
      const author = authors[step];
      return author
        ? [
            {
              record_id: recordId,
              step,
              data_class: dataClass,
              answers: JSON.stringify({ [step]: held }),
              answered_at: author.at,
              answered_by: author.personId,
              author: JSON.stringify(author.by),
            },
          ]
        : [];
    }),
  );
  if (rows.length > 0) await work.db.insertInto('referrals.draft_answer').values(rows).execute();
}

/** Which of these drafts are shown to the viewer's team because it is asked to take them over: its list has the asking. */
export async function listShownToTakeOver(
  work: Work,
  recordIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (recordIds.length === 0) return new Set();
  const rows = await work.db
    .selectFrom('referrals.hand_over')
    .select('source_id')
    .where('source_id', '=', sql<string>`ANY (${[...recordIds]}::uuid[])`)
    .where('asked_team', '=', work.viewer.team.id)
    .execute();
  return new Set(rows.map(row => row.source_id));
}

const open: Projection = async (db, entry) => {
  const said = entry.payload.process ?? {};
  const parties = said['parties'] as JsonObject & { handing?: string; asking?: string; asked: string };
  const { asked } = parties;
  const handing = parties.handing ?? parties.asking ?? '';
  await db
    .updateTable('access.record')
    .set({ stage: 'asked', nation: textOf(said['nation']) })
    .where('record_id', '=', entry.recordId)
    .execute();
  await db
    .insertInto('access.relation')
    .values([
      { record_id: entry.recordId, party_id: handing, relation: 'handing-team' },
      { record_id: entry.recordId, party_id: asked, relation: 'asked-team' },
    ])
    .execute();
  await db
    .insertInto('referrals.hand_over')
    .values({
      record_id: entry.recordId,
      source_id: String(said['source']),
      handing_team: handing,
      asked_team: asked,
      permission_id: textOf(said['permission']),
      ...(typeof said['form'] === 'string' && { form: said['form'] }),
      state: 'asked',
      asked_at: entry.at.toString(),
    })
    .execute();
};

const moveTo =
  (state: HandOverStage): Projection =>
  async (db, entry) => {
    await db
      .updateTable('access.record')
      .set({ stage: state })
      .where('record_id', '=', entry.recordId)
      .execute();
    await db
      .updateTable('referrals.hand_over')
      .set({ state })
      .where('record_id', '=', entry.recordId)
      .execute();
  };

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export const handOverProjections: readonly (readonly [string, Projection])[] = [
  ['hand-over-asked', open],
  ['hand-over-accepted', moveTo('accepted')],
  ['hand-over-declined', moveTo('declined')],
  ['hand-over-taken-back', moveTo('taken-back')],
];
