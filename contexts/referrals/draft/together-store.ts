/** Who is in a draft, and what was typed on its pages and is no answer yet. */
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import { inNotice, namesNobody } from '../notice/nameless.ts';
import type { OpenPage } from './open-pages.ts';

/** Whoever looked at a page of a draft or saved one so long ago is still taken to be in it. */
export const recentMinutes = 10;

export interface InDraft {
  readonly name: string;
  readonly at: Date;
}

export interface Entered {
  /** Of what the draft's pages are compared by (`based.ts`). */
  readonly salt: string;
  /** When anybody last saved something of it. */
  readonly savedAt: Date;
  /** Other members of the viewer's team who are in it, the latest first. */
  readonly others: readonly InDraft[];
  /** The code of the language that stands beside the page's own. */
  readonly secondLanguage: string | undefined;
  /** What the viewer typed at the place that was asked for, and is no answer yet. */
  readonly typed: TypedPart | undefined;
}

/**
 * Notes that the viewer is in the draft, and finds who else is and what stands beside the answers: one trip for each page
 * that is shown. Undefined where there is no draft.
 */
export async function enterDraft(work: Work, recordId: string, place?: string): Promise<Entered | undefined> {
  const { viewer, now } = work;
  const rows = await work.db
    .with('entered', query =>
      query
        .insertInto('referrals.draft_visit')
        .columns(['record_id', 'person_id', 'team_id', 'name', 'seen_at'])
        .expression(from =>
          from
            .selectFrom('referrals.draft')
            .select([
              'record_id',
              sql<string>`${viewer.personId}::uuid`.as('person_id'),
              sql<string>`${viewer.team.id}::uuid`.as('team_id'),
              sql<string>`${viewer.name}::text`.as('name'),
              sql<Date>`${now.toString()}::timestamptz`.as('seen_at'),
            ])
            .where('record_id', '=', recordId)
            // Whoever sends, ends or takes over the draft at this moment is waited for: nobody is in a draft that is gone.
            .forKeyShare(),
        )
        .onConflict(conflict =>
          conflict.columns(['record_id', 'person_id']).doUpdateSet({ seen_at: now.toString() }),
        ),
    )
    .selectFrom('referrals.draft as draft')
    .leftJoin('referrals.draft_visit as visit', join =>
      join
        .onRef('visit.record_id', '=', 'draft.record_id')
        .on('visit.team_id', '=', viewer.team.id)
        .on('visit.person_id', '<>', viewer.personId)
        .on('visit.seen_at', '>', recently(work)),
    )
    .select(['draft.salt', 'draft.saved_at', 'draft.second_language', 'visit.name', 'visit.seen_at'])
    .select(typedAt(work, place).as('typed'))
    .where('draft.record_id', '=', recordId)
    .orderBy('visit.seen_at', 'desc')
    .execute();
  const [first] = rows;
  if (!first) return undefined;
  const others = rows.flatMap(({ name, seen_at }) => (name && seen_at ? [{ name, at: seen_at }] : []));
  const secondLanguage = first.second_language ?? undefined;
  return {
    salt: first.salt,
    savedAt: first.saved_at,
    others,
    secondLanguage,
    typed: joined(first.typed ?? []),
  };
}

/** When anybody last saved something of the draft. */
export async function findSavedAt(work: Work, recordId: string): Promise<Date | undefined> {
  const row = await work.db
    .selectFrom('referrals.draft')
    .select('saved_at')
    .where('record_id', '=', recordId)
    .executeTakeFirst();
  return row?.saved_at;
}

export async function findSalt(work: Work, recordId: string): Promise<string | undefined> {
  const row = await work.db
    .selectFrom('referrals.draft')
    .select('salt')
    .where('record_id', '=', recordId)
    .executeTakeFirst();
  return row?.salt;
}

/** Who else is in these drafts now, by draft. */
export async function findWhoIsIn(
  work: Work,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (recordIds.length === 0) return new Map();
  const rows = await work.db
    .selectFrom('referrals.draft_visit')
    .select(['record_id', 'name'])
    .where('record_id', '=', sql<string>`ANY (${[...recordIds]}::uuid[])`)
    .where('team_id', '=', work.viewer.team.id)
    .where('person_id', '<>', work.viewer.personId)
    .where('seen_at', '>', recently(work))
    .orderBy('seen_at', 'desc')
    .execute();
  const byRecord = Map.groupBy(rows, row => row.record_id);
  return new Map([...byRecord].map(([recordId, found]) => [recordId, found.map(({ name }) => name)]));
}

const recently = ({ now }: Work) =>
  sql<Date>`${now.subtract({ minutes: recentMinutes }).toString()}::timestamptz`;

/** What stands on a page of somebody's and is no answer: what its inputs hold, and what the page was made from. */
export interface TypedPart {
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  readonly base: string;
}

/** Keeps the viewer's own typing on a page, by data class, in place of what was kept of it before. */
export async function keepTyped(
  work: Work,
  recordId: string,
  place: string,
  { base, parts }: { readonly base: string; readonly parts: ReadonlyMap<string, TypedPart['inputs']> },
): Promise<void> {
  await forgetTyped(work, recordId, place);
  const rows = [...new Map([['process', {}], ...parts])].map(([dataClass, inputs]) => ({
    record_id: recordId,
    place,
    person_id: work.viewer.personId,
    data_class: dataClass,
    inputs: JSON.stringify(inputs),
    base,
    typed_at: work.now.toString(),
    typed_by_name: work.viewer.name,
  }));
  await work.db.insertInto('referrals.draft_typed').values(rows).execute();
}

