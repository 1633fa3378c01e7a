import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../testing/database.ts';
import { findUnfit } from './fitness.ts';
import { migrate } from './migrate.ts';
import { ServerProblem } from './server-problem.ts';

const database = await testDatabase();

test('the application’s own role may serve', async () => {
  assert.equal(await findUnfit(database.app), undefined);
});

test('neither a superuser nor the migrator may serve: no policy would bind them', async () => {
  for (const db of [database.superuser, database.migrator])
    assert.match((await findUnfit(db)) ?? '', /Use nrm_app/);
});

test('a database whose applied migrations are not this build’s is neither served nor migrated', async () => {
  const change = sql`UPDATE migration.digest SET sha256 = 'of another text' WHERE name LIKE '%-03-sessions'`;
  const forget = sql`DELETE FROM migration.digest WHERE name LIKE '%-03-sessions'`;
  const add = (name: string) =>
    sql`INSERT INTO migration.done VALUES (${name}, now())`.execute(database.superuser);
  const refused = async (line: RegExp) => {
    assert.match((await findUnfit(database.app)) ?? '', line);
    await assert.rejects(
      migrate(database.migrator),
      (error: unknown) => error instanceof ServerProblem && line.test(error.message),
    );
  };
  const [kept] = (
    await sql<{ name: string; sha256: string }>`
    SELECT * FROM migration.digest WHERE name LIKE '%-03-sessions'`.execute(database.superuser)
  ).rows;
  assert.ok(kept);
  const restore = () =>
    sql`INSERT INTO migration.digest VALUES (${kept.name}, ${kept.sha256})
      ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256`.execute(database.superuser);
  const another = /^The database was made by another build of OpenNRM, .+ Start that build, or use .+\.$/;

  await change.execute(database.superuser);
  await refused(another);
  await forget.execute(database.superuser);
  await refused(another);
  await restore();
  assert.equal(await findUnfit(database.app), undefined);
  assert.deepEqual(await migrate(database.migrator), []);

  await add('2001-01-01-01-gone-from-this-build');
  await refused(another);
  await sql`DELETE FROM migration.done WHERE name LIKE '2001%'`.execute(database.superuser);
  await add('2999-01-01-01-of-a-newer-version');
  await refused(/^The database is from a newer version of OpenNRM\. Start that version, or use .+\.$/);
  await sql`DELETE FROM migration.done WHERE name LIKE '2999%'`.execute(database.superuser);
});

test('a database that is behind is not served until it is migrated', async () => {
  const last = sql`(SELECT max(name) FROM migration.done)`;
  await sql`DELETE FROM migration.done WHERE name = ${last}`.execute(database.superuser);
  assert.match((await findUnfit(database.app)) ?? '', /Run \.\/opennrm migrate first\.$/);
});

test('a database whose migrations this role may not read yet is not served', async () => {
  await sql`REVOKE SELECT ON migration.done FROM nrm_app`.execute(database.superuser);
  assert.match((await findUnfit(database.app)) ?? '', /Run \.\/opennrm migrate first\.$/);
});
