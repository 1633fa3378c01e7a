/**
 * Fills a database with clones of its cases by set-based statements, as a superuser: through the product a million cases
 * would take a day. A clone has its own ids, reference, times, names and search keys; everything else is its template's.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { type Random, randomFrom } from '../../app/demonstration/draw.ts';
import { searchKeysOf } from '../../contexts/referrals/search/keys.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { makeReference } from '../../platform/pure/reference.ts';
import { cloning, preparing } from './cloning.ts';
import { commonGiven, drawFamily, drawGiven, rareFamily } from './names.ts';

export interface Growth {
  readonly cases: number;
  readonly pack: Pick<Pack, 'phoneCountry' | 'ownNumbers' | 'referencePrefix'>;
  /** Who decides a case of the small share in whose place: ids of teams, organisations and people, and their names. */
  readonly inPlaceOf: ReadonlyMap<string, string>;
  readonly onProgress: (done: number) => void;
}

/** One case in a hundred is the small team's too. */
const share = 100;
const batch = 10_000;

export async function grow(client: pg.Client, growth: Growth): Promise<void> {
  await client.query('SET synchronous_commit = off');
  await client.query(`SET session_replication_role = replica`);
  for (const statement of preparing) await client.query(statement);
  const instead = [[...growth.inPlaceOf.keys()], [...growth.inPlaceOf.values()]];
  await client.query('INSERT INTO bench.instead SELECT * FROM unnest($1::uuid[], $2::uuid[])', instead);
  const random = randomFrom(growth.cases);
  for (let first = 1; first <= growth.cases; first += batch) {
    const last = Math.min(first + batch - 1, growth.cases);
    await client.query('BEGIN');
    await planClones(client, growth, first, last, random);
    for (const statement of cloning) await client.query(statement);
    await client.query('COMMIT');
    growth.onProgress(last);
  }
  await client.query('VACUUM (ANALYZE)');
}

/** Who is cloned from whom, and under which name. The first cases of all sizes have a name that nobody else has. */
async function planClones(
  client: pg.Client,
  growth: Growth,
  first: number,
  last: number,
  random: Random,
): Promise<void> {
  const numbers = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const names = numbers.map(number =>
    isPlanted(number)
      ? { givenName: commonGiven, familyName: rareFamily }
      : { givenName: drawGiven(random), familyName: drawFamily(random) },
  );
  const references = numbers.map(() => makeReference(growth.pack.referencePrefix, randomBytes));
  await client.query('TRUNCATE bench.clone, bench.key');
  await client.query(
    `INSERT INTO bench.clone (n, is_small, reference, given, family, template, opened_at)
     SELECT n, n % ${share} = 0, reference, given, family, (n * 7 + n / ${share}) % (SELECT count(*) FROM bench.template),
       now() - interval '60 days' + interval '60 days' * n / ${growth.cases}
     FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS given (n, reference, given, family)`,
    [numbers, references, names.map(name => name.givenName), names.map(name => name.familyName)],
  );
  const keys = numbers.flatMap((number, place) =>
    searchKeysOf({ ...names[place], birthDate: birthDate(random), phone: phone(random) }).map(
      ({ kind, key }) => ({ number, kind, key }),
    ),
  );
  await client.query('INSERT INTO bench.key SELECT * FROM unnest($1::int[], $2::text[], $3::text[])', [
    keys.map(({ number }) => number),
    keys.map(({ kind }) => kind),
    keys.map(({ key }) => key),
  ]);
}

/** Three that the small team holds, and four that it does not. */
const isPlanted = (number: number): boolean =>
  number <= 3 * share ? number % share === 0 || number < 5 : false;

const birthDate = (random: Random): string =>
  new Date(Date.UTC(1960, 0, 1) + Math.floor(random() * 16_000) * 86_400_000).toISOString().slice(0, 10);
const phone = (random: Random): string => `+447700${String(900_000 + Math.floor(random() * 1_000))}`;
