import { asSuperuser } from '../place.ts';
import { commonGiven, familyOfNobody, rareFamily } from './names.ts';
import type { Request } from './visitor.ts';
import type { Deployment, ViewerName } from './world.ts';

/** A page to be measured, for those who look at it. */
export interface MeasuredPage {
  readonly name: string;
  readonly viewers: readonly ViewerName[];
  /** One after the other is asked for, again from the first after the last. */
  readonly asks: (deployment: Deployment, viewer: ViewerName) => Promise<readonly Request[]>;
  /** How many links to cases the page must have, lest it is fast since it is empty. */
  readonly links: Partial<Record<ViewerName, number>>;
}

const always =
  (...asks: readonly Request[]) =>
  async (): Promise<readonly Request[]> =>
    asks;
const search = (q: string) => always({ path: '/search', typed: { q } });
const viewers = ['all', 'hundredth'] as const;
const perPage = 25;
const both = (links: number) => ({ all: links, hundredth: links });

export const pages: readonly MeasuredPage[] = [
  {
    name: 'queue',
    viewers,
    asks: always({ path: '/queue' }, { path: '/queue?view=decided' }),
    links: both(perPage),
  },
  {
    name: 'search-hit',
    viewers,
    asks: search(`${commonGiven} ${rareFamily}`),
    links: { all: 7, hundredth: 3 },
  },
  { name: 'search-common', viewers, asks: search(commonGiven), links: { all: perPage } },
  { name: 'search-miss', viewers, asks: search(`${commonGiven} ${familyOfNobody}`), links: both(0) },
  { name: 'search-name-and-year', viewers, asks: search(`${commonGiven} 1985`), links: {} },
  { name: 'case', viewers, asks: cases, links: {} },
  { name: 'list', viewers: ['referrer'], asks: always({ path: '/referrals' }), links: { referrer: perPage } },
];

/** Cases of the same templates in both, two of each, in the same order. */
async function cases({ opened }: Deployment, viewer: ViewerName): Promise<readonly Request[]> {
  return asSuperuser(opened.superuser, async client => {
    const { rows } = await client.query<{ reference: string }>(
      `SELECT reference FROM (
         SELECT reference, template, row_number() OVER (PARTITION BY template ORDER BY md5(reference)) AS place
         FROM bench.cloned_all JOIN access.record USING (record_id)
         WHERE template < 8 AND ($1 OR is_small)) AS each
       WHERE place <= 2 ORDER BY template, place`,
      [viewer === 'all'],
    );
    return rows.map(({ reference }) => ({ path: `/cases/${reference}` }));
  });
}

/** The trail of a case that was looked at so often, for those who watch over the use of records. */
export async function seenSoOften({ opened }: Deployment, sights: number): Promise<Request> {
  return asSuperuser(opened.superuser, async client => {
    const { rows } = await client.query<{ reference: string }>(
      `WITH one AS (
         SELECT record_id, reference FROM access.record WHERE stage = 'submitted' ORDER BY md5(reference || $1) LIMIT 1),
       by AS (SELECT entry.* FROM ledger.entry JOIN one USING (record_id) WHERE version = 1),
       seen AS (
         INSERT INTO ledger.entry (entry_id, record_id, kind, type, at, actor_id, organisation_id, team_id, purpose, digests)
         SELECT gen_random_uuid(), record_id, 'sight', 'case-seen', now(), actor_id, organisation_id, team_id, purpose, '{"trail": "00"}'
         FROM by, generate_series(1, $1::int) RETURNING entry_id, record_id),
       told AS (
         INSERT INTO ledger.payload_trail (entry_id, record_id, salt, body)
         SELECT entry_id, record_id, decode(repeat('00', 32), 'hex'),
           '{"classes":["process","identity"],"by":{"name":"Alex Morgan","role":"caseworker","organisation":"An authority","team":"Decisions"}}'
         FROM seen)
       SELECT reference FROM one`,
      [sights],
    );
    return { path: `/trail/${rows[0]?.reference}` };
  });
}
