import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify from 'fastify';
import { trustedProxy } from './forwarded.ts';

const seen = async (isDeclared: boolean): Promise<unknown> => {
  const app = fastify({ trustProxy: trustedProxy(isDeclared) });
  app.get('/', async ({ ip }) => ({ ip }));
  const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' };
  return (await app.inject({ url: '/', headers, remoteAddress: '192.0.2.1' })).json();
};

test('of what a proxy hands on its own word alone counts, and without a proxy nothing does', async () => {
  assert.deepEqual(await seen(true), { ip: '198.51.100.7' });
  assert.deepEqual(await seen(false), { ip: '192.0.2.1' });
});
