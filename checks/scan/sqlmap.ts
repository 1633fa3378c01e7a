import { readFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '../fuzz/actors.ts';
import { toBytes } from '../fuzz/request.ts';
import { type Finding, routeOf } from './findings.ts';
import { asHeader } from './forwarder.ts';
import { runTool } from './run-tool.ts';
import type { Target } from './targets.ts';

/** The last part of a path that names a record or one of several is tried like a parameter. */
const marked = (path: string): string => path.replace(/(.*\/(?:NRM-[\w-]+|[\da-f]{8}-[\da-f-]{27}))/, '$1*');

/** Tries to put SQL into every parameter of every target. Needs Debian's sqlmap. */
export async function scanWithSqlmap(
  folder: string,
  port: number,
  targets: readonly Target[],
  actors: readonly Actor[],
  routes: readonly string[],
): Promise<{ readonly findings: readonly Finding[]; readonly output: string }> {
  const log = join(folder, 'requests.log');
  const results = join(folder, 'sqlmap.csv');
  const rule = '='.repeat(54);
  const written = targets.map(({ request, actor }) =>
    toBytes({
      ...request,
      path: marked(request.path),
      // Every page reads the language; what else its query holds comes with the request.
      query: request.query.length > 0 ? request.query : [['lang', 'en']],
      headers: [
        ['host', `127.0.0.1:${port}`],
        [asHeader, String(actors.indexOf(actor))],
        ...request.headers.filter(([name]) => name !== 'cookie'),
      ],
    }).toString('latin1'),
  );
  writeFileSync(log, written.map(text => `${rule}\n${text}\n${rule}\n`).join('\n'), 'latin1');
  const output = await runTool('sqlmap', [
    '-l',
    log,
    '--batch',
    '--ignore-stdin',
    '--flush-session',
    '--disable-coloring',
    '--output-dir',
    join(folder, 'sqlmap'),
    '--results-file',
    results,
    '--level',
    '1',
    '--risk',
    '1',
    '--technique',
    'BEUST',
    '--skip',
    '_csrf,_key',
    '--ignore-code',
    '401',
    '--ignore-redirects',
    '--threads',
    '2',
    '--timeout',
    '30',
    '--retries',
    '1',
    '--time-sec',
    '4',
  ]);
  const rows = existsSync(results) ? readFileSync(results, 'utf8').trim().split('\n').slice(1) : [];
  const findings = rows.flatMap((row): Finding[] => {
    const [url = '', place = '', parameter = '', techniques = ''] = row.split(',');
    if (techniques === '' || !URL.canParse(url)) return [];
    const where = routeOf(routes, place === 'GET' ? 'GET' : 'POST', new URL(url).pathname);
    return [{ tool: 'sqlmap', kind: 'SQL injection', where, parameter }];
  });
  return { findings, output };
}
