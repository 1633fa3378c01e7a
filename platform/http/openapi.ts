import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { registerPlain } from './plain.ts';
import { methodOf } from './route.ts';
import type { Web } from './web.ts';

const scopesOf = ({ pack }: Pick<Web, 'pack'>): ReadonlySet<string> =>
  new Set((pack.systems ?? []).flatMap(({ scopes }) => scopes));

/** The API's description, OpenAPI 3.1, from the very schemas that parse and answer. */
export async function registerOpenApi(app: FastifyInstance, web: Web): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'OpenNRM', version: '1', description: web.words.en('api.description') },
      servers: [{ url: web.settings.baseUrl }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: web.words.en('api.security.bearer') },
          client: {
            type: 'oauth2',
            description: web.words.en('api.security.client'),
            flows: {
              clientCredentials: {
                tokenUrl: `${web.settings.baseUrl}/oauth/token`,
                scopes: Object.fromEntries([...scopesOf(web)].map(scope => [scope, scope])),
              },
            },
          },
        },
      },
      security: [{ bearer: [] }],
    },
    transform: route =>
      route.url.startsWith('/api/') ? jsonSchemaTransform(route) : { schema: { hide: true }, url: route.url },
    // Which operations are open to other systems, each by the scope of its action.
    transformObject: described => {
      if (!('openapiObject' in described)) return described.swaggerObject;
      const { openapiObject } = described;
      for (const route of web.routes) {
        const scope = String(route.access);
        const method = methodOf(route) === 'GET' ? 'get' : 'post';
        const operation = openapiObject.paths?.[route.path.replace(/:([A-Za-z]+)/g, '{$1}')]?.[method];
        if (operation && scopesOf(web).has(scope)) operation.security = [{ bearer: [] }, { client: [scope] }];
      }
      return openapiObject;
    },
  });
  registerPlain(app, '/api/v1/openapi.json', async (_request, reply) => reply.send(app.swagger()));
}