/** The viewer went on from the page: whatever was typed there is an answer now, or was taken back. */
export async function forgetTyped(work: Work, recordId: string, place: string): Promise<void> {
  await work.db
    .deleteFrom('referrals.draft_typed')
    .where('record_id', '=', recordId)
    .where('place', '=', place)
    .where('person_id', '=', work.viewer.personId)
    .execute();
}

type TypedRow = { readonly inputs: string; readonly base: string };

const typedAt = ({ viewer }: Work, place: string | undefined) => sql<readonly TypedRow[] | null>`(
  SELECT json_agg(json_build_object('inputs', typed.inputs, 'base', typed.base)) FROM referrals.draft_typed AS typed
  WHERE typed.record_id = draft.record_id AND typed.place = ${place ?? null} AND typed.person_id = ${viewer.personId}::uuid)`;

function joined(rows: readonly TypedRow[]): TypedPart | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const inputs = rows.reduce<TypedPart['inputs']>(
    (all, row) => ({ ...all, ...(JSON.parse(row.inputs) as TypedPart['inputs']) }),
    {},
  );
  return { inputs, base: first.base };
}

export async function listOpenPages(work: Work, recordId: string): Promise<readonly OpenPage[]> {
  const rows = await work.db
    .selectFrom('referrals.draft_typed')
    .select(['place', 'person_id', 'typed_by_name as by'])
    .select(eb => eb.fn.max<string>('inputs').as('inputs'))
    .where('record_id', '=', recordId)
    .groupBy(['place', 'person_id', 'typed_by_name'])
    .orderBy(eb => eb.fn.max('typed_at'), 'desc')
    .execute();
  return rows.map(({ place, person_id, by, inputs }) => {
    const [step = '', item] = place.split('/');
    return { step, item, by, isOwn: person_id === work.viewer.personId, isHalfTyped: inputs !== '{}' };
  });
}

/** Pages on which somebody else typed what is no answer yet, and who. */
export async function listUnsent(
  { db, viewer }: Work,
  recordId: string,
): Promise<readonly { readonly step: string; readonly personId: string }[]> {
  const rows = await db
    .selectFrom('referrals.draft_typed')
    .select(['place', 'person_id'])
    .distinct()
    .where('record_id', '=', recordId)
    .where('person_id', '<>', viewer.personId)
    .where('inputs', '<>', '{}')
    .execute();
  return rows.map(({ place, person_id }) => ({ step: place.split('/')[0] ?? '', personId: person_id }));
}

/** Everybody who looked at a page of the draft, or typed on one what is no answer. */
export async function listWhoWasIn(work: Work, recordId: string): Promise<readonly string[]> {
  const rows = await work.db
    .selectFrom('referrals.draft_visit')
    .select('person_id')
    .where('record_id', '=', recordId)
    .union(work.db.selectFrom('referrals.draft_typed').select('person_id').where('record_id', '=', recordId))
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** Everything that anybody typed in a draft and is no answer yet, page by page. */
export async function listTyped(
  work: Work,
  recordId: string,
): Promise<readonly { readonly place: string; readonly inputs: TypedPart['inputs'] }[]> {
  const rows = await work.db
    .selectFrom('referrals.draft_typed')
    .select(['place', 'inputs'])
    .where('record_id', '=', recordId)
    .execute();
  return rows.map(({ place, inputs }) => ({ place, inputs: JSON.parse(inputs) as TypedPart['inputs'] }));
}

/**
 * What was typed goes with the answers, in whichever way these go; so does what earlier pages could be compared by. In a
 * notice that goes on without a name (`keepsNotice`), what is being typed there and names nobody stays.
 */
export async function forgetEverythingTyped(
  work: Work,
  recordId: string,
  { keepsNotice = false } = {},
): Promise<void> {
  await work.db
    .deleteFrom('referrals.draft_typed')
    .where('record_id', '=', recordId)
    .$if(keepsNotice, query =>
      query.where(eb =>
        eb.or([
          eb(sql<boolean>`starts_with(place, ${inNotice})`, '=', false),
          eb('data_class', 'not in', [...namesNobody]),
        ]),
      ),
    )
    .execute();
  if (keepsNotice) return;
  await work.db
    .updateTable('referrals.draft')
    .set({ salt: sql`gen_random_uuid()` })
    .where('record_id', '=', recordId)
    .execute();
}

/** In one statement: each of these was a trip of its own, in the request that sends a referral. */
export async function deleteDraft(work: Work, recordId: string): Promise<void> {
  await work.db
    .with('findings', db => db.deleteFrom('referrals.draft_finding').where('record_id', '=', recordId))
    .with('answers', db => db.deleteFrom('referrals.draft_answer').where('record_id', '=', recordId))
    .with('typed', db => db.deleteFrom('referrals.draft_typed').where('record_id', '=', recordId))
    .with('visits', db => db.deleteFrom('referrals.draft_visit').where('record_id', '=', recordId))
    .deleteFrom('referrals.draft')
    .where('record_id', '=', recordId)
    .execute();
}
