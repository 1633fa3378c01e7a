import { test } from 'node:test';
import assert from 'node:assert/strict';
import { assetManifest } from '../../platform/views/assets.ts';
import { buildAssets, committedAssets } from './build-assets.ts';

test('what browsers load is what its sources build', () => {
  const built = buildAssets();
  const committed = committedAssets();
  assert.deepEqual(
    [...committed.keys()].sort(),
    [...built.keys()].sort(),
    'run checks/templates/build-assets.ts',
  );
  for (const [name, text] of built)
    assert.ok(committed.get(name) === text, `${name} is out of date: run checks/templates/build-assets.ts`);
});

test('the manifest names every file that is served, and nothing names another site', () => {
  const committed = committedAssets();
  for (const name of Object.values(assetManifest)) {
    const text = committed.get(name);
    assert.ok(text, `${name} is missing`);
    const elsewhere = /(?:src|href|import|fetch|url)\s*[(=:]?\s*["'(](https?:)?\/\//i.exec(text);
    assert.equal(elsewhere, null, `${name} loads from elsewhere: ${elsewhere?.[0]}`);
  }
});

test('neither crown, royal arms nor GDS Transport is in what we serve', () => {
  for (const [name, text] of committedAssets())
    assert.doesNotMatch(text, /GDS Transport|govuk-crest|crown-copyright/i, name);
});
