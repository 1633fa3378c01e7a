import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fieldErrors } from '../forms/errors.ts';
import { ok, refuse, type FieldError, type Refusal, type RefusalCode, type Result } from '../pure/result.ts';
import { renderPage } from '../views/render.ts';
import type { Work } from '../work.ts';
import { sendProblem } from './api.ts';
import { ask, chromeOn, sendHtml } from './ask.ts';
import { isOurs } from './csrf.ts';
import { answerLate } from './late.ts';
import { isKey, keyDigest, rememberOutcome, requestDigest } from './keys.ts';
import { answerOnRecord } from './on-record.ts';
import { proveFirst } from './proof.ts';
import { answerRefusal } from './refusal-page.ts';
import { type AnyRoute, type Typed, Unfinished } from './route.ts';
import { say, takeSaid } from './session.ts';
import { keepForm, takeKeptForm } from './session-kept-form.ts';
import { readVisit, transact, type Visit } from './visit.ts';
import type { Web } from './web.ts';
import { isKeyClash, writeOnce } from './write.ts';
import { wordsIn } from '../text/messages.ts';

type PageKind = Extract<AnyRoute, { kind: 'page' }>;
type FormKind = Extract<AnyRoute, { kind: 'form' }>;
type UploadKind = Extract<AnyRoute, { kind: 'upload' }>;

export function registerPage(app: FastifyInstance, web: Web, route: PageKind): void {
  const sends = web.routes.find((each): each is FormKind => each.kind === 'form' && each.path === route.path);
  app.get(route.path, async (request, reply) => {
    const visit = readVisit(web, request, 'cookie');
    const shown = await transact(web, visit, 'browser', async (work, _earlier, said) => {
      const asked = await ask(web, visit, request, route, work);
      if (!asked.ok) return asked;
      const kept = sends?.again && isKept(request) ? await findKept(web, visit, request, work) : undefined;
      const view =
        kept && sends?.again
          ? await sends.again.load(work, asked.value, kept, [])
          : await route.load(work, asked.value);
      if (!view.ok) return view;
      const flash = kept ? asked.value.words('session.kept') : said && (await wordsSaid(web, visit, work));
      return ok(
        renderPage(route.page, view.value, await chromeOn(web, visit, request, work, asked.value, flash)),
      );
    });
    return shown.ok
      ? sendHtml(reply, 200, shown.value)
      : answerOnRecord(web, visit, request, reply, shown.error);
  });
}

export function registerForm(app: FastifyInstance, web: Web, route: FormKind): void {
  app.post(route.path, async (request, reply) => {
    const visit = readVisit(web, request, 'cookie');
    const { _csrf, _key, ...typed } = bodyOf(request);
    const turnAway = (code: RefusalCode) =>
      isByScript(request, route)
        ? sendProblem(web, visit, reply, { code })
        : answerRefusal(web, visit, request, reply, { code });
    if (!visit.secretId) return turnAway('sign-in-needed');
    if (!isOurs(web.settings.secret, visit.secretId, _csrf) || !isKey(_key)) return turnAway('form-expired');
    if (route.shows) return showAnswer(web, visit, request, reply, route, { typed, key: _key });
    const write = {
      kind: 'browser',
      key: keyDigest(web.settings.secret, _key),
      digest: requestDigest(web.settings.secret, 'POST', request.url, typed),
    } as const;
    const done = await writeOnce(web, visit, write, async work => {
      const asked = await ask(web, visit, request, route, work);
      if (!asked.ok) return asked;
      const parsed = route.form.safeParse(typed);
      if (!parsed.success) return refuse('invalid', fieldErrors(parsed.error.issues));
      const handled = await route.handle(work, asked.value, parsed.data);
      if (!handled.ok) return handled;
      if (handled.value instanceof Unfinished)
        return ok({ status: 422, outcome: { errors: handled.value.errors } });
      const told = route.tells?.(handled.value);
      if (told) return ok({ status: 200, outcome: { answer: told } });
      const location = route.next?.(handled.value, { params: asked.value.params }) ?? request.url;
      const said = route.says?.which(handled.value);
      if (said !== undefined && visit.digest) await say(work.db, visit.digest, said);
      return ok({ status: 303, outcome: { location } });
    });
    if (done.ok && 'location' in done.value.outcome) return reply.redirect(done.value.outcome.location, 303);
    if (done.ok && 'errors' in done.value.outcome)
      return showAgain(web, visit, request, reply, route, typed, done.value.outcome.errors);
    if (done.ok && 'answer' in done.value.outcome && route.tells)
      return reply.code(200).send(done.value.outcome.answer);
    const refusal: Refusal = done.ok ? { code: 'key-reused' } : done.error;
    const sent = { route, typed, code: refusal.code, isByScript: isByScript(request, route) };
    const late = await answerLate(web, visit, request, reply, sent);
    if (late) return late;
    if (isByScript(request, route)) {
      if (refusal.code === 'sign-in-needed') await keepWhatWasTyped(web, visit, request, route, typed);
      return sendProblem(web, visit, reply, refusal);
    }
    if (refusal.code === 'sign-in-needed') return keepAndSignIn(web, visit, request, reply, route, typed);
    if (refusal.code === 'proof-needed') {
      const kept = await keepWhatWasTyped(web, visit, request, route, typed);
      return reply.redirect(proveFirst(request, kept && `${kept}?kept=yes`), 303);
    }
    if (refusal.fields && route.again)
      return showAgain(web, visit, request, reply, route, typed, refusal.fields);
    return answerOnRecord(web, visit, request, reply, refusal);
  });
}

