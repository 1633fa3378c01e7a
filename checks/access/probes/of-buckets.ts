/** How often the API may be asked is counted while signing in, and is nobody's to read or to change. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Fixture, Party } from './fixture.ts';
import type { Probe } from './probe.ts';

const table = 'http.bucket';
const fill = () => sql`INSERT INTO http.bucket (holder, left_then, at) VALUES (${randomUUID()}, 1, now())`;
const doings = {
  select: { does: () => sql`SELECT 1 FROM http.bucket`, refused: 'none' },
  insert: { does: fill, refused: 'refused' },
  update: { does: () => sql`UPDATE http.bucket SET left_then = 1000`, refused: 'none' },
} as const;
const signIn = (f: Fixture): Party => f.service('sign-in');
const others: readonly (readonly [string, (f: Fixture) => Party])[] = [
  ['another service does not', f => f.service('directory')],
  ['who is signed in does not', f => f.refer.holder],
];

export const probesOfBuckets: readonly Probe[] = Object.entries(doings).flatMap(
  ([doing, { does, refused }]): readonly Probe[] => {
    const policy = `${table} ${doing}`;
    const steps = (as: (f: Fixture) => Party) => (f: Fixture) => [
      { as: signIn(f), does: fill() },
      { as: as(f), does: does() },
    ];
    return [
      { policy, name: 'signing in does', expect: 'rows', steps: steps(signIn) },
      ...others.map(([name, as]) => ({ policy, name, expect: refused, steps: steps(as) })),
    ];
  },
);
