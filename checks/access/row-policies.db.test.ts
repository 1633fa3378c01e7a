import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { atomsOf, replaced } from './mutations.ts';
import { openFixture } from './probes/fixture.ts';
import { probesOfConsent } from './probes/of-consent.ts';
import { probesOfReturned } from './probes/of-returned.ts';
import { probesOfGlass } from './probes/of-glass.ts';
import { probesOfFiles } from './probes/of-files.ts';
import { probesOfImports } from './probes/of-imports.ts';
import { probesOfPlatform } from './probes/of-platform.ts';
import { probesOfRecords } from './probes/of-records.ts';
import { probesOfSealed } from './probes/of-sealed.ts';
import { probesOfSituation } from './probes/of-situation.ts';
import { probesOfTeams } from './probes/of-teams.ts';
import { probesOfBuckets } from './probes/of-buckets.ts';
import { probesOfClients } from './probes/of-clients.ts';
import { probesOfCredentials } from './probes/of-credentials.ts';
import { probesOfFounding } from './probes/of-founding.ts';
import { probesOfRegistrations } from './probes/of-registrations.ts';
import { probesOfPeople } from './probes/of-people.ts';
import { probesOfWaiting } from './probes/of-waiting.ts';
import { probesOfWebhooks } from './probes/of-webhooks.ts';
import { probesOfWork } from './probes/of-work.ts';
import { anyNotices, type Probe, wrongOf } from './probes/probe.ts';

interface Policy {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly using: string | null;
  readonly check: string | null;
}

const database = await testDatabase();
const fixture = await openFixture(database);
const probes = [
  ...probesOfRecords,
  ...probesOfWork,
  ...probesOfConsent,
  ...probesOfReturned,
  ...probesOfSituation,
  ...probesOfWaiting,
  ...probesOfGlass,
  ...probesOfPeople,
  ...probesOfCredentials,
  ...probesOfClients,
  ...probesOfBuckets,
  ...probesOfWebhooks,
  ...probesOfFounding,
  ...probesOfRegistrations,
  ...probesOfTeams,
  ...probesOfFiles,
  ...probesOfSealed,
  ...probesOfImports,
  ...probesOfPlatform,
];
const policies = (
  await sql<Policy>`SELECT schemaname AS schema, tablename AS table, policyname AS name, qual AS using, with_check AS check
    FROM pg_policies WHERE 'nrm_app' = ANY (roles) ORDER BY 1, 2, 3`.execute(database.superuser)
).rows;
const nameOf = ({ schema, table, name }: Policy): string => `${schema}.${table} ${name}`;
const probesFor = (policy: Policy): readonly Probe[] =>
  probes.filter(probe => probe.policy === nameOf(policy));

/** Whatever is done to the database in here is taken back. */
async function aside<T>(act: (db: Transaction<Tables>) => Promise<T>): Promise<T> {
  let done: { readonly value: T } | undefined;
  const back = new Error('taken back');
  await database.superuser
    .transaction()
    .execute(async db => {
      done = { value: await act(db) };
      throw back;
    })
    .catch((error: unknown) => {
      if (error !== back) throw error;
    });
  assert.ok(done);
  return done.value;
}

/** With the policy changed by `statement`: whether one of its probes notices. */
const isNoticed = (policy: Policy, statement: string): Promise<boolean> =>
  aside(async db => {
    await sql.raw(statement).execute(db);
    return anyNotices(db, fixture, probesFor(policy));
  });

test('every question to the database gets the right answer', async t => {
  t.diagnostic(`${probes.length} questions`);
  assert.ok(probes.length > 500, `${probes.length} probes`);
  assert.deepEqual(await aside(db => wrongOf(db, fixture, probes)), []);
});

test('every row-level policy has questions of its own, and no question is about a policy that is not there', () => {
  assert.ok(policies.length >= 85, `${policies.length} policies`);
  assert.deepEqual(policies.filter(policy => probesFor(policy).length === 0).map(nameOf), []);
  const names = new Set(policies.map(nameOf));
  assert.deepEqual(
    [...new Set(probes.map(({ policy }) => policy))].filter(name => !names.has(name)),
    [],
  );
});

