import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Kysely } from 'kysely';
import { answers } from '../platform/db/connect.ts';
import type { Tables } from '../platform/db/tables.ts';
import type { Metrics } from '../platform/http/metrics.ts';
import { tryPort } from './web.ts';

export interface WorkerHealthParts {
  readonly port: number;
  readonly database: Kysely<Tables>;
  readonly metrics: Metrics;
  /** Asked for by `/metrics`, where there is one. */
  readonly token: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
}

/**
 * A worker has no pages: it answers `/healthz`, `/readyz` and `/metrics` to this machine alone.
 * @throws ServerProblem where the port is taken
 */
export async function serveWorkerHealth(parts: WorkerHealthParts): Promise<{ stop(): Promise<void> }> {
  const { port, metrics, database, token } = parts;
  await tryPort(port, '127.0.0.1');
  const answer = async (path: string, authorization: string | undefined): Promise<Answer> => {
    if (path === '/healthz') return { status: 200, text: '{"status":"alive"}' };
    if (path === '/readyz') {
      const isReady = await answers(database);
      return { status: isReady ? 200 : 503, text: `{"status":"${isReady ? 'ready' : 'not-ready'}"}` };
    }
    const mayRead = token === undefined || authorization === `Bearer ${token}`;
    if (path === '/metrics' && mayRead)
      return { status: 200, text: await metrics.text(), type: metrics.contentType };
    return { status: 404, text: '{"status":"not-found"}' };
  };
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const failed: Answer = { status: 500, text: '{"status":"failed"}' };
    const given = await answer(request.url ?? '', request.headers.authorization).catch(() => failed);
    response.writeHead(given.status, { 'content-type': given.type ?? 'application/json' });
    response.end(given.text);
  };
  const server = createServer((request, response) => void reply(request, response));
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done));
  return {
    stop: () =>
      new Promise(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
