import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { AddressClosed, isOpenAddress, postOutward } from './outward.ts';

const heard: string[] = [];
const server = createServer((request, response) => {
  heard.push(`${request.method} ${request.url}`);
  if (request.url === '/elsewhere') response.writeHead(302, { location: '/inside' }).end();
  else if (request.url !== '/never') response.writeHead(204).end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => server.close());
const port = (server.address() as AddressInfo).port;
const post = (url: string, mayReachLoopback: boolean, timeoutMilliseconds = 2_000) =>
  postOutward({ url, headers: {}, body: '{}', mayReachLoopback, timeoutMilliseconds });

const inside = `127.0.0.1 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 192.0.2.1
  198.18.0.1 224.0.0.1 255.255.255.255 none :: ::1 fe80::1 fc00::1 fd12::1 ff02::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8
  64:ff9b::7f00:1 2001:db8::1 2002:7f00:1::1 2001:0:1::1`;
const outside = '8.8.8.8 172.32.0.1 100.128.0.1 2a00:1450:4009::1 2606:4700::1';

test('nothing is sent to an address of this machine, of its neighbours, or set aside', () => {
  for (const address of inside.split(/\s+/)) assert.equal(isOpenAddress(address), false, address);
  assert.equal(isOpenAddress(''), false);
  for (const address of outside.split(' ')) assert.equal(isOpenAddress(address), true, address);
});

test('a name is judged by what it resolves to when the connection is made, and an address as it stands', async () => {
  for (const host of [
    'localhost',
    '127.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0x7f000001',
    '2130706433',
    '0',
  ])
    await assert.rejects(post(`http://${host}:${port}/`, false), AddressClosed, host);
  assert.deepEqual(heard, []);
  assert.equal(await post(`http://localhost:${port}/here`, true), 204);
  assert.equal(await post(`http://127.0.0.1:${port}/here`, true), 204);
  await assert.rejects(post(`http://10.0.0.1:${port}/`, true), AddressClosed, 'loopback alone');
  assert.deepEqual(heard.splice(0), ['POST /here', 'POST /here']);
});

test('no redirect is followed, and whoever does not answer in time is left', async () => {
  assert.equal(await post(`http://127.0.0.1:${port}/elsewhere`, true), 302);
  await assert.rejects(post(`http://127.0.0.1:${port}/never`, true, 100));
  assert.deepEqual(heard.splice(0), ['POST /elsewhere', 'POST /never']);
});
