import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { jsonSchemas, schemaFolder } from './json-schema.ts';

test('the JSON Schemas of packs are current (node platform/pack/json-schema.ts writes them)', async () => {
  const expected = jsonSchemas();
  const kept = (await readdir(schemaFolder)).filter(name => name.endsWith('.json'));
  assert.deepEqual(new Set(kept), new Set(Object.keys(expected)));
  for (const [name, text] of Object.entries(expected))
    assert.equal(await readFile(join(schemaFolder, name), 'utf8'), text, `${name} is not current`);
});

test('the JSON Schemas refuse what nobody knows, as the loader does', () => {
  for (const [name, text] of Object.entries(jsonSchemas()))
    if (name !== 'messages.schema.json')
      assert.match(text, /"additionalProperties": false|"propertyNames"/, name);
});