test('each row-level policy dropped is noticed', async () => {
  const unnoticed: string[] = [];
  for (const policy of policies)
    if (!(await isNoticed(policy, `DROP POLICY "${policy.name}" ON ${policy.schema}."${policy.table}"`)))
      unnoticed.push(nameOf(policy));
  assert.deepEqual(unnoticed, []);
});

test('row-level security switched off is noticed, table by table', async () => {
  const tables = [...new Set(policies.map(({ schema, table }) => `${schema}."${table}"`))];
  const unnoticed: string[] = [];
  for (const table of tables) {
    const ofTable = policies.filter(each => `${each.schema}."${each.table}"` === table).flatMap(probesFor);
    const noticed = await aside(async db => {
      await sql.raw(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`).execute(db);
      return anyNotices(db, fixture, ofTable);
    });
    if (!noticed) unnoticed.push(table);
  }
  assert.ok(tables.length >= 35, `${tables.length} tables`);
  assert.deepEqual(unnoticed, []);
});

/** Conditions that another one implies, with the reason. */
const implied: readonly { readonly policy: RegExp; readonly atom: RegExp; readonly why: string }[] = [
  {
    policy: /./,
    atom: /^\(held\.party_id = ANY /,
    why: 'the sub-query sees only the viewer’s own grants, by the policy of access.grant, which is asked for itself',
  },
  {
    policy: /^(ledger\.entry|ledger\.payload_process|ledger\.payload_trail) insert$/,
    atom: /opened\.opened_(by|xid) = /,
    why: 'the sub-query sees the record only by a grant of process, which is enough by itself, or because it was opened now by the viewer',
  },
];

test('each condition of each policy, taken away or never met, is noticed', async t => {
  const unnoticed: string[] = [];
  let tried = 0;
  for (const policy of policies) {
    const { using, check, schema, table, name } = policy;
    for (const atom of atomsOf(using ?? check ?? ''))
      for (const by of [true, false]) {
        if (by && implied.some(each => each.policy.test(nameOf(policy)) && each.atom.test(atom.text)))
          continue;
        const to = (clause: string, text: string | null) =>
          text === null ? '' : ` ${clause} (${text === (using ?? check) ? replaced(text, atom, by) : text})`;
        tried += 1;
        if (
          !(await isNoticed(
            policy,
            `ALTER POLICY "${name}" ON ${schema}."${table}"${to('USING', using)}${to('WITH CHECK', check)}`,
          ))
        )
          unnoticed.push(`${nameOf(policy)}: ${by ? 'without' : 'never'} ${atom.text}`);
      }
  }
  t.diagnostic(`${tried} conditions of ${policies.length} policies`);
  assert.ok(tried > 900, `${tried} conditions`);
  assert.deepEqual(unnoticed, []);
});

/** Updates whose rows cannot be moved: the columns that would move them may not be written, or the condition is of the viewer alone. */
const cannotMove = [
  'access.record update',
  'consent.permission update',
  'consent.task update',
  'decisions.queue_item update',
  'organisations.client_secret update',
  'organisations.duty update',
  'oversight.opening update',
  'organisations.organisation update',
  'organisations.team update',
  'organisations.team update by administrators',
  'referrals.draft_beginning update',
  'referrals.hand_over update',
];
const isOfViewerAlone = (text: string): boolean =>
  atomsOf(text).every(atom => /^\(access\.\w+\(\) = /.test(atom.text));

test('what is changed must stay with those who may see it: each check of an update, taken away, is noticed', async () => {
  const updates = policies.filter(({ using, check }) => using !== null && check !== null);
  assert.ok(updates.length >= 12, `${updates.length} updates`);
  const unnoticed: string[] = [];
  for (const policy of updates) {
    assert.equal(policy.check, policy.using, nameOf(policy));
    if (cannotMove.includes(nameOf(policy)) || isOfViewerAlone(policy.check ?? '')) continue;
    if (
      !(await isNoticed(
        policy,
        `ALTER POLICY "${policy.name}" ON ${policy.schema}."${policy.table}" WITH CHECK (true)`,
      ))
    )
      unnoticed.push(nameOf(policy));
  }
  assert.deepEqual(unnoticed, []);
});
