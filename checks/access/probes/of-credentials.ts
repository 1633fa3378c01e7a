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

const passwordOf = (id: string) => sql`
  INSERT INTO organisations.password
    (password_id, account, hash, code_seal, key_id, wrapped, code_step, browser, system, made_at)
  VALUES (${id}, ${`${id}@example.example`}, '$argon2id$', ${randomBytes(48)}, 'k', ${randomBytes(60)}, 0, 'firefox', 'linux', now())`;
const password = () => passwordOf(randomUUID());
/** It stands there before its recovery codes do. */
const holder = randomUUID();
const recoveryCode = () =>
  sql`INSERT INTO organisations.recovery_code (password_id, digest) VALUES (${holder}, ${randomBytes(32)})`;

const ours = (f: Fixture): Party => f.service('credentials');
const others: readonly (readonly [string, (f: Fixture) => Party])[] = [
  ['signing in does not', f => f.service('sign-in')],
  ['who looks after accounts does not', f => f.people.first],
];

function probesOf(
  table: string,
  made: () => RawBuilder<unknown>,
  column: string,
  before: readonly RawBuilder<unknown>[] = [],
): readonly Probe[] {
  const doings = {
    select: { does: () => sql`SELECT 1 FROM ${sql.table(table)}`, refused: 'none' },
    insert: { does: made, refused: 'refused' },
    ...(column === 'delete'
      ? { delete: { does: () => sql`DELETE FROM ${sql.table(table)}`, refused: 'none' } as const }
      : {
          update: {
            does: () => sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = now()`,
            refused: 'none',
          } as const,
        }),
  } as const;
  return Object.entries(doings).flatMap(([doing, { does, refused }]): readonly Probe[] => {
    const policy = `${table} ${doing}`;
    const steps = (as: (f: Fixture) => Party) => (f: Fixture) => [
      ...before.map(each => ({ as: ours(f), does: each })),
      { as: ours(f), does: made() },
      { as: as(f), does: does() },
    ];
    return [
      { policy, name: 'the service of the credentials does', expect: 'rows', steps: steps(ours) },
      ...others.map(([name, as]) => ({ policy, name, expect: refused, steps: steps(as) })),
    ];
  });
}

const tried = () => sql`
  INSERT INTO organisations.sign_in_try (try_id, bucket, at) VALUES (${randomUUID()}, ${randomBytes(32)}, now())`;
export const probesOfCredentials: readonly Probe[] = [
  ...probesOf('organisations.passkey', passkey, 'used_at'),
  ...probesOf('organisations.set_up', setUp, 'used_at'),
  ...probesOf('organisations.password', password, 'used_at'),
  ...probesOf('organisations.recovery_code', recoveryCode, 'used_at', [passwordOf(holder)]),
  // What was tried is deleted, and never changed.
  ...probesOf('organisations.sign_in_try', tried, 'delete'),
];
