import type { FastifyInstance } from 'fastify';
import { answers } from '../db/connect.ts';
import { registerPlain } from './plain.ts';
import type { Web } from './web.ts';

/** Alive, ready, and how it goes. None of the three says anything of a record. */
export function registerHealth(app: FastifyInstance, web: Web): void {
  registerPlain(app, '/healthz', async (_request, reply) => reply.send({ status: 'alive' }));
  registerPlain(app, '/readyz', async (_request, reply) => {
    const parts = { database: await answers(web.database), ...web.readiness() };
    const ready = Object.values(parts).every(Boolean);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', parts });
  });
  registerPlain(app, '/metrics', async (request, reply) => {
    const token = web.settings.metricsToken;
    // Behind a proxy everybody may look as if they came from this machine: there a token is needed.
    const isHere =
      web.settings.evaluation && !web.settings.trustProxy && isLoopback(request.socket.remoteAddress ?? '');
    const isAllowed = token ? request.headers.authorization === `Bearer ${token}` : isHere;
    if (!isAllowed) return reply.code(404).send({ status: 'not-found' });
    return reply.type(web.metrics.contentType).send(await web.metrics.text());
  });
}

const isLoopback = (ip: string): boolean => ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';
