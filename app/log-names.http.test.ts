import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../checks/support/stage.ts';
import { createLog } from '../platform/log/log.ts';

const written: Record<string, unknown>[] = [];
const log = createLog({
  destination: { write: (line: string) => void written.push(JSON.parse(line) as Record<string, unknown>) },
});
const stage = await openStage({ log });

test('whatever is asked, its pattern is written to the log, and never its address', async () => {
  const { cookie } = await stage.signIn(stage.person('sam.okafor@northmoor-police.example'));
  const asked = [
    ['/healthz', '/healthz'],
    ['/readyz', '/readyz'],
    ['/metrics', '/metrics'],
    ['/sign-in', '/sign-in'],
    ['/home', '/home'],
    ['/api/v1/openapi.json', '/api/v1/openapi.json'],
    ['/referrals/NRM-7KBC-9QXD-R4T', '/referrals/:reference'],
    ['/nothing/Zebedee', 'unknown'],
  ] as const;
  for (const [url] of asked) await stage.app.inject({ url, headers: { cookie } });
  assert.deepEqual(
    written.filter(line => line['event'] === 'request').map(line => line['route']),
    asked.map(([, route]) => route),
  );
  assert.doesNotMatch(JSON.stringify(written), /unlisted|Zebedee|7KBC/);
});

test('a sign-in that failed is written with its reason', () => {
  const reasons = ['attempt-unknown', 'account-unknown', 'provider-down'];
  const before = written.length;
  for (const outcome of reasons) log.warn({ event: 'sign-in-failed', outcome });
  assert.deepEqual(
    written.slice(before).map(line => line['outcome']),
    reasons,
  );
});
