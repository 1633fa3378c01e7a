import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { asService } from '../db/transaction.ts';
import { keptFormHours } from '../http/session-kept-form.ts';
import { testDatabase } from '../testing/database.ts';
import { sessionDays, sweep, writeKeyDays } from './housekeeping.ts';

const database = await testDatabase();
const around = (hours: number) => [0, hours - 1, hours + 1];
const ago = (hours: number) => sql`now() - make_interval(hours => ${hours})`;
const run = (statement: ReturnType<typeof sql>) => statement.execute(database.superuser);

test(`keys of writes go after ${writeKeyDays} days, kept forms after ${keptFormHours} hours, sessions ${sessionDays} days after their end, and none before`, async () => {
  for (const hours of around(writeKeyDays * 24))
    await run(sql`INSERT INTO http.write_key (person_id, key, request_digest, status, outcome, at)
      VALUES (${randomUUID()}, ${`key-${hours}`}, ${randomBytes(32)}, 303, '{}', ${ago(hours)})`);
  for (const hours of around(keptFormHours))
    await run(sql`INSERT INTO http.kept_form (session_digest, person_id, path, sealed, at)
      VALUES (${randomBytes(32)}, ${randomUUID()}, '/x', ${randomBytes(32)}, ${ago(hours)})`);
  await run(sql`ALTER TABLE http.session DISABLE TRIGGER only_who_was_let_in`);
  for (const hours of around(sessionDays * 24))
    await run(sql`INSERT INTO http.session (digest, kind, person_id, position, organisation_id, team_id, purpose,
        started_at, last_seen_at, ends_at)
      VALUES (${randomBytes(32)}, 'browser', ${randomUUID()}, '{}', ${randomUUID()}, ${randomUUID()}, 'referral',
        ${ago(hours + 12)}, ${ago(hours)}, ${ago(hours)})`);
  assert.deepEqual(await sweep(database.app), { writeKeys: 1, keptForms: 1, sessions: 1 });
  assert.deepEqual(await sweep(database.app), { writeKeys: 0, keptForms: 0, sessions: 0 });
});

test('nobody sweeps but the housekeeping, and it ends no session', async () => {
  const nobody = await database.app.transaction().execute(db => sql`DELETE FROM http.write_key`.execute(db));
  assert.equal(nobody.numAffectedRows, 0n);
  const sweeper = await asService(database.app, 'housekeeping', db =>
    sql`DELETE FROM http.session`.execute(db),
  );
  assert.equal(sweeper.numAffectedRows, 0n);
});
