import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { registerApi } from './api.ts';
import { registerAssets } from './assets.ts';
import { securityHeaders, strictTransport } from './headers.ts';
import { registerFile } from './files.ts';
import { trustedProxy } from './forwarded.ts';
import { registerDownload } from './download.ts';
import { registerHealth } from './health.ts';
import { readJson } from './json.ts';
import { readParts } from './multipart.ts';
import { registerOpenApi } from './openapi.ts';
import { signInFailures } from './oidc.ts';
import { registerForm, registerPage } from './pages.ts';
import { type PublicRoute, registerPublic } from './public.ts';
import { answerFailure, answerRefusal, visitOf } from './refusal-page.ts';
import { limitApi } from './rate.ts';
import { registerRecordings } from './recordings.ts';
import type { AnyRoute } from './route.ts';
import { endSlow, longestRequest, longestUpload } from './slow.ts';
import { readableUrl, refuseBytes } from './unreadable.ts';
import { keyProblems } from '../seal/keys.ts';
import { registerUpload } from './upload.ts';
import { cookieName, languageCookie, languageIn } from './visit.ts';
import type { Web } from './web.ts';

export type WebServer = FastifyInstance;

/** The web as one server, not yet listening. Every route names its action; there is no other way to add one. */
export async function buildServer(web: Web, publicRoutes: readonly PublicRoute[]): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: 1_048_576,
    trustProxy: trustedProxy(web.settings.trustProxy),
    genReqId: () => randomUUID(),
    // Of files over a slow line; everything else has less (slow.ts).
    requestTimeout: longestUpload,
    http: { headersTimeout: longestRequest },
    // As long as a head can be: what is too long for a parameter is looked for, and not found, like anything else.
    routerOptions: { maxParamLength: 16_384, ignoreTrailingSlash: true },
    rewriteUrl: request => readableUrl(request.url ?? '/'),
    clientErrorHandler: refuseBytes,
    forceCloseConnections: 'idle',
    logger: false,
  });
  // Schemas document; parsing happens after access (parse.ts), so that what one may not see gives no other answer.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => data => JSON.stringify(data));
  web.log.allow(['unknown', ...signInFailures, ...keyProblems]);
  app.addHook('onRoute', route => web.log.allow([route.url]));
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: 1_048_576 });
  readJson(app);
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(securityHeaders))
      if (!reply.hasHeader(name)) reply.header(name, value);
    if (web.settings.secureCookies) reply.headers(strictTransport);
  });
  endSlow(app);
  limitApi(app, web);
  keepLanguage(app, web);
  watch(app, web);
  answerErrors(app, web);
  await registerAssets(app);
  await registerRecordings(app, web.pack.information);
  registerHealth(app, web);
  await registerOpenApi(app, web);
  for (const route of publicRoutes) registerPublic(app, web, route);
  for (const route of web.routes) register(app, web, route);
  // In a scope of its own: no other route reads such a body.
  await app.register(async scope => {
    await readParts(scope);
    for (const route of web.routes.filter(isUpload)) registerUpload(scope, web, route);
  });
  return app;
}

function register(app: FastifyInstance, web: Web, route: AnyRoute): void {
  if (route.kind === 'page') registerPage(app, web, route);
  else if (route.kind === 'form') registerForm(app, web, route);
  else if (route.kind === 'file') registerFile(app, web, route);
  else if (route.kind === 'download') registerDownload(app, web, route);
  else if (route.kind === 'api') registerApi(app, web, route);
}

type Upload = Extract<AnyRoute, { kind: 'upload' }>;
const isUpload = (route: AnyRoute): route is Upload => route.kind === 'upload';

/** The language chosen by a link is kept for a year. */
function keepLanguage(app: FastifyInstance, web: Web): void {
  app.addHook('preHandler', async (request, reply) => {
    const asked = (request.query as Record<string, unknown> | undefined)?.['lang'];
    const language = languageIn(web.pack, asked);
    if (!language) return;
    reply.setCookie(cookieName(web.settings.secureCookies, languageCookie), language, {
      path: '/',
      maxAge: 31_536_000,
      sameSite: 'lax',
      httpOnly: true,
      secure: web.settings.secureCookies,
    });
  });
}

function watch(app: FastifyInstance, web: Web): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const seconds = reply.elapsedTime / 1_000;
    web.metrics.observeRequest(request.method, route, reply.statusCode, seconds);
    web.log.info({
      event: 'request',
      request: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    });
  });
}

function answerErrors(app: FastifyInstance, web: Web): void {
  app.setNotFoundHandler((request, reply) =>
    answerRefusal(web, visitOf(web, request), request, reply, { code: 'not-found' }),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const visit = visitOf(web, request);
    if (error.statusCode === 413) return answerRefusal(web, visit, request, reply, { code: 'too-large' });
    if (error.statusCode !== undefined && error.statusCode < 500)
      return answerRefusal(web, visit, request, reply, { code: 'not-understood' });
    web.log.error({
      event: 'request-failed',
      request: request.id,
      route: request.routeOptions.url ?? 'unknown',
      error,
    });
    return answerFailure(web, visit, request, reply);
  });
}
