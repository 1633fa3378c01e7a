import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openStage } from '../../checks/support/stage.ts';
import type { Information, Recording } from '../../platform/pack/information.ts';

const folder = await mkdtemp(join(tmpdir(), 'opennrm-spoken-'));
after(() => rm(folder, { recursive: true }));
/** A second of silence: 8,000 samples of one byte, as a WAV file. */
const spoken = Buffer.concat([
  Buffer.from('UklGRmQfAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YUAfAAA=', 'base64'),
  Buffer.alloc(8_000, 128),
]);
await writeFile(join(folder, 'a1.wav'), spoken);
await writeFile(join(folder, 'notes.txt'), 'not to be served');

const audio: Recording = {
  file: 'a1.wav',
  sha256: createHash('sha256').update(spoken).digest('hex'),
  reader: 'Ada Example',
  transcript: ['You pay nothing at all.'],
};

function withRecording(information: Information): Information {
  const { en } = information.sheets;
  const free = en?.sections['free'];
  assert.ok(en && free);
  const sheets = {
    ...information.sheets,
    en: { ...en, sections: { ...en.sections, free: { ...free, audio } } },
  };
  return { ...information, sheets, recordings: { folder, files: ['a1.wav'] } };
}

const stage = await openStage({
  recompose: composed => {
    const { information } = composed.pack;
    assert.ok(information);
    return { ...composed, pack: { ...composed.pack, information: withRecording(information) } };
  },
});
const url = '/information/audio/a1.wav';

test('a section that was read aloud has a player, its reader, and what is said in writing', async () => {
  const { body } = await stage.app.inject({ url: '/information/en/1' });
  assert.match(
    body,
    /<audio controls preload="none" src="\/information\/audio\/a1\.wav" aria-label="Listen: It is free">/,
  );
  assert.match(body, /Read by: Ada Example/);
  assert.match(body, /You pay nothing at all\./);
  assert.equal(
    body.match(/There is no recording here/g)?.length,
    6,
    'the other six sections say that they have none',
  );
});

test('a language without recordings says so once on each page', async () => {
  const { body } = await stage.app.inject({ url: '/information/cy/1' });
  assert.equal(body.match(/Nid oes recordiad yma/g)?.length, 1);
});

test('a recording is served as sound, whole or in parts, and kept nowhere', async () => {
  const whole = await stage.app.inject({ url });
  assert.equal(whole.statusCode, 200);
  assert.equal(whole.headers['content-type'], 'audio/wav');
  assert.equal(whole.headers['cache-control'], 'no-store');
  assert.equal(whole.headers['accept-ranges'], 'bytes');
  assert.equal(whole.headers['x-content-type-options'], 'nosniff');
  assert.equal(whole.headers['set-cookie'], undefined);
  assert.ok(whole.rawPayload.equals(spoken));
  const part = await stage.app.inject({ url, headers: { range: 'bytes=100-199' } });
  assert.equal(part.statusCode, 206);
  assert.equal(part.headers['content-range'], `bytes 100-199/${spoken.length}`);
  assert.equal(part.headers['content-type'], 'audio/wav');
  assert.ok(part.rawPayload.equals(spoken.subarray(100, 200)));
});

test('no other file is served beside the recordings', async () => {
  for (const other of ['notes.txt', '../information.yaml', '%2e%2e/en.yaml', ''])
    assert.equal((await stage.app.inject({ url: `/information/audio/${other}` })).statusCode, 404, other);
});
