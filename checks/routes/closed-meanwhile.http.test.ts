/** A grant that closes while a page is made of what it showed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { openStage } from '../support/stage.ts';

const stage = await openStage();
const { superuser } = stage.database;
const responder = stage.person('Sam Okafor');

test('a record whose last grant closes before the sight of it is written is not there', async () => {
  const reference = await stage.refer(responder);
  const { cookie } = await stage.signIn(responder);
  const url = `/referrals/${reference}`;
  assert.equal((await stage.app.inject({ url, headers: { cookie } })).statusCode, 200);
  const held = await superuser.transaction().execute(async db => {
    await sql`LOCK TABLE ledger.entry IN SHARE ROW EXCLUSIVE MODE`.execute(db);
    const asked = stage.app.inject({ url, headers: { cookie } });
    await untilSomebodyWaits();
    await sql`UPDATE access."grant" SET closed_at = now() FROM access.record
      WHERE record.record_id = "grant".record_id AND record.reference = ${reference}`.execute(db);
    return { asked };
  });
  assert.equal((await held.asked).statusCode, 404);
});

test('a sight that a missing policy refuses is a fault, and not hidden as a record that is not there', async () => {
  const reference = await stage.refer(responder);
  const { cookie } = await stage.signIn(responder);
  await sql`DROP POLICY insert ON ledger.entry`.execute(superuser);
  const answer = await stage.app.inject({ url: `/referrals/${reference}`, headers: { cookie } });
  assert.equal(answer.statusCode, 500);
});

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await sql<{ count: number }>`SELECT count(*)::int AS count FROM pg_locks
      WHERE NOT granted AND relation = 'ledger.entry'::regclass AND database =
        (SELECT oid FROM pg_database WHERE datname = current_database())`.execute(superuser);
    if ((waiting.rows[0]?.count ?? 0) > 0) return;
    await pause(10);
  }
}
