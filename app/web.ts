import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Kysely } from 'kysely';
import { ServerProblem } from '../platform/db/server-problem.ts';
import type { Tables } from '../platform/db/tables.ts';
import type { Files } from '../platform/files/files.ts';
import { createMetrics, type Metrics } from '../platform/http/metrics.ts';
import type { Oidc } from '../platform/http/oidc.ts';
import { buildServer, type WebServer } from '../platform/http/server.ts';
import type { Web, WebSettings } from '../platform/http/web.ts';
import { jobsIn } from '../platform/jobs/enqueue.ts';
import type { Log } from '../platform/log/log.ts';
import { counted } from '../platform/seal/counted.ts';
import type { KeyService } from '../platform/seal/keys.ts';
import { clock } from './clock.ts';
import type { Composed } from './compose.ts';

export interface WebParts {
  readonly composed: Composed;
  readonly database: Kysely<Tables>;
  readonly files: Files;
  readonly settings: WebSettings;
  readonly log: Log;
  readonly keys: KeyService;
  readonly metrics?: Metrics;
  readonly now?: Web['now'];
  readonly oidc?: Oidc | undefined;
}

/** The web, put together and not yet listening. */
export function createWeb(parts: WebParts): Promise<WebServer> {
  const { composed, database, files, settings, log, keys } = parts;
  const metrics = parts.metrics ?? createMetrics();
  const web: Web = {
    ...composed,
    database,
    files,
    settings,
    log,
    jobsIn,
    keys: counted(keys, did => metrics.observeSeal(did)),
    metrics,
    now: parts.now ?? clock.now,
    newId: clock.newId,
    oidc: parts.oidc,
    readiness: () => (parts.oidc ? { 'identity-provider': parts.oidc.isReady() } : {}),
  };
  return buildServer(web, composed.publicRoutes);
}

/** @throws ServerProblem where the port is taken or may not be used */
export async function listen(app: WebServer, port: number, host: string): Promise<void> {
  await app.listen({ port, host }).catch((error: unknown) => explain(error, port));
}

/**
 * Asked before anything that takes long: nobody waits for two hundred cases to learn that the port is taken.
 * @throws ServerProblem as `listen`
 */
export async function tryPort(port: number, host: string): Promise<void> {
  const trial = createServer().listen(port, host);
  await once(trial, 'listening').catch((error: unknown) => explain(error, port));
  trial.close();
  await once(trial, 'close');
}

function explain(error: unknown, port: number): never {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    throw new ServerProblem(`Port ${port} is taken. Stop what uses it, or set PORT to another.`);
  if (code === 'EACCES')
    throw new ServerProblem(`Port ${port} may not be used by this user. Set PORT to one above 1023.`);
  throw error;
}
