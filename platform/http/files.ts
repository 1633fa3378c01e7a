import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { printPdf } from '../documents/press.ts';
import { sendProblem } from './api.ts';
import { answerOnRecord } from './on-record.ts';
import { ask } from './ask.ts';
import type { AnyRoute } from './route.ts';
import { readVisit, transact } from './visit.ts';
import type { Web } from './web.ts';
import { wordsIn } from '../text/messages.ts';

type FileKind = Extract<AnyRoute, { kind: 'file' }>;

/**
 * Who saw what is recorded and committed before a document is set: that takes no transaction's time, and a copy that
 * failed on the way counts as seen.
 */
export function registerFile(app: FastifyInstance, web: Web, route: FileKind): void {
  const isApi = route.path.startsWith('/api/');
  app.route({
    method: 'GET',
    url: route.path,
    schema: isApi ? describe(route) : { hide: true },
    handler: async (request, reply) => {
      const visit = readVisit(web, request, isApi ? 'bearer' : 'cookie');
      const made = await transact(web, visit, isApi ? 'token' : 'browser', async work => {
        const asked = await ask(web, visit, request, route, work);
        return asked.ok ? route.load(work, asked.value) : asked;
      });
      if (!made.ok)
        return isApi
          ? sendProblem(web, visit, reply, made.error)
          : answerOnRecord(web, visit, request, reply, made.error);
      const { name, holds } = made.value;
      const body =
        typeof holds === 'string' ? holds : await printPdf(holds, wordsIn(web.words, holds.language));
      return reply
        .type(route.type === 'text/csv' ? 'text/csv; charset=utf-8' : route.type)
        .header('content-disposition', `attachment; filename="${name.replace(/[^A-Za-z0-9.-]/g, '')}"`)
        .send(body);
    },
  });
}

const describe = (route: FileKind) => ({
  summary: route.summary,
  operationId: `get${route.path.replace(/[^a-z0-9]+/gi, '-')}`,
  produces: [route.type],
  ...(route.params && { params: route.params }),
  ...(route.query && { querystring: route.query }),
  response: { 200: z.string().meta({ description: route.summary, format: 'binary' }) },
});
