import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testKeys } from '../seal/testing.ts';
import { folderPlace } from './folder-place.ts';
import { makeContentKey, openContentKey } from './keys.ts';
import type { FilePlace } from './place.ts';
import { mostBytes, receive } from './receive.ts';
import { s3Place } from './s3-place.ts';
import { authorization } from './s3-signature.ts';

const folder = mkdtempSync(join(tmpdir(), 'opennrm-places-'));
const objects = new Map<string, Buffer>();
const keys = { region: 'eu-west-2', keyId: 'of-this-test', secret: 'not a real one' };
const asked: string[] = [];
/** Stands where S3 stands. */
const server = createServer((request, answer) => void store(request, answer)).listen(0, '127.0.0.1');
async function store(request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const { url = '', method = '', headers } = request;
  asked.push(method);
  const signed = {
    host: String(headers.host),
    'x-amz-content-sha256': String(headers['x-amz-content-sha256']),
    'x-amz-date': String(headers['x-amz-date']),
  };
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  if (headers.authorization !== authorization(method, url, signed, keys)) answer.statusCode = 403;
  else if (method === 'PUT' && Number(headers['content-length']) > 0) objects.set(url, Buffer.concat(parts));
  else if (method === 'DELETE') answer.statusCode = objects.delete(url) ? 204 : 404;
  else if (!objects.has(url)) answer.statusCode = 404;
  answer.end(method === 'GET' ? objects.get(url) : undefined);
}
await once(server, 'listening');
const bucket = `http://127.0.0.1:${(server.address() as AddressInfo).port}/evidence`;
after(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const inParts = async function* (content: Buffer, length = 10_000) {
  for (let at = 0; at < content.length; at += length) yield content.subarray(at, at + length);
};
async function read(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}
const left = (): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ name }) => name);

const places: Readonly<Record<string, FilePlace>> = {
  'a folder': folderPlace(folder),
  'a bucket': s3Place({ ...keys, bucket, waiting: join(folder, 'waiting') }),
};

for (const [name, place] of Object.entries(places))
  test(`${name} gives back what it was given, whole, until it is removed`, async () => {
    const [key, content] = [randomUUID(), randomBytes(300_000)];
    await place.put(key, inParts(content));
    assert.deepEqual(await read(place.get(key)), content);
    await place.remove(key);
    await place.remove(key);
    await assert.rejects(read(place.get(key)));
    assert.deepEqual(left(), []);
  });

test('a content that breaks off on its way in leaves nothing behind', async () => {
  for (const place of Object.values(places)) {
    const key = randomUUID();
    const broken = async function* () {
      yield randomBytes(100_000);
      throw new Error('the line went dead');
    };
    await assert.rejects(place.put(key, broken()), /the line went dead/);
    await assert.rejects(read(place.get(key)));
  }
  assert.deepEqual(left(), []);
  assert.equal(objects.size, 0);
});

test('a name that is no key leads nowhere', () => {
  assert.throws(() => folderPlace(folder).get('../app.secret'), TypeError);
});

test('a bucket is asked with the signature that AWS publishes for its own example', () => {
  // “Signature Calculations for the Authorization Header”, example GET Object.
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-amz-date': '20130524T000000Z',
  };
  const example = {
    region: 'us-east-1',
    keyId: 'AKIAIOSFODNN7EXAMPLE',
    secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  assert.match(
    authorization('GET', '/test.txt', headers, example),
    /Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/,
  );
});

test('the key of one content opens no other, and none without the key service', async () => {
  const own = testKeys();
  const made = await makeContentKey(own, 'one');
  assert.deepEqual(await openContentKey(own, 'one', made.wrapped), made.key);
  await assert.rejects(openContentKey(own, 'another', made.wrapped), { kind: 'seal-altered' });
  await assert.rejects(openContentKey(testKeys(), 'one', made.wrapped), { kind: 'key-missing' });
});

test('memory does not grow with the size of a file, and one that is too big is cut off', async t => {
  const place: FilePlace = {
    put: async (_key, content) => {
      for await (const part of content) assert.ok(part.length > 0);
    },
    get: () => inParts(Buffer.alloc(0)),
    remove: () => Promise.resolve(),
  };
  const receiving = {
    place,
    keys: testKeys(),
    begin: () => Promise.resolve(),
    abandon: () => Promise.resolve(),
    hasScanner: false,
  };
  const part = Buffer.from('Seen at the yard, by somebody fictional, again.\n'.repeat(1_365));
  let sent = 0;
  const long = async function* (length: number) {
    for (sent = 0; sent < length; sent += part.length) yield part;
  };
  await receive(receiving, long(1_000_000));
  const before = process.memoryUsage().rss;
  let peak = 0;
  for (let n = 0; n < 10; n++) {
    const received = await receive(receiving, long(mostBytes - part.length));
    assert.ok(received.ok && received.value.size > mostBytes - 2 * part.length);
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  const grown = Math.round((peak - before) / 1_048_576);
  t.diagnostic(`${grown} MB more for 250 MB`);
  assert.ok(grown < 160, `${grown} MB`);
  const refused = await receive(receiving, long(10 * mostBytes));
  assert.deepEqual(refused, { ok: false, error: 'too-big' });
  assert.ok(sent < mostBytes + 2 * part.length, 'what comes after is not read');
});
