import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { connect } from '../db/connect.ts';
import type { Tables } from '../db/tables.ts';
import { testDatabase } from '../testing/database.ts';
import type { Viewer } from '../work.ts';
import {
  changeSession,
  digestOf,
  endSession,
  endSessionsOf,
  endSessionsOfProvider,
  enter,
  idleMinutes,
  type NewSession,
  startSession,
} from './session.ts';

const database = await testDatabase();
// Whom a session may be opened for is the organisations' rule (contexts/organisations), and tried there.
await sql`ALTER TABLE http.session DISABLE TRIGGER only_who_was_let_in`.execute(database.superuser);

const viewer = (): Viewer => ({
  personId: randomUUID(),
  name: 'Robin Fictional',
  role: 'caseworker',
  organisation: { id: randomUUID(), name: 'Authority of Nowhere' },
  team: { id: randomUUID(), name: 'Team One' },
  purpose: 'identification-decision',
});
const start = (more: Partial<NewSession> = {}) =>
  startSession(database.app, { viewer: viewer(), kind: 'browser', ...more });
const visit = (digest: Buffer, db: Kysely<Tables> = database.app) =>
  db.transaction().execute(transaction => enter(transaction, digest));
const settings = ['person', 'team', 'organisation', 'purpose', 'service'];
const whoAsks = async (db: Kysely<Tables>) =>
  (
    await sql<{ who: string[] }>`SELECT ARRAY(SELECT coalesce(current_setting('nrm.' || name, true), '')
    FROM unnest(${settings}::text[]) AS name) AS who`.execute(db)
  ).rows[0]?.who;
/** As if so much time had passed for this session. */
const age = (digest: Buffer, minutes: number, which: 'last_seen_at' | 'ends_at') =>
  sql`UPDATE http.session SET ${sql.ref(which)} = ${sql.ref(which)} - make_interval(mins => ${minutes}) WHERE digest = ${digest}`.execute(
    database.superuser,
  );

test('a session acts for its person in its one position, and row-level security knows it until the transaction ends', async () => {
  const asked = viewer();
  const { digest, id } = await start({ viewer: asked });
  assert.equal(Buffer.from(id, 'base64url').length, 32);
  await database.app.connection().execute(async connection => {
    await connection.transaction().execute(async db => {
      assert.deepEqual((await enter(db, digest))?.viewer, asked);
      assert.deepEqual(await whoAsks(db), [
        asked.personId,
        asked.team.id,
        asked.organisation.id,
        asked.purpose,
        '',
      ]);
    });
    assert.deepEqual(await whoAsks(connection), ['', '', '', '', '']);
  });
});

test('the database keeps a digest, and nothing from which the id could be found', async () => {
  const { id, digest } = await start();
  const { rows } = await sql<{
    row: string;
  }>`SELECT s::text AS row FROM http.session s WHERE digest = ${digest}`.execute(database.superuser);
  assert.ok(
    !rows[0]?.row.includes(id) && !rows[0]?.row.includes(Buffer.from(id, 'base64url').toString('hex')),
  );
  assert.deepEqual(digestOf(id), digest);
});

test(`a browser that asked for nothing for ${idleMinutes} minutes must sign in again`, async () => {
  const { digest } = await start();
  await age(digest, idleMinutes - 1, 'last_seen_at');
  assert.ok(await visit(digest), 'a minute before');
  await age(digest, idleMinutes - 1, 'last_seen_at');
  assert.ok(await visit(digest), 'the last request counted');
  await age(digest, idleMinutes, 'last_seen_at');
  assert.equal(await visit(digest), undefined);
  assert.equal(await visit(digest), undefined, 'and asking does not wake it');
});

test('twelve hours after signing in a browser must sign in again, however busy it was', async () => {
  const { digest, endsAt } = await start();
  const hours = (endsAt.getTime() - Date.now()) / 3_600_000;
  assert.ok(hours > 11.9 && hours <= 12, String(hours));
  await age(digest, 12 * 60 - 1, 'ends_at');
  assert.ok(await visit(digest));
  await age(digest, 1, 'ends_at');
  assert.equal(await visit(digest), undefined);
});

