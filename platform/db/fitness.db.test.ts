import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../testing/database.ts';
import { findUnfit } from './fitness.ts';

const database = await testDatabase();

test('the application’s own role may serve', async () => {
  assert.equal(await findUnfit(database.app), undefined);
});

test('neither a superuser nor the migrator may serve: no policy would bind them', async () => {
  for (const db of [database.superuser, database.migrator])
    assert.match((await findUnfit(db)) ?? '', /Use nrm_app/);
});
