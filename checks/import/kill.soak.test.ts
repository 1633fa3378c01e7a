import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { randomFrom } from '../../app/demonstration/draw.ts';
import { useTestServer } from '../../platform/testing/server.ts';
import { openStage } from '../support/stage.ts';
import { root, stageEnvironment } from '../test/child.ts';

const kills = 20;
const rows = 6_000;
const patience = 60_000;

const seed = Math.floor(Math.random() * 2 ** 32);
const random = randomFrom(seed);
const stage = await openStage({ seed });
const { superuser: db, config } = stage.database;
const folder = mkdtempSync(join(tmpdir(), 'import-'));
after(() => rmSync(folder, { recursive: true }));

const statements = Array.from({ length: rows }, () => `${randomUUID()} They said I owed them.`);
const bodies = Array.from({ length: 200 }, () => stage.answers());
const file = join(folder, 'rows.ndjson');
writeFileSync(
  file,
  statements
    .map((statement, nth) => {
      const answers = bodies[nth % bodies.length] ?? {};
      return `${JSON.stringify({ ...answers, account: { ...answers['account'], statement } })}\n`;
    })
    .join(''),
);
const tokenFile = join(folder, 'token');
writeFileSync(tokenFile, await stage.token(stage.person('Sam Okafor')), { mode: 0o600 });

const { folder: dataFolder } = await useTestServer();
const { host, port, user, password } = config.app;
const url = `postgresql://${user}:${encodeURIComponent(String(password))}@localhost:${port}/${stage.database.name}?host=${encodeURIComponent(host ?? '')}`;

function begin(): {
  readonly child: ChildProcess;
  readonly ended: Promise<{ status: number | null; text: string }>;
} {
  const child = spawn(
    process.execPath,
    [join(root, 'app/cli.ts'), 'import', 'referrals', file, '--write', '--token-file', tokenFile],
    {
      cwd: root,
      env: stageEnvironment({ DATABASE_URL: url, NRM_DATA_DIR: dataFolder }),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (text += part.toString()));
  const ended = new Promise<{ status: number | null; text: string }>(done =>
    child.on('close', status => done({ status, text })),
  );
  return { child, ended };
}

const countImported = async (): Promise<number> =>
  (await sql<{ count: number }>`SELECT count(*) FROM referrals.imported`.execute(db)).rows[0]?.count ?? 0;

/** After a batch or a few, at any moment of the next; answers how many rows it committed. */
async function killOnce(): Promise<number> {
  const before = await countImported();
  const atLeast = random() * 150;
  const { child, ended } = begin();
  const isOver = ended.then(() => true);
  for (const deadline = Date.now() + patience; (await countImported()) <= before + atLeast; )
    if (Date.now() > deadline || (await Promise.race([isOver, pause(5, false)])))
      assert.fail(`it committed nothing: ${(await ended).text}`);
  await pause(random() * 150);
  child.kill('SIGKILL');
  const { status, text } = await ended;
  assert.equal(status, null, `it ended before it was killed: ${text}`);
  return (await countImported()) - before;
}

test(`an import that is killed ${kills} times and begun again sends each row once`, async t => {
  t.diagnostic(`seed ${seed}`);
  const committed: number[] = [];
  while (committed.length < kills) committed.push(await killOnce());
  assert.ok(committed.every(count => count > 0));
  const left = rows - committed.reduce((sum, count) => sum + count, 0);
  assert.ok(left > 0, 'the last kill left something to do');
  const { status, text } = await begin().ended;
  assert.equal(status, 0, text);
  assert.match(text, new RegExp(`${left.toLocaleString('en')} rows? (was|were) sent`));
  const again = await begin().ended;
  assert.match(again.text, /\b0 rows were sent[^]*6,000 rows were imported before/);
  t.diagnostic(`${rows - left} rows in ${kills} killed runs, ${left} in the last`);

  const { rows: found } = await sql<{ statement: string }>`
    SELECT account.body::jsonb #>> '{answers,account,statement}' AS statement
    FROM ledger.entry JOIN ledger.payload_account AS account USING (entry_id) WHERE entry.type = 'referral-submitted'`.execute(
    db,
  );
  const times = Map.groupBy(found, ({ statement }) => statement);
  const lost = statements.filter(statement => !times.has(statement));
  const doubled = statements.filter(statement => (times.get(statement)?.length ?? 0) > 1);
  assert.deepEqual(
    { lost: lost.length, doubled: doubled.length, all: found.length },
    { lost: 0, doubled: 0, all: rows },
  );
  const { rows: counts } = await sql<{ referrals: number; queue: number; records: number; imported: number }>`
    SELECT (SELECT count(*) FROM referrals.referral) AS referrals, (SELECT count(*) FROM decisions.queue_item) AS queue,
      (SELECT count(*) FROM access.record) AS records,
      (SELECT count(*) FROM referrals.imported JOIN referrals.referral USING (record_id)) AS imported`.execute(
    db,
  );
  assert.deepEqual(counts[0], { referrals: rows, queue: rows, records: rows, imported: rows });
});
