import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allActions, compose } from '../../app/compose.ts';
import { packFolder } from '../support/stage.ts';
import { listRoutes, routesFile } from './list.ts';

const composed = await compose(packFolder);

test('routes.txt is what the router holds (write it anew with: node bin/run.mjs checks/routes/list.ts)', () => {
  assert.equal(readFileSync(routesFile, 'utf8'), listRoutes(composed));
});

test('every route is an action that somebody declared', () => {
  const named = [...composed.routes, ...composed.publicRoutes].map(route => String(route.access));
  assert.ok(named.length > 40, `${named.length} routes`);
  assert.deepEqual(
    named.filter(action => !(action in allActions)),
    [],
  );
});