test('a token lives as long as it was given, without an idle time, and can be told by its look', async () => {
  const { id, digest } = await start({ kind: 'token', lifetimeMinutes: 60 });
  assert.match(id, /^nrm_[\w-]{43}$/);
  await age(digest, 59, 'last_seen_at');
  assert.equal((await visit(digest))?.kind, 'token');
  await age(digest, 60, 'ends_at');
  assert.equal(await visit(digest), undefined);
});

test('a session that was ended is unknown to the very next transaction of every process', async () => {
  const other = connect(database.config.app);
  const { digest } = await start();
  assert.ok(await visit(digest, other.db));
  await endSession(database.app, digest);
  assert.equal(await visit(digest, other.db), undefined);
  await other.close();
});

test("ending a person's sessions ends all of theirs, tokens too, and nobody else's", async () => {
  const asked = viewer();
  const theirs = [
    await start({ viewer: asked }),
    await start({ viewer: asked, kind: 'token', lifetimeMinutes: 5 }),
  ];
  const somebodyElses = await start();
  assert.equal(await endSessionsOf(database.app, asked.personId), 2);
  for (const { digest } of theirs) assert.equal(await visit(digest), undefined);
  assert.ok(await visit(somebodyElses.digest));
  assert.equal(await endSessionsOf(database.app, asked.personId), 0);
});

test("the identity provider's sign-out ends what its session had begun", async () => {
  const { digest } = await start({ providerSession: 'sid-1' });
  const other = await start({ providerSession: 'sid-2' });
  assert.equal(await endSessionsOfProvider(database.app, { sid: 'sid-1' }), 1);
  assert.equal(await visit(digest), undefined);
  assert.ok(await visit(other.digest));
});

test('unknown, idle, over and ended sessions get one answer by one statement, and leave nobody asking', async () => {
  const idle = await start();
  await age(idle.digest, idleMinutes, 'last_seen_at');
  const over = await start();
  await age(over.digest, 12 * 60, 'ends_at');
  const ended = await start();
  await endSession(database.app, ended.digest);
  const statements: string[] = [];
  const { db, close } = connect(database.config.app);
  const watched = db.withPlugin({
    transformQuery: ({ node }) => {
      if (node.kind === 'RawNode') statements.push(node.sqlFragments.join('?'));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const kinds = { unknown: randomBytes(32), idle: idle.digest, over: over.digest, ended: ended.digest };
  for (const [kind, digest] of Object.entries(kinds)) {
    statements.length = 0;
    await watched.transaction().execute(async transaction => {
      assert.equal(await enter(transaction, digest), undefined, kind);
      assert.equal(statements.length, 1);
      assert.match(statements[0] ?? '', /FROM http\.enter/);
      assert.deepEqual(await whoAsks(transaction), ['', '', '', '', ''], kind);
    });
  }
  await close();
});

test('nobody but the signing-in service reads or changes sessions', async () => {
  const asked = viewer();
  const { digest } = await start({ viewer: asked });
  await database.app.transaction().execute(async db => {
    await enter(db, digest);
    assert.deepEqual(await db.selectFrom('http.session').selectAll().execute(), []);
    const changed = await db.updateTable('http.session').set({ ended_at: null }).executeTakeFirst();
    assert.equal(changed.numUpdatedRows, 0n);
  });
});

test('a session is changed for another once, which ends when the first would have; what is over is not changed', async () => {
  const asked = viewer();
  const old = await start({ viewer: asked, lifetimeMinutes: 60, account: 'robin@nowhere.example' });
  const other = { ...asked, role: 'manager' };
  const made = await Promise.all(
    [1, 2, 3].map(() => changeSession(database.app, old.digest, { viewer: other })),
  );
  const [changed, ...more] = made.filter(each => each !== undefined);
  assert.ok(changed && more.length === 0);
  assert.deepEqual(changed.endsAt, old.endsAt);
  assert.equal(await visit(old.digest), undefined);
  assert.equal((await visit(changed.digest))?.viewer.role, 'manager');
  await age(changed.digest, idleMinutes + 1, 'last_seen_at');
  assert.equal(await changeSession(database.app, changed.digest, { viewer: asked }), undefined);
  const token = await start({ kind: 'token' });
  assert.equal(await changeSession(database.app, token.digest, { viewer: asked }), undefined);
});
