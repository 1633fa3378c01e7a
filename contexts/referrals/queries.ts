import { sql } from 'kysely';
import { parseDate } from '../../platform/pure/time.ts';
import { readReference } from '../../platform/pure/reference.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import { factsOf } from '../../platform/forms/concepts.ts';
import type { Work } from '../../platform/work.ts';
import { theForm } from './forms.ts';
import { normaliseName, readPhone, type SearchKey, soundsOf } from './search-keys.ts';

export interface ReferralRow {
  readonly recordId: string;
  readonly reference: string;
  readonly stage: string;
  readonly openedAt: Date;
  /** Of a draft: when somebody last saved a page of it, and who. */
  readonly saved: { readonly at: Date; readonly by: string } | undefined;
}

const pageSize = 25;

/** The team's referrals and drafts, newest first: record ids are made in order of time. It starts from the team's grants. */
export async function listReferrals(
  work: Work,
  before?: string,
): Promise<{ rows: readonly ReferralRow[]; next: string | undefined }> {
  const found = await work.db
    .selectFrom('access.grant as held')
    .innerJoin('access.record as record', 'record.record_id', 'held.record_id')
    .leftJoin('referrals.draft as draft', 'draft.record_id', 'held.record_id')
    .select(['record.record_id', 'record.reference', 'record.stage', 'record.opened_at'])
    .select(['draft.saved_at', 'draft.saved_by_name'])
    .where('held.party_id', '=', work.viewer.team.id)
    .where('held.purpose', '=', work.viewer.purpose)
    .where('held.data_class', '=', 'process')
    .where('held.closed_at', 'is', null)
    .$if(before !== undefined, query => query.where('held.record_id', '<', before ?? ''))
    .orderBy('held.record_id', 'desc')
    .limit(pageSize + 1)
    .execute();
  const rows = found.slice(0, pageSize).map(row => ({
    recordId: row.record_id,
    reference: row.reference,
    stage: row.stage,
    openedAt: row.opened_at,
    saved: row.saved_at ? { at: row.saved_at, by: row.saved_by_name ?? '' } : undefined,
  }));
  return { rows, next: found.length > pageSize ? rows.at(-1)?.recordId : undefined };
}

export interface Match {
  readonly recordId: string;
  readonly reference: string;
  readonly stage: string;
  readonly name: string | undefined;
  readonly birthDate: string | undefined;
}

/** What was typed into the search box, as the keys that it could be. */
export function keysFor(work: Pick<Work, 'pack'>, typed: string): readonly SearchKey[] {
  const date = readDate(typed);
  const words = typed.split(/\s+/).map(normaliseName).filter(Boolean);
  // People write numbers in groups: 029 2018 0455.
  const digits = typed.replaceAll(/\D/g, '').length;
  const phone = !date && digits >= 5 ? readPhone(typed, work.pack) : undefined;
  return [
    ...(phone ? [{ kind: 'phone' as const, key: phone }] : []),
    ...(date ? [{ kind: 'birth-date' as const, key: date }] : []),
    ...(phone || date ? [] : words.map(key => ({ kind: 'name' as const, key }))),
  ];
}

/** `2 3 1990`, `02/03/1990` and `1990-03-02` are one date: day first, as people here write. */
function readDate(typed: string): string | undefined {
  const parts = /^\s*(\d{1,2})[\s./-](\d{1,2})[\s./-](\d{4})\s*$/.exec(typed);
  const date = parseDate(
    parts ? `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}` : typed.trim(),
  );
  return date?.toString();
}

const matchLimit = 25;

/**
 * Cases of the viewer's that fit a reference, a name (every word of it; failing that, how it sounds), a birth date or a
 * phone number. The statements are the same whether or not there is anything to find.
 */
export async function searchCases(work: Work, typed: string): Promise<readonly Match[]> {
  const reference = readReference(work.pack.referencePrefix, typed);
  const keys = keysFor(work, typed);
  const byReference = await work.db
    .selectFrom('access.record')
    .select('record_id')
    .where('reference', '=', reference ?? '')
    .execute();
  const exact = await recordsWithAll(work, keys);
  const sounds = keys
    .filter(key => key.kind === 'name')
    .flatMap(key => soundsOf(key.key).slice(0, 1))
    .map(key => ({ kind: 'name-sound' as const, key }));
  const alike = await recordsWithAll(work, exact.length === 0 ? sounds : []);
  return describe(work, [...byReference.map(row => row.record_id), ...exact, ...alike]);
}

async function recordsWithAll(work: Work, keys: readonly SearchKey[]): Promise<readonly string[]> {
  const [first, ...others] = await rarestFirst(work, keys);
  const rows = await keysOfTeam(work, first ?? noKey)
    .select('found.record_id')
    .where(eb =>
      eb.and(
        others.map(other =>
          eb.exists(
            eb
              .selectFrom('referrals.search_key as also')
              .select(sql`1`.as('one'))
              .whereRef('also.record_id', '=', 'found.record_id')
              .where('also.team_id', '=', work.viewer.team.id)
              .where('also.kind', '=', other.kind)
              .where('also.key', '=', other.key),
          ),
        ),
      ),
    )
    .limit(matchLimit)
    .execute();
  return rows.map(row => row.record_id);
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
