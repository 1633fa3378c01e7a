import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PlatformAction } from '../access/actions.ts';

/** Addresses that machines ask and that show no record: health, figures, descriptions. They too name their action. */
export const plainRoutes = {
  '/healthz': 'service:check-health',
  '/readyz': 'service:check-health',
  '/metrics': 'service:check-health',
  '/api/v1/openapi.json': 'service:read-public-pages',
} as const satisfies Record<string, PlatformAction>;

export function registerPlain(
  app: FastifyInstance,
  path: keyof typeof plainRoutes,
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): void {
  app.get(path, { schema: { hide: true } }, answer);
}
