import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { connect } from '../../platform/db/connect.ts';
import { findServer } from '../../platform/db/server.ts';
import { treeOf } from '../soak/processes.ts';
import { freePort, type Instance, settingsFor, someFolder, start } from './instance.ts';

const folder = someFolder();
const port = await freePort();
const settings = { ...settingsFor(folder, port), NRM_DEMONSTRATION_CASES: '8' };
let kept: Readonly<Record<string, number>> = {};

/** Rows of every table of ours, as the database's superuser sees them. */
async function count(): Promise<Record<string, number>> {
  const server = findServer(folder);
  assert.ok(server, 'no database runs on the folder');
  const { db, close } = connect({ ...server.superuser, database: 'opennrm', max: 1 });
  try {
    const { rows } = await sql<{ name: string; rows: number }>`
      SELECT table_schema || '.' || table_name AS name, (xpath('/row/n/text()', query_to_xml(
        format('SELECT count(*) AS n FROM %I.%I', table_schema, table_name), false, true, '')))[1]::text::int AS rows
      FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'pgboss')`.execute(
      db,
    );
    return Object.fromEntries(rows.map(row => [row.name, row.rows]));
  } finally {
    await close();
  }
}

async function endsCleanly(instance: Instance, signal: NodeJS.Signals, to: 'group' | 'process') {
  instance.signal(signal, to);
  assert.equal(await instance.ended(), 0, instance.errors());
  assert.deepEqual(treeOf(undefined, folder), [], 'a process is left');
  await assert.rejects(fetch(`http://localhost:${port}/healthz`));
}

test('a first start is ready, says where and as whom to sign in, and SIGTERM ends everything with status 0', async () => {
  const first = start(settings);
  await first.ready();
  await first.says(new RegExp(`^OpenNRM ready at http://localhost:${port}$`, 'm'));
  await first.says(/^ +responder +\S+@\S+\.example +.+\(fictional\)$/m);
  assert.equal((await fetch(`http://localhost:${port}/readyz`)).status, 200);
  kept = await count();
  assert.equal(kept['access.record'], 8);
  await endsCleanly(first, 'SIGTERM', 'process');
});

test('a second start is ready and has lost nothing, and Ctrl-C ends everything with status 0', async () => {
  const second = start(settings);
  await second.ready();
  assert.equal((await fetch(`http://localhost:${port}/`)).status, 200);
  let { 'ledger.leaf': leaves, 'ledger.checkpoint': checkpoints, ...now } = await count();
  for (const deadline = Date.now() + 30_000; leaves !== now['ledger.entry'] && Date.now() < deadline; )
    ({ 'ledger.leaf': leaves, 'ledger.checkpoint': checkpoints, ...now } = await count());
  const { 'ledger.leaf': _before, 'ledger.checkpoint': _signed, ...before } = kept;
  assert.deepEqual(now, before);
  // Signed when the first ended.
  assert.deepEqual([leaves, checkpoints], [now['ledger.entry'], 1]);
  await endsCleanly(second, 'SIGINT', 'group');
});

test('a second start on a folder that is in use says so in one line, and the first is not disturbed', async () => {
  const first = start(settings);
  await first.ready();
  const other = start({ ...settings, PORT: String(await freePort()) });
  assert.equal(await other.ended(), 7);
  assert.match(
    other.errors(),
    /^OpenNRM already uses \S+ \(process \d+\)\. Stop it, or set NRM_DATA_DIR .+\n$/,
  );
  assert.equal((await fetch(`http://localhost:${port}/readyz`)).status, 200);
  await endsCleanly(first, 'SIGTERM', 'group');
});
