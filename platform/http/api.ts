import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authorise } from '../access/permit.ts';
import { fieldErrors } from '../forms/errors.ts';
import { ok, refuse, type Refusal, type Result } from '../pure/result.ts';
import type { Work } from '../work.ts';
import { isKey, keyDigest, keyRefusal, requestDigest } from './keys.ts';
import { parsePath } from './parse.ts';
import { isProofOld } from './proof.ts';
import { refusals } from './refusals.ts';
import type { AnyRoute } from './route.ts';
import { readVisit, transact, type Visit } from './visit.ts';
import { answering, warned } from './warnings.ts';
import type { Web } from './web.ts';
import { writeOnce } from './write.ts';
import { wordsIn } from '../text/messages.ts';

type ApiKind = Extract<AnyRoute, { kind: 'api' }>;

export function registerApi(app: FastifyInstance, web: Web, route: ApiKind): void {
  app.route({
    method: route.method,
    url: route.path,
    schema: {
      summary: route.summary,
      operationId: `${route.method.toLowerCase()}${route.path.replace(/[^a-z0-9]+/gi, '-')}`,
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      ...(route.body && { body: withExample(route) }),
      ...(route.method === 'POST' && { headers: keyHeader }),
      response: {
        [route.method === 'POST' ? 201 : 200]: answering(web, route, route.response),
        default: problem,
      },
    },
    handler: async (request, reply) => {
      const visit = readVisit(web, request, 'bearer');
      const done =
        route.method === 'GET'
          ? await read(web, visit, request, route)
          : await write(web, visit, request, route);
      if (!done.ok) return sendProblem(web, visit, reply, done.error);
      return reply.code(route.method === 'POST' ? 201 : 200).send(done.value);
    },
  });
}

export const keyHeader = z.object({
  'idempotency-key': z.string().min(8).max(200).meta({
    description:
      'Of your choosing, new for each write: 8 to 200 printable characters without spaces. A repeat with the same key is done once.',
    example: '6f1c2a9e-0b3d-4c55-9a57-3d1f0c6f2b11',
  }),
});

/** RFC 9457. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z
      .array(
        z.object({
          field: z.string(),
          message: z.string(),
          kind: z.string().optional().meta({ description: 'Of a place in a text: what it looks like' }),
          place: z.string().optional().meta({ description: 'Of a place in a text: as it is confirmed' }),
        }),
      )
      .optional(),
  })
  .meta({ description: 'What was refused, what to do about it, and which fields to put right' });

/** The example stands in the description, and the tests post it as it stands there. */
const withExample = ({ body, example }: ApiKind) =>
  example === undefined ? body : body?.meta({ ...body.meta(), examples: [example] });

const read = (web: Web, visit: Visit, request: FastifyRequest, route: ApiKind) =>
  transact(web, visit, 'token', work => operate(web, visit, request, route, work));

async function write(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  route: ApiKind,
): Promise<Result<unknown>> {
  if (!visit.digest) return refuse('sign-in-needed');
  const key = request.headers['idempotency-key'];
  if (!isKey(key)) return refuse(keyRefusal(key));
  const { secret } = web.settings;
  const digest = requestDigest(secret, route.method, request.url, request.body ?? null);
  const done = await writeOnce(
    web,
    visit,
    { kind: 'token', key: keyDigest(secret, key), digest },
    async work => {
      const answer = await operate(web, visit, request, route, work);
      return answer.ok ? ok({ status: 201, outcome: { answer: answer.value } }) : answer;
    },
  );
  return done.ok ? ok('answer' in done.value.outcome ? done.value.outcome.answer : {}) : done;
}

async function operate(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  route: ApiKind,
  work: Work,
): Promise<Result<unknown>> {
  const path = request.params as Record<string, string>;
  const permit = await authorise(work, web.policy, route.access as string, path['reference']);
  if (!permit.ok) return permit;
  const parsed = parsePath(route, request);
  if (!parsed.ok) return parsed;
  if (isProofOld(web, visit, route.access as string)) return refuse('proof-needed');
  const body = route.body?.safeParse(request.body);
  if (body && !body.success) return refuse('invalid', fieldErrors(body.error.issues));
  const asked = {
    ...parsed.value,
    permit: permit.value,
    words: wordsIn(web.words, visit.language),
    may: () => false,
    tokens: { csrf: '', key: '' },
  };
  const answer = await route.handle(work, asked, body?.data);
  return answer.ok ? ok(await warned(web, work, route, asked, route.response.parse(answer.value))) : answer;
}

/** RFC 9457. It names fields and says what to do; it never repeats what was sent. */
export function sendProblem(web: Web, visit: Visit, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const words = wordsIn(web.words, visit.language);
  const { status } = refusals[refusal.code];
  // A page speaks of pages.
  const about = refusal.code === 'not-found' ? 'api.not-found' : `refusal.${refusal.code}`;
  // RFC 6750; RFC 9470 for the second.
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (refusal.code === 'proof-needed')
    reply.header(
      'www-authenticate',
      `Bearer error="insufficient_user_authentication", max_age=${web.pack.proofAgain.minutes * 60}`,
    );
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send({
      type: `/problems/${refusal.code}`,
      title: words(`${about}.title`),
      status,
      detail: words(`${about}.what-to-do`),
      ...(refusal.fields && {
        errors: refusal.fields.map(each => ({
          field: each.field,
          message: words(each.message, each.values),
          ...(each.kind !== undefined && { kind: each.kind }),
          ...(each.place !== undefined && { place: each.place }),
        })),
      }),
    });
}
