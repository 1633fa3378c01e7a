import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Result } from '../pure/result.ts';
import { ok, refuse } from '../pure/result.ts';
import { KeyProblem } from '../seal/keys.ts';
import type { Content } from '../files/receive.ts';
import { problem } from './api.ts';
import { isOurs } from './csrf.ts';
import { securityHeaders } from './headers.ts';
import { ask } from './ask.ts';
import { answerRefusal } from './refusal-page.ts';
import type { AnyRoute, Download } from './route.ts';
import { readVisit, refuseSealed, transact, type Visit } from './visit.ts';
import type { Web } from './web.ts';

type DownloadKind = Extract<AnyRoute, { kind: 'download' }>;

export function registerDownload(app: FastifyInstance, web: Web, route: DownloadKind): void {
  app.route({
    method: route.method,
    url: route.path,
    schema: described(route),
    handler: async (request, reply) => {
      const visit = readVisit(web, request, route.via === 'api' ? 'bearer' : 'cookie');
      const found = await find(web, visit, request, route);
      if (!found.ok) return answerRefusal(web, visit, request, reply, found.error);
      return give(web, visit, request, reply, found.value);
    },
  });
}

function find(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  route: DownloadKind,
): Promise<Result<Download>> {
  const { _csrf } = (request.body ?? {}) as { _csrf?: unknown };
  return transact(web, visit, route.via === 'api' ? 'token' : 'browser', async work => {
    if (route.method === 'POST' && !isOurs(web.settings.secret, visit.secretId ?? '', _csrf))
      return refuse('form-expired');
    const asked = await ask(web, visit, request, route, work);
    return asked.ok ? route.handle(work, asked.value) : asked;
  });
}

/** What browsers may show by themselves: pictures that we made from pixels. All else is bytes to be kept. */
const shown: Readonly<Record<string, string>> = { jpeg: 'image/jpeg', png: 'image/png' };

/** Were it shown all the same: no script, no form, no frame, nothing fetched, no origin. */
export const sandbox =
  "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Before anything is answered: a key that is not there is told as such. */
async function open(web: Web, content: Content): Promise<Result<AsyncIterable<Buffer>>> {
  try {
    return ok(await web.files.open(content));
  } catch (error) {
    if (error instanceof KeyProblem) return refuseSealed(web, error);
    throw error;
  }
}

/** Nothing of a file is ever a page of ours. Its name is ours, and its extension is that of what it was found to be. */
async function give(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  { content, size, kind, isCopy, name }: Download,
): Promise<FastifyReply> {
  const opened = await open(web, content);
  if (!opened.ok) return answerRefusal(web, visit, request, reply, opened.error);
  const type = (isCopy ? shown[kind] : undefined) ?? 'application/octet-stream';
  return reply
    .headers({
      ...securityHeaders,
      'content-security-policy': sandbox,
      'content-disposition': `attachment; filename="${name}.${kind}"`,
      'content-length': size,
    })
    .type(type)
    .send(Readable.from(opened.value));
}

function described({ via, method, path, summary, params }: DownloadKind) {
  if (via !== 'api') return { hide: true };
  return {
    summary,
    operationId: `${method.toLowerCase()}${path.replace(/[^a-z0-9]+/gi, '-')}`,
    ...(params && { params }),
    produces: ['application/octet-stream'],
    response: { 200: z.string().meta({ format: 'binary' }), default: problem },
  };
}
