/** Ways of signing in: one service reads and writes them, whoever is signed in. */
import { randomBytes, randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture, Party } from './fixture.ts';
import type { Probe } from './probe.ts';

const account = 'kim@example.example';
const passkey = () => sql`
  INSERT INTO organisations.passkey
    (passkey_id, account, credential_id, public_key, counter, browser, system, made_at, answered_at)
  VALUES (${randomUUID()}, ${account}, ${randomBytes(32)}, ${randomBytes(77)}, 0, 'firefox', 'linux', now(), now())`;
const setUp = () => sql`
  INSERT INTO organisations.set_up (set_up_id, account, link_digest, link_ends_at)
  VALUES (${randomUUID()}, ${account}, ${randomBytes(32)}, now() + interval '1 hour')`;

const ours = (f: Fixture): Party => f.service('credentials');
const others: readonly (readonly [string, (f: Fixture) => Party])[] = [
  ['signing in does not', f => f.service('sign-in')],
  ['who looks after accounts does not', f => f.people.first],
];

function probesOf(table: string, made: () => RawBuilder<unknown>, column: string): readonly Probe[] {
  const doings = {
    select: { does: () => sql`SELECT 1 FROM ${sql.table(table)}`, refused: 'none' },
    insert: { does: made, refused: 'refused' },
    update: { does: () => sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = now()`, refused: 'none' },
  } as const;
  return Object.entries(doings).flatMap(([doing, { does, refused }]): readonly Probe[] => {
    const policy = `${table} ${doing}`;
    const steps = (as: (f: Fixture) => Party) => (f: Fixture) => [
      { as: ours(f), does: made() },
      { as: as(f), does: does() },
    ];
    return [
      { policy, name: 'the service of the credentials does', expect: 'rows', steps: steps(ours) },
      ...others.map(([name, as]) => ({ policy, name, expect: refused, steps: steps(as) })),
    ];
  });
}

export const probesOfCredentials: readonly Probe[] = [
  ...probesOf('organisations.passkey', passkey, 'used_at'),
  ...probesOf('organisations.set_up', setUp, 'used_at'),
];
