import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../../checks/support/stage.ts';
import { ok } from '../../platform/pure/result.ts';
import { findCase, listQueue, readCursor } from './queries.ts';

const stage = await openStage();
const [sam, alex] = [stage.person('Sam Okafor'), stage.person('Alex Morgan')];
const refer = (urgent: readonly string[]) =>
  stage.refer(
    sam,
    stage.answers({ age: { nation: 'ENG' }, tonight: { urgent }, place: { circumstances: ['none'] } }),
  );
const queue = (after?: string, isUrgentOnly = false) =>
  stage.run(alex, 'queue:view', undefined, async work =>
    ok(await listQueue(work, 'unallocated', readCursor(after), isUrgentOnly)),
  );

test('what is urgent stands first in the queue, page after page, and can be asked for alone', async () => {
  for (let n = 0; n < 26; n++) await refer(['none']);
  const last = await refer(['bed-tonight', 'danger']);
  const first = await queue();
  assert.equal(first.rows[0]?.reference, last);
  assert.deepEqual(first.rows[0]?.urgency, ['danger', 'bed-tonight']);
  const second = await queue(first.next);
  assert.equal(second.rows.length, 2);
  assert.equal(new Set([...first.rows, ...second.rows].map(row => row.reference)).size, 27);
  const alone = await queue(undefined, true);
  assert.deepEqual(
    alone.rows.map(row => row.reference),
    [last],
  );
  assert.equal(alone.count, 1);
});

test('the case file says what is urgent', async () => {
  const reference = await refer(['missing']);
  const file = await stage.run(alex, 'case:view', reference, async (work, { record }) =>
    ok(await findCase(work, record.recordId)),
  );
  assert.deepEqual(file.urgency, ['missing']);
});
