import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Finding, routeOf } from './findings.ts';
import { asHeader } from './forwarder.ts';
import { runTool } from './run-tool.ts';
import type { Target } from './targets.ts';

const modules =
  'sql,blindsql,xss,permanentxss,exec,file,crlf,redirect,ssrf,csrf,htaccess,methods,cookieflags,csp,http_headers,xxe,backup';

const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.array(z.object({ method: z.string(), path: z.string(), parameter: z.string().nullish() })),
  ),
  anomalies: z.record(
    z.string(),
    z.array(z.object({ method: z.string(), path: z.string(), parameter: z.string().nullish() })),
  ),
});

/** Follows links and fills forms as one actor, beginning from every page that they are a target of, for at most `seconds`. */
export async function scanWithWapiti(
  folder: string,
  port: number,
  targets: readonly Target[],
  place: number,
  routes: readonly string[],
  seconds: number,
): Promise<readonly Finding[]> {
  const base = `http://127.0.0.1:${port}`;
  const file = join(folder, `wapiti-${place}.json`);
  const starts = targets
    .filter(({ request }) => request.method === 'GET' && !request.path.startsWith('/api/'))
    .flatMap(({ request }) => ['-s', `${base}${request.path}`]);
  await runTool('wapiti', [
    '-u',
    `${base}/`,
    ...starts,
    '--scope',
    'domain',
    '-H',
    `${asHeader}: ${place}`,
    '-x',
    `${base}/sign-out`,
    '-x',
    `${base}/assets/*`,
    '-m',
    modules,
    '-f',
    'json',
    '-o',
    file,
    '--max-scan-time',
    String(seconds),
    '--max-attack-time',
    String(Math.round(seconds / 4)),
    '-d',
    '3',
    '--max-links-per-page',
    '60',
    '--max-files-per-dir',
    '60',
    '--max-parameters',
    '40',
    '--flush-session',
    '--store-session',
    join(folder, `session-${place}`),
    '--no-bugreport',
    '-t',
    '30',
  ]);
  const { vulnerabilities, anomalies } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  return [...Object.entries(vulnerabilities), ...Object.entries(anomalies)].flatMap(([kind, found]) =>
    found.map(({ method, path, parameter }) => ({
      tool: 'wapiti',
      kind,
      where: routeOf(routes, method, path.split('?')[0] ?? path),
      parameter: parameter ?? '',
    })),
  );
}
