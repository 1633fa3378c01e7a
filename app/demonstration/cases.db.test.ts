import { test } from 'node:test';
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { openStage } from '../../checks/support/stage.ts';
import { clock } from '../clock.ts';
import { tellCase } from './cases.ts';
import { randomFrom } from './draw.ts';
import { planCases, type Standing } from './plan.ts';

const stage = await openStage();

test('each fictional case stands where it was planned to, is found by what is known of it, and nothing of it lies ahead', async () => {
  const stands: Readonly<Record<Standing, string>> = {
    draft: 'draft',
    unallocated: 'unallocated',
    'on-a-desk': 'allocated',
    returned: 'allocated',
    'second-reading': 'second-reading',
    decided: 'decided',
  };
  const plans = planCases(24, randomFrom(5));
  for (const [place, plan] of plans.entries())
    await tellCase(
      {
        database: stage.database.app,
        composed: { ...stage.composed, keys: stage.keys },
        viewers: stage.people,
        random: randomFrom(place),
      },
      stage.demonstration,
      plan,
      clock.now(),
    );
  const { rows } = await sql<{ state: string }>`
    SELECT coalesce(item.state, record.stage) AS state
    FROM access.record LEFT JOIN decisions.queue_item AS item USING (record_id)`.execute(
    stage.database.superuser,
  );
  assert.deepEqual(rows.map(row => row.state).sort(), plans.map(({ standing }) => stands[standing]).sort());
  const keys = await sql<{ kind: string; records: number }>`
    SELECT kind, count(DISTINCT record_id)::int AS records FROM referrals.search_key GROUP BY kind`.execute(
    stage.database.superuser,
  );
  const found = new Map(keys.rows.map(({ kind, records }) => [kind, records]));
  for (const kind of ['name', 'birth-date', 'phone'])
    assert.ok((found.get(kind) ?? 0) >= 4, `${found.get(kind)} are found by ${kind}`);
  const returned = await sql`SELECT FROM ledger.entry WHERE type = 'decision-returned'`.execute(
    stage.database.superuser,
  );
  assert.equal(returned.rows.length, plans.filter(({ standing }) => standing === 'returned').length);
  const ahead = await sql`SELECT FROM ledger.entry WHERE at > now()`.execute(stage.database.superuser);
  assert.equal(ahead.rows.length, 0);
});
