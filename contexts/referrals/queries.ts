import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Answers } from '../../platform/forms/definition.ts';
import { factsOf } from '../../platform/forms/concepts.ts';
import { rowByRow } from '../../platform/db/row-security.ts';
import type { Instant } from '../../platform/pure/time.ts';
import type { Work } from '../../platform/work.ts';
import { theForm } from './forms.ts';
import { type SearchKey, soundsOf } from './search/keys.ts';
import type { Terms } from './search/terms.ts';

export interface ReferralRow {
  readonly recordId: string;
  readonly reference: string;
  readonly stage: string;
  readonly openedAt: Date;
  /** Of a draft: when somebody last saved a page of it, and who. */
  readonly saved: { readonly at: Date; readonly by: string } | undefined;
  /** Of a hand-over: whether the viewer's team is asked to take a draft over. */
  readonly isAskedOfUs: boolean;
  /** Another team's, which the viewer's team sees by a consent or an override alone. */
  readonly isShared: boolean;
}

const pageSize = 25;

/** The team's referrals and drafts, newest first: record ids are made in order of time. It starts from the team's grants. */
export async function listReferrals(
  work: Work,
  before?: string,
  /** Drafts that were saved before this moment were put away: they alone, or all but them. */
  putAway?: {
    readonly before: Instant;
    readonly only: boolean;
    /** What a team is asked about stands among the others until it answers: nobody may change it meanwhile. */
    readonly unlessAsked?: boolean;
  },
  /** Of the record of this change alone. */
  event?: string,
): Promise<{ rows: readonly ReferralRow[]; next: string | undefined }> {
  const cutoff = sql<Date>`${putAway?.before.toString() ?? null}::timestamptz`;
  const isSettled = putAway?.unlessAsked
    ? sql<boolean>`NOT EXISTS (SELECT 1 FROM referrals.hand_over AS asking
        WHERE asking.source_id = held.record_id AND asking.state = 'asked')`
    : sql<boolean>`true`;
  const found = await work.db
    .selectFrom('access.grant as held')
    .innerJoin('access.record as record', 'record.record_id', 'held.record_id')
    .leftJoin('referrals.draft as draft', 'draft.record_id', 'held.record_id')
    .leftJoin('referrals.hand_over as handed', 'handed.record_id', 'held.record_id')
    .select(['record.record_id', 'record.reference', 'record.stage', 'record.opened_at'])
    .select('handed.asked_team')
    .select(
      sql<boolean>`held.basis IN ('consent', 'override') AND NOT EXISTS (SELECT 1 FROM access.relation
        WHERE relation.record_id = held.record_id AND relation.party_id = held.party_id)`.as('is_shared'),
    )
    .select(['draft.saved_at', 'draft.saved_by_name'])
    // One record may be held on the law and by consent.
    .distinctOn('held.record_id')
    .where('held.party_id', '=', work.viewer.team.id)
    .where('held.purpose', '=', work.viewer.purpose)
    .where('held.data_class', '=', 'process')
    .where('held.closed_at', 'is', null)
    .$if(event !== undefined, query =>
      query.where('held.record_id', 'in', eb =>
        eb
          .selectFrom('ledger.entry')
          .select('ledger.entry.record_id')
          .where('ledger.entry.entry_id', '=', event ?? '')
          .where('ledger.entry.kind', '=', 'change'),
      ),
    )
    .$if(before !== undefined, query => query.where('held.record_id', '<', before ?? ''))
    .$if(putAway?.only === true, query => query.where('draft.saved_at', '<', cutoff).where(isSettled))
    .$if(putAway?.only === false, query =>
      query.where(eb =>
        eb.or([eb('draft.saved_at', 'is', null), eb('draft.saved_at', '>=', cutoff), eb.not(isSettled)]),
      ),
    )
    .orderBy('held.record_id', 'desc')
    .limit(pageSize + 1)
    .execute();
  const rows = found.slice(0, pageSize).map(row => ({
    recordId: row.record_id,
    reference: row.reference,
    stage: row.stage,
    openedAt: row.opened_at,
    isAskedOfUs: row.asked_team === work.viewer.team.id,
    isShared: row.is_shared,
    saved: row.saved_at ? { at: row.saved_at, by: row.saved_by_name ?? '' } : undefined,
  }));
  return { rows, next: found.length > pageSize ? rows.at(-1)?.recordId : undefined };
}

