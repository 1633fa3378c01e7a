import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { RefusalCode } from '../pure/result.ts';
import type { Chrome } from '../views/chrome.ts';
import type { Page, Words } from '../views/page.ts';
import { renderPage } from '../views/render.ts';
import { chromeFor, type SignedIn } from './chrome.ts';
import { type Device, deviceOf } from './device.ts';
import { networkOf } from './network.ts';
import { answerRefusal } from './refusal-page.ts';
import type { Typed } from './route.ts';
import { cookieName, readVisit, sessionCookie, type Visit } from './visit.ts';
import type { Web } from './web.ts';
import { wordsIn } from '../text/messages.ts';

/** What a page that needs no signed-in person may use: words, what was asked and typed, and a database that shows it nothing. */
export interface Visitation {
  readonly web: Web;
  readonly visit: Visit;
  readonly words: Words;
  readonly database: Kysely<Tables>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly typed: Typed;
  readonly url: string;
  /** The header `Authorization`, by which other systems say who they are. */
  readonly authorization: string | undefined;
  readonly cookie: (name: string) => string | undefined;
  readonly device: Device;
  /** Where the request came from (network.ts). */
  readonly network: string;
}

export type PublicAnswer =
  | { readonly show: (chrome: Chrome) => string; readonly status?: number; readonly as?: SignedIn }
  | { readonly redirect: string; readonly cookies?: readonly CookieChange[] }
  /** For programs, whose protocol says what it is. */
  | {
      readonly json: Readonly<Record<string, unknown>>;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly refused: RefusalCode };

export interface CookieChange {
  readonly name: string;
  /** Undefined clears the cookie. */
  readonly value: string | undefined;
  readonly maxAgeSeconds?: number;
}

/**
 * Pages that open, change or need no session: start, sign-in, statements. Their action is one of scope `public`, but for
 * changing the position, where the route itself asks policy: the session that comes is not the one that goes.
 */
export interface PublicRoute {
  readonly kind: 'public';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access:
    | 'service:read-public-pages'
    | 'service:sign-in'
    | 'service:sign-out'
    | 'service:open-link'
    | 'service:get-token'
    | 'service:register'
    | 'service:change-position'
    | 'service:own-sessions';
  readonly answer: (visitation: Visitation) => Promise<PublicAnswer>;
}

export const showing = <View>(page: Page<View>, view: View, status = 200) => ({
  show: (chrome: Chrome) => renderPage(page, view, chrome),
  status,
});

export function registerPublic(app: FastifyInstance, web: Web, route: PublicRoute): void {
  app.route({
    method: route.method,
    url: route.path,
    handler: async (request, reply) => {
      const visit = readVisit(web, request, 'cookie');
      if (route.method === 'POST' && !isSameSite(request))
        return answerRefusal(web, visit, request, reply, { code: 'form-expired' });
      const answer = await route.answer({
        web,
        visit,
        words: wordsIn(web.words, visit.language),
        database: web.database,
        query: request.query as Record<string, string | undefined>,
        params: request.params as Record<string, string | undefined>,
        typed: (request.body ?? {}) as Typed,
        url: request.url,
        authorization: request.headers.authorization,
        cookie: name => request.cookies[cookieName(web.settings.secureCookies, name)],
        device: deviceOf(request.headers['user-agent']),
        network: networkOf(request.ip),
      });
      return send(web, visit, request, reply, answer);
    },
  });
}

function send(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: PublicAnswer,
): FastifyReply {
  if ('refused' in answer) return answerRefusal(web, visit, request, reply, { code: answer.refused });
  if ('json' in answer)
    return reply
      .code(answer.status ?? 200)
      .headers({ ...answer.headers })
      .type('application/json; charset=utf-8')
      .send(answer.json);
  if ('redirect' in answer) {
    for (const change of answer.cookies ?? []) {
      setCookie(web, reply, change);
      if (change.name === sessionCookie && change.value === undefined) forgetPages(reply);
    }
    return reply.redirect(answer.redirect, 303);
  }
  return reply
    .code(answer.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(answer.show(chromeFor(web, visit, request, answer.as)));
}

export function setCookie(
  web: Web,
  reply: FastifyReply,
  { name: plain, value, maxAgeSeconds }: CookieChange,
): void {
  const { secureCookies: secure } = web.settings;
  const name = cookieName(secure, plain);
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  if (value === undefined) reply.clearCookie(name, options);
  else
    reply.setCookie(name, value, {
      ...options,
      ...(maxAgeSeconds !== undefined && { maxAge: maxAgeSeconds }),
    });
}

/** Whoever sits down next at this browser finds no page of the session (ASVS 14.3.1). The language stays: it is no record. */
const forgetPages = (reply: FastifyReply): FastifyReply =>
  reply.header('clear-site-data', '"cache", "storage"');

/** There is no session yet to bind a token to; browsers say where a form came from. */
function isSameSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  return origin === undefined || origin === 'null' || hostOf(origin) === request.headers.host;
}

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;