async function showAnswer(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  route: FormKind,
  { typed, key }: { readonly typed: Typed; readonly key: string },
): Promise<FastifyReply> {
  const { shows } = route;
  const { secret } = web.settings;
  const once = route.once ? keyDigest(secret, key) : undefined;
  const shown = await shownOnce(web, visit, once, async work => {
    const asked = await ask(web, visit, request, route, work);
    if (!asked.ok) return asked;
    const parsed = route.form.safeParse(typed);
    if (!parsed.success) return refuse('invalid', fieldErrors(parsed.error.issues));
    const view = await route.handle(work, asked.value, parsed.data);
    if (!view.ok) return view;
    if (!shows || view.value instanceof Unfinished) return refuse('not-found');
    const digest = requestDigest(secret, 'POST', request.url, typed);
    if (once) await rememberOutcome(work, once, digest, { status: 200, outcome: { answer: null } });
    return ok(renderPage(shows, view.value, await chromeOn(web, visit, request, work, asked.value)));
  });
  if (shown.ok) return sendHtml(reply, 200, shown.value);
  const { fields } = shown.error;
  return fields && route.again
    ? showAgain(web, visit, request, reply, route, typed, fields)
    : answerRefusal(web, visit, request, reply, shown.error);
}

async function wordsSaid(web: Web, visit: Visit, work: Work): Promise<string | undefined> {
  const said = visit.digest && (await takeSaid(work.db, visit.digest));
  // What another version left to be said, and no route says now, is not said.
  const isKnown = web.routes.some(each => each.kind === 'form' && each.says?.messages.includes(said ?? ''));
  return said && isKnown ? wordsIn(web.words, visit.language)(said) : undefined;
}

/** What is to be shown once is shown to the first who asks with the key. */
async function shownOnce(
  web: Web,
  visit: Visit,
  key: string | undefined,
  show: (work: Work) => Promise<Result<string>>,
): Promise<Result<string>> {
  try {
    return await transact(
      web,
      visit,
      'browser',
      async (work, earlier) => (earlier ? refuse('form-expired') : show(work)),
      key,
    );
  } catch (error) {
    if (isKeyClash(error)) return refuse('form-expired');
    throw error;
  }
}

/** The session ended while somebody was typing: what they typed waits, sealed, until they have signed in again. */
async function keepAndSignIn(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  route: FormKind,
  typed: Typed,
): Promise<FastifyReply> {
  const path = await keepWhatWasTyped(web, visit, request, route, typed);
  if (path === undefined) return answerRefusal(web, visit, request, reply, { code: 'sign-in-needed' });
  return reply.redirect(`/sign-in?to=${encodeURIComponent(`${path}?kept=yes`)}`, 303);
}

/** Answers the page for which it waits; undefined where a form has none. */
async function keepWhatWasTyped(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  route: FormKind,
  typed: Typed,
): Promise<string | undefined> {
  const path = request.url.split('?')[0] ?? '';
  const hasPage = web.routes.some(each => each.kind === 'page' && each.path === route.path);
  if (!visit.secretId || !hasPage) return undefined;
  const dropped = new Set(route.neverKept?.({ params: request.params, pack: web.pack }));
  const kept = Object.fromEntries(Object.entries(typed).filter(([name]) => !dropped.has(name)));
  await keepForm(web.database, visit.secretId, { path, typed: kept });
  return path;
}

/** A script of the page, which asks for an answer that it can read, and stays where it is. */
const isByScript = (request: FastifyRequest, route: FormKind): boolean =>
  route.tells !== undefined && request.headers.accept === 'application/json';

const isKept = (request: FastifyRequest): boolean =>
  (request.query as Record<string, unknown>)['kept'] === 'yes';

const findKept = (web: Web, visit: Visit, request: FastifyRequest, work: Work): Promise<Typed | undefined> =>
  takeKeptForm(web.database, visit.secretId ?? '', {
    personId: work.viewer.personId,
    path: request.url.split('?')[0] ?? '',
  });

/** The form once more, with what was typed and what to do about it. */
export async function showAgain(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  route: FormKind | UploadKind,
  typed: Typed,
  errors: readonly FieldError[],
  added: readonly string[] = [],
): Promise<FastifyReply> {
  const { again } = route;
  if (!again) return answerRefusal(web, visit, request, reply, { code: 'invalid' });
  const shown = await transact(web, visit, 'browser', async work => {
    const asked = await ask(web, visit, request, route, work);
    if (!asked.ok) return asked;
    const view = await again.load(work, asked.value, typed, errors, added);
    if (!view.ok) return view;
    return ok(renderPage(again.page, view.value, await chromeOn(web, visit, request, work, asked.value)));
  });
  return shown.ok
    ? sendHtml(reply, 422, shown.value)
    : answerRefusal(web, visit, request, reply, shown.error);
}

const bodyOf = (request: FastifyRequest): Typed & { _csrf?: unknown; _key?: unknown } =>
  (request.body ?? {}) as Typed;
