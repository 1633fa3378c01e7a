import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { keyLength } from './box.ts';
import { keyAddress } from './key-address.ts';
import { keyProcess } from './key-process.ts';
import { KeyProblem, type KeyService } from './keys.ts';
import { answerQuestion } from './protocol.ts';
import { testKeys } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'remote-keys-'));
after(() => rmSync(folder, { recursive: true }));
const cli = join(import.meta.dirname, '..', '..', 'app', 'cli.ts');
const kindOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof KeyProblem ? error.kind : String(error)),
  );

const held = testKeys();
const asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked.push(request.headers.authorization);
  if (request.headers.authorization !== 'Bearer the token') return void response.writeHead(401).end('{}');
  let body = '';
  request
    .on('data', (part: Buffer) => (body += part.toString('utf8')))
    .on('end', () => {
      void answerQuestion(held, JSON.parse(body)).then(answer => response.end(JSON.stringify(answer)));
    });
});
await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
after(() => server.close());
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

const services: readonly (readonly [string, KeyService])[] = [
  [
    'that is a program',
    keyProcess(`${process.execPath} ${cli} key serve ${join(folder, 'keys', 'kept.keys')}`),
  ],
  ['behind an address', keyAddress(url, 'the token')],
];
for (const [what, keys] of services)
  test(`a key service ${what} wraps, unwraps, rotates and wraps anew, many at once`, async () => {
    const newest = await keys.newest();
    const dataKeys = Array.from({ length: 20 }, () => randomBytes(keyLength));
    const wrapped = await Promise.all(dataKeys.map((key, n) => keys.wrap(key, `about ${n}`)));
    assert.ok(wrapped.every(({ keyId }) => keyId === newest));
    const rotated = await keys.rotate();
    const anew = await Promise.all(wrapped.map((each, n) => keys.rewrap(each, `about ${n}`)));
    assert.ok(anew.every(({ keyId }) => keyId === rotated));
    assert.deepEqual(await Promise.all(anew.map((each, n) => keys.unwrap(each, `about ${n}`))), dataKeys);
    const [one] = anew;
    assert.ok(one);
    assert.equal(await kindOf(keys.unwrap(one, 'about another')), 'seal-altered');
    assert.equal(await kindOf(keys.unwrap({ ...one, keyId: 'k0' }, 'about 0')), 'key-missing');
  });

test('a key service that is not there, refuses, or talks nonsense seals nothing', async () => {
  const nonsense = join(folder, 'nonsense');
  writeFileSync(
    nonsense,
    '#!/bin/sh\necho nonsense\necho \'{"number":1,"answer":{"keyId":""}}\'\ncat >/dev/null\n',
  );
  chmodSync(nonsense, 0o700);
  const broken: readonly (readonly [string, KeyService])[] = [
    ['no program', keyProcess(join(folder, 'nowhere'))],
    ['a program that ends at once', keyProcess('/bin/true')],
    ['nonsense', keyProcess(nonsense)],
    ['no server', keyAddress('http://127.0.0.1:9/', 'the token')],
    ['another token', keyAddress(url, 'another')],
  ];
  for (const [what, keys] of broken)
    assert.equal(await kindOf(keys.wrap(randomBytes(keyLength), 'x')), 'keys-unreachable', what);
});

test('a program that ended is started again', async () => {
  const mark = join(folder, 'ended');
  const once = join(folder, 'once');
  const served = `${process.execPath} ${cli} key serve ${join(folder, 'keys', 'once.keys')}`;
  writeFileSync(once, `#!/bin/sh\nif [ -e ${mark} ]; then exec ${served}; fi\ntouch ${mark}\n`);
  chmodSync(once, 0o700);
  const keys = keyProcess(once);
  assert.equal(await kindOf(keys.newest()), 'keys-unreachable');
  assert.ok(existsSync(mark));
  assert.match(await keys.newest(), /^k[0-9a-f]{16}$/);
});

test('a question that is none is answered with a problem, and never repeated', async () => {
  for (const question of [
    undefined,
    null,
    'wrap',
    {},
    { op: 'list' },
    { op: 'wrap', key: '!!', about: 'MARKER' },
  ])
    assert.deepEqual(await answerQuestion(held, question), { problem: 'keys-unreachable' });
});
