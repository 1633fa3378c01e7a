import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type pg from 'pg';
import { z } from 'zod';
import { knownNames } from '../../app/settings.ts';
import { createMetrics } from '../../platform/http/metrics.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Every name that a process tells, with what a histogram makes of its name. */
async function metricNames(): Promise<ReadonlySet<string>> {
  const metrics = createMetrics();
  metrics.watchPool({ totalCount: 1, idleCount: 1, waitingCount: 0 } as pg.Pool);
  metrics.watchJobs(async () => ({ waiting: { a: 1 }, dead: {}, oldestSeconds: 0 }));
  metrics.watchLedger(async () => 0);
  const names = [...(await metrics.text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Set(
    names.flatMap(([, name = '', kind]) =>
      kind === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    ),
  );
}

test('the dashboard shows metrics that there are, and asks for nothing else', async () => {
  const panel = z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) });
  const { panels } = z
    .object({ panels: z.array(panel) })
    .parse(JSON.parse(read('deploy/grafana/opennrm.json')));
  const asked = panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) => expr.match(/opennrm_\w+/g) ?? []),
  );
  assert.ok(asked.length >= 10, `only ${asked.length} names`);
  const known = await metricNames();
  assert.deepEqual(
    asked.filter(name => !known.has(name)),
    [],
  );
  for (const each of ['http_request', 'jobs', 'jobs_oldest', 'ledger', 'database', 'eventloop', 'sealed'])
    assert.ok(
      asked.some(name => name.includes(each)),
      each,
    );
});

const files = [...globSync('deploy/systemd/*', { cwd: root }), 'deploy/container/Containerfile'].sort();

test('units and container name settings and commands that there are, and run as nobody who may do more', () => {
  assert.ok(files.length >= 5);
  const commands = new Set(
    [...globSync('app/cli/*.ts', { cwd: root })].flatMap(file =>
      [...read(file).matchAll(/command\(\s*program,\s*'([a-z-]+)'/g)].map(([, name]) => name),
    ),
  );
  for (const file of files) {
    const text = read(file);
    for (const [name] of text.matchAll(/NRM_[A-Z_]+/g)) assert.ok(knownNames.has(name), `${file}: ${name}`);
    for (const [, name] of text.matchAll(/\/opennrm\/opennrm ([a-z]+)/g))
      assert.ok(commands.has(name), `${file}: ${name}`);
    assert.doesNotMatch(text, /User=root|USER root/);
    if (file.endsWith('.service'))
      for (const line of ['User=opennrm', 'NoNewPrivileges=yes', 'ProtectSystem=strict', 'LimitCORE=0'])
        assert.ok(text.includes(`${line}\n`), `${file}: ${line}`);
  }
});