export interface NoticeRow {
  readonly recordId: string;
  readonly reference: string;
  readonly sentAt: Date;
  readonly nation: string | null;
  readonly isIdentified: boolean;
  readonly urgency: readonly string[];
}

/** Notices that the team received, newest first, and how many there are, up to a limit. It starts from the team's grants. */
export async function listNotices(
  work: Work,
  before?: string,
): Promise<{ rows: readonly NoticeRow[]; next: string | undefined; count: number }> {
  const held = work.db
    .selectFrom('access.grant as held')
    .innerJoin('referrals.notice as notice', 'notice.record_id', 'held.record_id')
    .where('held.party_id', '=', work.viewer.team.id)
    .where('held.purpose', '=', work.viewer.purpose)
    .where('held.data_class', '=', 'process')
    .where('held.closed_at', 'is', null);
  const found = await held
    .innerJoin('access.record as record', 'record.record_id', 'held.record_id')
    .select(['record.record_id', 'record.reference', 'notice.sent_at', 'notice.nation'])
    .select(['notice.is_identified', 'notice.urgency'])
    .$if(before !== undefined, query => query.where('held.record_id', '<', before ?? ''))
    .orderBy('held.record_id', 'desc')
    .limit(pageSize + 1)
    .execute();
  const { count } = await work.db
    .selectFrom(held.select('held.record_id').limit(countLimit).as('some'))
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = found.slice(0, pageSize).map(row => ({
    recordId: row.record_id,
    reference: row.reference,
    sentAt: row.sent_at,
    nation: row.nation,
    isIdentified: row.is_identified,
    urgency: row.urgency,
  }));
  return { rows, next: found.length > pageSize ? rows.at(-1)?.recordId : undefined, count };
}
/** As of a queue (docs/decisions/0006-counts-stop-at-five-hundred.md). */
const countLimit = 500;

export interface Match {
  readonly recordId: string;
  readonly reference: string;
  readonly stage: string;
  readonly name: string | undefined;
  readonly birthDate: string | undefined;
}

/** Where a page of matches ended: how they were found, how many were shown so far, and the last of them. */
export interface SearchCursor {
  readonly how: 'exact' | 'alike';
  readonly shown: number;
  readonly recordId: string;
}
export interface Matches {
  readonly matches: readonly Match[];
  readonly how: SearchCursor['how'];
  /** How many pages before this one showed. */
  readonly before: number;
  /** Continues after the last match; undefined on the last page. */
  readonly next: SearchCursor | undefined;
}

/**
 * Cases of the viewer's that fit all terms, the latest first; where no case does, those whose names sound the same. No
 * total is told: it would cost as much as there are matches. The statements are the same whether or not there is
 * anything to find.
 */
export async function searchCases(work: Work, terms: Terms, after?: SearchCursor): Promise<Matches> {
  const { reference, keys } = terms;
  if (reference !== undefined)
    return pageOf(work, await recordNamed(work, reference, keys), 'exact', undefined);
  const exact = await recordsWithAll(work, after?.how === 'alike' ? [] : keys, after);
  const sounding = exact.length === 0 && after?.how !== 'exact' ? soundsFor(keys) : [];
  const alike = await recordsWithAll(work, sounding, after);
  return alike.length > 0 ? pageOf(work, alike, 'alike', after) : pageOf(work, exact, 'exact', after);
}

async function pageOf(
  work: Work,
  found: readonly string[],
  how: SearchCursor['how'],
  after: SearchCursor | undefined,
): Promise<Matches> {
  const ids = found.slice(0, pageSize);
  const before = after?.shown ?? 0;
  const recordId = found.length > pageSize ? ids.at(-1) : undefined;
  return {
    matches: await describe(work, ids),
    how,
    before,
    next: recordId === undefined ? undefined : { how, shown: before + ids.length, recordId },
  };
}

/** Each name by its sound, where it has one; the rest of the terms as they are. None where no name has one. */
function soundsFor(keys: readonly SearchKey[]): readonly SearchKey[] {
  const sounds = keys.map(key => {
    const [sound] = key.kind === 'name' ? soundsOf(key.key) : [];
    return sound === undefined ? key : { kind: 'name-sound' as const, key: sound };
  });
  return sounds.some(key => key.kind === 'name-sound') ? sounds : [];
}

