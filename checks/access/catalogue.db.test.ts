import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../../platform/testing/database.ts';
import { listPolicies, mustBeNone, ownSchemas } from './catalogue.ts';

const database = await testDatabase();
const reviewed = join(import.meta.dirname, 'policies.txt');

for (const [what, find] of Object.entries(mustBeNone))
  test(`the database has not ${what}`, async () => {
    assert.deepEqual(await find(database.superuser), []);
  });

test('every schema of ours is looked at', async () => {
  const { rows } = await sql<{ name: string }>`SELECT nspname AS name FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public', 'pgboss', 'migration') ORDER BY 1`.execute(
    database.superuser,
  );
  assert.deepEqual(
    rows.map(row => row.name),
    ownSchemas,
  );
});

test('every row-level policy is the reviewed one (checks/access/policies.txt; write it anew with UPDATE_REVIEWED=1)', async () => {
  const lines = await listPolicies(database.superuser);
  if (process.env['UPDATE_REVIEWED']) writeFileSync(reviewed, `${lines.join('\n')}\n`);
  assert.ok(lines.length > 60, 'there are policies to review');
  assert.deepEqual(lines, existsSync(reviewed) ? readFileSync(reviewed, 'utf8').trim().split('\n') : []);
});

test('each of these questions finds what it looks for, once it is planted', async () => {
  const plants: Readonly<Record<string, string>> = {
    'a table without forced row-level security': 'ALTER TABLE access.record NO FORCE ROW LEVEL SECURITY',
    'a table that somebody else than nrm_owner owns': 'ALTER TABLE access.record OWNER TO nrm_superuser',
    'a role of ours that is more than it should be': 'ALTER ROLE nrm_app BYPASSRLS',
    'a role that nrm_app is a member of': 'GRANT nrm_owner TO nrm_app',
    'a view that sees with its owner’s eyes': 'CREATE VIEW access.everything AS SELECT * FROM access.record',
    'a function that acts as its owner': `CREATE FUNCTION access.peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'`,
    'a right of nrm_app to change or delete what the ledger holds': 'GRANT UPDATE ON ledger.entry TO nrm_app',
    'a right that everybody has': 'GRANT SELECT ON access.record TO PUBLIC',
    'a unique key over what people type, which would tell of another organisation’s row':
      'CREATE UNIQUE INDEX one_email ON organisations.person (email)',
  };
  assert.deepEqual(Object.keys(plants), Object.keys(mustBeNone));
  for (const [what, plant] of Object.entries(plants)) {
    const found = await database.superuser.transaction().execute(async db => {
      await sql.raw(plant).execute(db);
      const lines = await mustBeNone[what]?.(db);
      await sql`ROLLBACK`.execute(db);
      return lines;
    });
    assert.equal(found?.length, 1, what);
  }
});
