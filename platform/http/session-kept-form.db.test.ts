import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../testing/database.ts';
import type { Viewer } from '../work.ts';
import { deriveKey, openSeal, seal } from './seal.ts';
import { endSession, endSessionsOf, startSession } from './session.ts';
import { carryKeptForm, keepForm, takeKeptForm } from './session-kept-form.ts';

const database = await testDatabase();
// Whom a session may be opened for is the organisations' rule (contexts/organisations), and tried there.
await sql`ALTER TABLE http.session DISABLE TRIGGER only_who_was_let_in`.execute(database.superuser);
const path = '/referrals/drafts/1/account';
const form = {
  path,
  typed: { account: 'MARKER line one\r\nline two', signs: ['g01', 'g02'], _csrf: 'x', _key: 'y' },
};
const typed = { account: 'MARKER line one\r\nline two', signs: ['g01', 'g02'] };

const start = (personId: string = randomUUID()) => {
  const named = { id: randomUUID(), name: 'Fictional' };
  const viewer: Viewer = {
    personId,
    name: 'Robin',
    role: 'responder',
    organisation: named,
    team: named,
    purpose: 'referral',
  };
  return startSession(database.app, { viewer, kind: 'browser' }).then(started => ({ ...started, personId }));
};
const idleOut = (digest: Buffer) =>
  sql`UPDATE http.session SET last_seen_at = now() - interval '1 hour' WHERE digest = ${digest}`.execute(
    database.superuser,
  );
const rows = async () =>
  (
    await sql<{ row: string }>`SELECT kept::text AS row FROM http.kept_form kept`.execute(database.superuser)
  ).rows.map(each => each.row);

/** A session that went idle while its person typed, and the form that it kept. */
async function lost() {
  const old = await start();
  await idleOut(old.digest);
  assert.equal(await keepForm(database.app, old.id, form), true);
  return old;
}

test('what was typed when the session had ended comes back, once, to the same person in the same browser', async () => {
  const old = await lost();
  const again = await start(old.personId);
  assert.equal(
    await carryKeptForm(database.app, old.id, { sessionId: again.id, personId: old.personId }),
    path,
  );
  const wanted = { personId: old.personId, path };
  assert.deepEqual(await takeKeptForm(database.app, again.id, wanted), typed);
  assert.equal(await takeKeptForm(database.app, again.id, wanted), undefined);
  assert.equal(
    await carryKeptForm(database.app, old.id, { sessionId: again.id, personId: old.personId }),
    undefined,
  );
});

test('another person who signs in in that browser gets nothing, and it is gone', async () => {
  const old = await lost();
  const other = await start();
  assert.equal(
    await carryKeptForm(database.app, old.id, { sessionId: other.id, personId: other.personId }),
    undefined,
  );
  assert.equal(await takeKeptForm(database.app, other.id, { personId: other.personId, path }), undefined);
  const again = await start(old.personId);
  assert.equal(
    await carryKeptForm(database.app, old.id, { sessionId: again.id, personId: old.personId }),
    undefined,
  );
});

test('the same person in another browser gets nothing, and it stays for the first', async () => {
  const old = await lost();
  const elsewhere = await start(old.personId);
  assert.equal(await takeKeptForm(database.app, elsewhere.id, { personId: old.personId, path }), undefined);
  assert.equal(
    await carryKeptForm(database.app, elsewhere.id, { sessionId: elsewhere.id, personId: old.personId }),
    undefined,
  );
  const again = await start(old.personId);
  assert.equal(
    await carryKeptForm(database.app, old.id, { sessionId: again.id, personId: old.personId }),
    path,
  );
});

test('another page gets nothing, and it stays for its own', async () => {
  const old = await lost();
  assert.equal(
    await takeKeptForm(database.app, old.id, { personId: old.personId, path: '/other' }),
    undefined,
  );
  assert.deepEqual(await takeKeptForm(database.app, old.id, { personId: old.personId, path }), typed);
});

test('the database holds nothing that was typed, and nothing that opens it', async () => {
  const old = await lost();
  const all = (await rows()).join();
  assert.ok(all.length > 0);
  for (const plain of [
    'MARKER',
    Buffer.from('MARKER').toString('hex'),
    Buffer.from('MARKER').toString('base64'),
    old.id,
  ])
    assert.ok(!all.includes(plain), plain);
});

test('a row that was moved to another person or another page does not open', async () => {
  for (const change of [sql`person_id = ${randomUUID()}`, sql`path = '/other'`]) {
    const old = await lost();
    await sql`UPDATE http.kept_form SET ${change} WHERE person_id = ${old.personId}`.execute(
      database.superuser,
    );
    const { rows: moved } = await sql<{ person_id: string; path: string }>`
      SELECT person_id, path FROM http.kept_form ORDER BY at DESC LIMIT 1`.execute(database.superuser);
    assert.ok(moved[0]);
    assert.equal(
      await takeKeptForm(database.app, old.id, { personId: moved[0].person_id, path: moved[0].path }),
      undefined,
    );
  }
});

test('nothing is kept for a session that nobody had, or that was ended on purpose', async () => {
  const before = (await rows()).length;
  assert.equal(await keepForm(database.app, 'an-id-that-nobody-had', form), false);
  const signedOut = await start();
  await endSession(database.app, signedOut.digest);
  assert.equal(await keepForm(database.app, signedOut.id, form), false);
  const revoked = await start();
  await endSessionsOf(database.app, revoked.personId);
  assert.equal(await keepForm(database.app, revoked.id, form), false);
  assert.equal((await rows()).length, before);
});

test('a session keeps its newest form, and none beyond half a megabyte', async () => {
  const old = await lost();
  assert.equal(await keepForm(database.app, old.id, { path, typed: { account: 'newer' } }), true);
  assert.equal(
    await keepForm(database.app, old.id, { path, typed: { account: 'x'.repeat(600_000) } }),
    false,
  );
  assert.deepEqual(await takeKeptForm(database.app, old.id, { personId: old.personId, path }), {
    account: 'newer',
  });
});

test('after a day it is gone, swept or not', async () => {
  const old = await lost();
  await sql`UPDATE http.kept_form SET at = at - interval '24 hours'`.execute(database.superuser);
  assert.equal(await takeKeptForm(database.app, old.id, { personId: old.personId, path }), undefined);
});

test('a seal opens with its own key and subject alone, and not when a bit was changed', () => {
  const key = deriveKey('secret', 'use');
  const sealed = seal(key, 'words', 'subject');
  assert.equal(openSeal(key, sealed, 'subject'), 'words');
  assert.equal(openSeal(deriveKey('secret', 'other use'), sealed, 'subject'), undefined);
  assert.equal(openSeal(key, sealed, 'other'), undefined);
  for (let bit = 0; bit < sealed.length; bit++) {
    const changed = Buffer.from(sealed);
    changed[bit] = (changed[bit] ?? 0) ^ 1;
    assert.equal(openSeal(key, changed, 'subject'), undefined);
  }
  assert.notDeepEqual(seal(key, 'words', 'subject'), sealed, 'the same words never look the same twice');
});
