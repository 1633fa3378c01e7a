import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { randomFrom } from '../../app/demonstration/draw.ts';
import { told } from '../../platform/testing/pictures.ts';
import { openScene, watchChildren } from './scene.ts';
import { eicar, type Sample, twoHundred } from './two-hundred.ts';

const seed = 20_261_122;
const mostKilobytes = 512 * 1024;
const scene = await openScene();
after(() => scene.close());
const samples = await twoHundred(randomFrom(seed));

interface Kept {
  readonly sample: Sample;
  readonly url: string;
  readonly scan: string;
  readonly copy: string;
}
type Answer = Awaited<ReturnType<typeof scene.get>>;
let kept: readonly Kept[] = [];
let refusals = 0;
let memory = { peak: 0, seen: 0 };
const shown: { readonly kept: Kept; readonly answer: Answer }[] = [];
const handedOut: { readonly kept: Kept; readonly answer: Answer }[] = [];

before(async () => {
  const references = [await scene.openDraft(), await scene.openDraft()];
  const parts = [samples.slice(0, 100), samples.slice(100)];
  for (const [place, reference] of references.entries())
    for (let at = 0; at < 100; at += 20) {
      const answer = await scene.add(reference, parts[place]?.slice(at, at + 20) ?? []);
      refusals += new Set(answer.body.match(/File \d+ is of a kind/g)).size;
    }
  const stopWatching = watchChildren();
  const all = (
    await Promise.all(
      references.map(async reference => (await scene.listed(reference)).map(each => ({ reference, each }))),
    )
  ).flat();
  const queue = [...all];
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await scene.examine(next.each.fileId);
  };
  await Promise.all([lane(), lane()]);
  memory = await stopWatching();
  kept = (
    await Promise.all(
      references.map(async reference =>
        (
          await scene.listed(reference)
        ).map(({ fileId, file }) => {
          const sample = samples.find(
            ({ bytes }) => createHash('sha256').update(bytes).digest('hex') === file.sha256,
          );
          return {
            sample: sample ?? assert.fail(),
            url: `/referrals/${reference}/evidence/${fileId}`,
            scan: file.scan,
            copy: file.copy,
          };
        }),
      ),
    )
  ).flat();
  for (const each of kept) {
    shown.push({ kept: each, answer: await scene.get(`${each.url}/copy`) });
    handedOut.push({ kept: each, answer: await scene.post(`${each.url}/original`) });
  }
});

test('of 200 files each meets the fate that it should', t => {
  assert.equal(samples.length, 200);
  const fate = ({ scan, copy }: Kept): Sample['fate'] =>
    scan === 'infected' ? 'infected' : copy === 'made' ? 'copied' : copy === 'none' ? 'original' : 'no-copy';
  assert.deepEqual(
    kept
      .filter(each => fate(each) !== each.sample.fate)
      .map(each => `${each.sample.name}: ${each.scan}, ${each.copy}`),
    [],
  );
  const refused = samples.filter(sample => sample.fate === 'refused');
  assert.equal(refusals, refused.length, 'the page names each file that was not taken');
  assert.equal(kept.length, 200 - refused.length);
  t.diagnostic(
    `seed ${seed}: ${refused.length} refused, ${kept.length} kept, ${shown.filter(({ answer }) => answer.statusCode === 200).length} copies`,
  );
});

test('what costs more than is safe says so', () => {
  const states = new Map(kept.map(({ sample, copy }) => [sample.name, copy]));
  assert.equal(states.get('fifty-thousand.png'), 'too-large');
  assert.equal(states.get('wide.png'), 'too-large');
  assert.equal(states.get('cut.jpg'), 'damaged');
  assert.equal(states.get('progressive.jpg'), 'too-costly');
});

test('the process that makes copies stays under 512 MB', t => {
  t.diagnostic(`${memory.seen} processes, at most ${Math.round(memory.peak / 1024)} MB`);
  assert.ok(memory.seen >= 50, `${memory.seen} processes were seen`);
  assert.ok(memory.peak > 100_000 && memory.peak < mostKilobytes, `${memory.peak} kB`);
});

test('nothing of a file is ever served as active content', () => {
  let served = 0;
  for (const { kept: each, answer } of [...shown, ...handedOut]) {
    if (answer.statusCode !== 200) continue;
    served += 1;
    const { headers } = answer;
    assert.match(
      String(headers['content-disposition']),
      /^attachment; filename="file-[0-9a-f]{6}\.[a-z0-9]{2,4}"$/,
      each.sample.name,
    );
    assert.equal(headers['x-content-type-options'], 'nosniff', each.sample.name);
    assert.match(
      String(headers['content-security-policy']),
      /^sandbox; default-src 'none';/,
      each.sample.name,
    );
    assert.match(
      String(headers['content-type']),
      /^(image\/jpeg|image\/png|application\/octet-stream)$/,
      each.sample.name,
    );
  }
  assert.ok(served >= 180, `${served} were served`);
});

test('no copy holds a place, a time, a device or anything else beside its pixels', async () => {
  const copies = shown.filter(({ answer }) => answer.statusCode === 200);
  assert.equal(copies.length, samples.filter(({ fate }) => fate === 'copied').length);
  const hidden = [...told, 'Exif', 'adobe.com', 'Photoshop', '8BIM', '<script', '<html', 'PK\x03\x04'];
  let found = 0;
  for (const { kept: each, answer } of copies) {
    const read = await sharp(answer.rawPayload).metadata();
    for (const field of [
      'exif',
      'xmp',
      'iptc',
      'icc',
      'comments',
      'orientation',
      'tifftagPhotoshop',
    ] as const)
      assert.equal(read[field], undefined, `${each.sample.name}: ${field}`);
    for (const word of hidden)
      assert.equal(answer.rawPayload.includes(word), false, `${each.sample.name}: ${word}`);
    if (told.some(word => each.sample.bytes.includes(word))) found += 1;
  }
  assert.ok(found >= 40, `${found} of the originals told of a place`);
});

test('an original comes back byte for byte, and an infected one not at all', () => {
  for (const { kept: each, answer } of handedOut) {
    const isInfected = each.sample.fate === 'infected';
    assert.equal(answer.statusCode, isInfected ? 404 : 200, each.sample.name);
    if (!isInfected) assert.ok(answer.rawPayload.equals(each.sample.bytes), each.sample.name);
    if (!isInfected) assert.equal(answer.headers['content-type'], 'application/octet-stream');
  }
  assert.equal(kept.filter(({ scan }) => scan === 'infected').length, 3);
  assert.ok(kept.every(({ scan }) => scan === 'infected' || scan === 'clean'));
});

test('what lies in the store is sealed: nothing that was sent can be read there', () => {
  const contents = scene.contents();
  assert.ok(contents.length >= kept.length + 50, `${contents.length} contents`);
  for (const word of [...told, eicar, 'JFIF', '%PDF', '<script'])
    assert.equal(
      contents.some(content => content.includes(word)),
      false,
      word,
    );
});
