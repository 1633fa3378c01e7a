import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fieldErrors } from '../forms/errors.ts';
import { type FieldError, ok, refuse, type Result } from '../pure/result.ts';
import { KeyProblem } from '../seal/keys.ts';
import { keyHeader, problem } from './api.ts';
import { isOurs } from './csrf.ts';
import { isKey, keyDigest, keyRefusal, type Outcome, requestDigest } from './keys.ts';
import { answerOnRecord } from './on-record.ts';
import { type Parts, takeParts } from './multipart.ts';
import { ask } from './ask.ts';
import { showAgain } from './pages.ts';
import { answerRefusal } from './refusal-page.ts';
import { type AnyRoute, type SentFile, type Typed, Unfinished } from './route.ts';
import { answering, warned } from './warnings.ts';
import { readVisit, refuseSealed, transact, type Visit } from './visit.ts';
import type { Web } from './web.ts';
import { writeOnce } from './write.ts';

type UploadKind = Extract<AnyRoute, { kind: 'upload' }>;

export function registerUpload(app: FastifyInstance, web: Web, route: UploadKind): void {
  app.post(route.path, { schema: described(web, route) }, async (request, reply) => {
    const visit = readVisit(web, request, route.via === 'api' ? 'bearer' : 'cookie');
    const kind = route.via === 'api' ? 'token' : 'browser';
    // Who may not add a file is told so before a byte of one is taken.
    if (route.via === 'api' && !isKey(request.headers['idempotency-key']))
      return answerRefusal(web, visit, request, reply, {
        code: visit.digest ? keyRefusal(request.headers['idempotency-key']) : 'sign-in-needed',
      });
    const allowed = await transact(web, visit, kind, work => ask(web, visit, request, route, work));
    if (!allowed.ok) return answerRefusal(web, visit, request, reply, allowed.error);
    const taken: SentFile[] = [];
    const kept = new Set<SentFile>();
    try {
      const parts = await takeParts(web, request, typed => isMeant(web, visit, route, typed), taken);
      if (!parts.ok) return await answerRefusal(web, visit, request, reply, parts.error);
      const done = await write(web, visit, request, route, parts.value);
      if (done.ok && done.value.kept) for (const file of taken) kept.add(file);
      return await answer(web, visit, request, reply, route, parts.value, done);
    } catch (error) {
      if (error instanceof KeyProblem)
        return await answerRefusal(web, visit, request, reply, refuseSealed(web, error).error);
      throw error;
    } finally {
      await web.files.discard(taken.filter(file => !kept.has(file)).map(({ place }) => place));
    }
  });
}

/** Another site cannot make a browser send a file here. */
const isMeant = (web: Web, { secretId = '' }: Visit, { via }: UploadKind, typed: Typed): boolean =>
  via === 'api' || (isOurs(web.settings.secret, secretId, typed['_csrf']) && isKey(typed['_key']));

interface Written {
  readonly outcome: Outcome;
  /** Whether these very files were kept: a repeat of an earlier upload keeps nothing. */
  readonly kept: boolean;
}

async function write(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  route: UploadKind,
  { typed, files, faults }: Parts,
): Promise<Result<Written>> {
  const { secret } = web.settings;
  const { _csrf, _key, ...fields } = typed;
  const key = route.via === 'api' ? request.headers['idempotency-key'] : _key;
  if (!isKey(key)) return refuse(keyRefusal(key));
  const sent = [fields, files.map(({ sha256, name }) => [sha256.toString('hex'), name]), faults];
  const once = {
    kind: route.via === 'api' ? 'token' : 'browser',
    key: keyDigest(secret, key),
    digest: requestDigest(secret, 'POST', request.url, sent),
  } as const;
  let kept = false;
  const done = await writeOnce(web, visit, once, async work => {
    kept = false;
    const asked = await ask(web, visit, request, route, work);
    if (!asked.ok) return asked;
    const parsed = route.form.safeParse(fields);
    if (!parsed.success) return refuse('invalid', fieldErrors(parsed.error.issues));
    const handled = await route.handle(work, asked.value, { fields: parsed.data, files, faults });
    if (!handled.ok) return handled;
    kept = true;
    const answerOf = (said: unknown) => warned(web, work, route, asked.value, parsedAnswer(route, said));
    if (handled.value instanceof Unfinished) {
      const { errors, answer: told } = handled.value;
      return route.via === 'api' && told !== undefined
        ? ok({ status: 207, outcome: { answer: await answerOf(told) } })
        : ok({ status: 422, outcome: { errors } });
    }
    if (route.via === 'api') return ok({ status: 201, outcome: { answer: await answerOf(handled.value) } });
    return ok({
      status: 303,
      outcome: { location: route.next?.({ params: asked.value.params }) ?? request.url },
    });
  });
  return done.ok ? ok({ outcome: done.value, kept }) : done;
}

function answer(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  route: UploadKind,
  { typed: { _csrf, _key, ...typed }, names }: Parts,
  done: Result<Written>,
): FastifyReply | Promise<FastifyReply> {
  if (!done.ok)
    return done.error.fields && route.again
      ? showAgain(web, visit, request, reply, route, typed, named(done.error.fields, names))
      : answerOnRecord(web, visit, request, reply, done.error);
  const { status, outcome } = done.value.outcome;
  if ('location' in outcome) return reply.redirect(outcome.location, 303);
  if ('answer' in outcome) return reply.code(status).send(outcome.answer);
  const { errors } = outcome;
  const added = names.filter((_, place) => !errors.some(({ field }) => field === `files.${place + 1}`));
  if (route.again) return showAgain(web, visit, request, reply, route, {}, named(errors, names), added);
  return answerRefusal(web, visit, request, reply, { code: 'invalid', fields: errors });
}

/** Only who sent the files, and on this page alone, reads what they are called: what a write came to is kept without that. */
const named = (errors: readonly FieldError[], names: readonly string[]): readonly FieldError[] =>
  errors.map(error => {
    const number = /^files\.(\d+)$/.exec(error.field)?.[1];
    const name = names[Number(number) - 1];
    return name ? { ...error, values: { ...error.values, name } } : error;
  });

const parsedAnswer = ({ response = z.object({}) }: UploadKind, answer: unknown): object =>
  response.parse(answer) as object;

/** For the API's description: files are parts called `files`, after the fields. */
function described(web: Web, route: UploadKind) {
  const { via, path, summary, params, form, response = z.object({}) } = route;
  if (via !== 'api') return { hide: true };
  const answered = answering(web, route, response);
  const files = z
    .array(z.string().meta({ format: 'binary' }))
    .meta({ description: 'One to 100 files of at most 25 MB each, after the other parts' });
  return {
    summary,
    operationId: `post${path.replace(/[^a-z0-9]+/gi, '-')}`,
    consumes: ['multipart/form-data'],
    ...(params && { params }),
    headers: keyHeader,
    body: form instanceof z.ZodObject ? form.extend({ files }) : z.object({ files }),
    response: { 201: answered, 207: answered, default: problem },
  };
}
