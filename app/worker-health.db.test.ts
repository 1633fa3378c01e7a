import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { test } from 'node:test';
import { createMetrics } from '../platform/http/metrics.ts';
import { testDatabase } from '../platform/testing/database.ts';
import { serveWorkerHealth } from './worker-health.ts';

const database = await testDatabase();

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('a worker says whether it lives, whether it can work, and how it goes, to whoever holds the token', async () => {
  const [port, metrics] = [await freePort(), createMetrics()];
  metrics.watchJobs(async () => ({ waiting: { 'a.job': 3 }, dead: {}, oldestSeconds: 42 }));
  const health = await serveWorkerHealth({ port, database: database.app, metrics, token: 'a token' });
  const get = (path: string, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
  assert.deepEqual([(await get('/healthz')).status, (await get('/readyz')).status], [200, 200]);
  for (const path of ['/metrics', '/', '/metrics/../cases']) assert.equal((await get(path)).status, 404);
  const told = await (await get('/metrics', { authorization: 'Bearer a token' })).text();
  assert.match(told, /^opennrm_jobs\{job="a\.job",state="waiting"\} 3$/m);
  assert.match(told, /^opennrm_jobs_oldest_seconds 42$/m);
  await health.stop();
  await assert.rejects(get('/healthz'));
});
