import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { registerPlain } from './plain.ts';
import type { Web } from './web.ts';

/** The API's description, OpenAPI 3.1, from the very schemas that parse and answer. */
export async function registerOpenApi(app: FastifyInstance, web: Web): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'OpenNRM', version: '1', description: web.words.en('api.description') },
      servers: [{ url: web.settings.baseUrl }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{ bearer: [] }],
    },
    transform: route =>
      route.url.startsWith('/api/') ? jsonSchemaTransform(route) : { schema: { hide: true }, url: route.url },
  });
  registerPlain(app, '/api/v1/openapi.json', async (_request, reply) => reply.send(app.swagger()));
}