async function recordNamed(
  work: Work,
  reference: string,
  keys: readonly SearchKey[],
): Promise<readonly string[]> {
  const rows = await work.db
    .selectFrom('access.record as found')
    .select('found.record_id')
    .where('found.reference', '=', reference)
    .where(hasAll(work, keys))
    .execute();
  return rows.map(row => row.record_id);
}

async function recordsWithAll(
  work: Work,
  keys: readonly SearchKey[],
  after: SearchCursor | undefined,
): Promise<readonly string[]> {
  const [first, ...others] = await rarestFirst(work, keys);
  const rows = await keysOfTeam(work, first ?? noKey)
    .select('found.record_id')
    .where(hasAll(work, others))
    .$if(after !== undefined, query => query.where('found.record_id', '<', after?.recordId ?? ''))
    .orderBy('found.record_id', 'desc')
    .limit(pageSize + 1)
    .execute();
  return rows.map(row => row.record_id);
}

/** That the record of the row `found` has each of the keys. */
function hasAll(work: Work, keys: readonly SearchKey[]): RawBuilder<SqlBool> {
  const each = keys.map(
    ({ kind, key }) => sql`EXISTS (SELECT FROM referrals.search_key AS also
      WHERE also.record_id = found.record_id AND also.team_id = ${work.viewer.team.id}
        AND also.kind = ${kind} AND also.key = ${key} ${sql.raw(rowByRow)})`,
  );
  return each.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(each, sql` AND `)}`;
}

/** No key of anybody's. */
const noKey: SearchKey = { kind: 'name', key: '' };
const countedTo = 200;

/** The records of one key are asked for the others: where that is the rarest, a common name costs no more than another. */
async function rarestFirst(work: Work, keys: readonly SearchKey[]): Promise<readonly SearchKey[]> {
  const counting = (keys.length > 0 ? keys : [noKey]).map((key, place) =>
    work.db
      .selectFrom(keysOfTeam(work, key).select('found.record_id').limit(countedTo).as('some'))
      .select(eb => [sql.lit(place).as('place'), eb.fn.countAll<number>().as('count')]),
  );
  const rows = await counting.reduce((all, each) => all.unionAll(each)).execute();
  const counts = new Map(rows.map(row => [row.place, row.count]));
  return keys
    .map((key, place) => ({ key, count: counts.get(place) ?? 0 }))
    .sort((a, b) => a.count - b.count)
    .map(({ key }) => key);
}

const keysOfTeam = (work: Work, { kind, key }: SearchKey) =>
  work.db
    .selectFrom('referrals.search_key as found')
    .where('found.team_id', '=', work.viewer.team.id)
    .where('found.kind', '=', kind)
    .where('found.key', '=', key);

/** What tells one person from another in a list; the identity payloads that the viewer's grants show. */
async function describe(work: Work, recordIds: readonly string[]): Promise<readonly Match[]> {
  const rows = await work.db
    .selectFrom('access.record as record')
    .innerJoin('ledger.entry as sent', join =>
      join
        .onRef('sent.record_id', '=', 'record.record_id')
        // As it stands, not as a parameter: only so is the index of changes used, whatever the number of sights.
        .on('sent.kind', '=', sql.lit('change'))
        .on('sent.type', '=', 'referral-submitted'),
    )
    .leftJoin('ledger.payload_identity as identity', 'identity.entry_id', 'sent.entry_id')
    .select(['record.record_id', 'record.reference', 'record.stage', 'identity.body'])
    .where(sql<boolean>`record.record_id = ANY (${[...new Set(recordIds)]}::uuid[])`)
    .where('record.stage', '!=', 'draft')
    .orderBy('record.record_id', 'desc')
    .execute();
  const form = theForm(work.pack);
  return rows.map(row => {
    const answers = row.body ? ((JSON.parse(row.body) as { answers?: Answers }).answers ?? {}) : {};
    const facts = factsOf(form, answers);
    const name = [facts.givenName, facts.familyName].filter(Boolean).join(' ');
    return {
      recordId: row.record_id,
      reference: row.reference,
      stage: row.stage,
      name: name || undefined,
      birthDate: facts.birthDate,
    };
  });
}
