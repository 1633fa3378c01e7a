import { sql } from 'kysely';

export const findReferral = (db: { selectFrom(table: string): unknown }) => [
  db.selectFrom('referrals'),
  sql`now()`,
];
