import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { type Chrome, type ChromeFacts, createChrome, type Visitor } from '../views/chrome.ts';
import type { Language } from '../text/language.ts';
import type { Viewer } from '../work.ts';
import { csrfToken } from './csrf.ts';
import type { FormTokens } from './route.ts';
import type { Visit } from './visit.ts';
import type { Web } from './web.ts';
import { wordsIn } from '../text/messages.ts';

export interface SignedIn {
  readonly viewer: Viewer;
  readonly tokens: FormTokens;
  /** Said once at the top of the page. */
  readonly flash?: string | undefined;
  /** Stands above everything on a page about a record. */
  readonly alarms?: readonly string[] | undefined;
}

export const tokensFor = (web: Web, visit: Visit): FormTokens => ({
  csrf: csrfToken(web.settings.secret, visit.secretId ?? ''),
  key: randomUUID(),
});

/** Everything around a page's content, for this request. */
export function chromeFor(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  signedIn: SignedIn | undefined = visit.viewer && { viewer: visit.viewer, tokens: tokensFor(web, visit) },
): Chrome {
  const words = wordsIn(web.words, visit.language);
  return createChrome(
    {
      language: visit.language,
      inLanguage: inEachLanguage(web, request),
      flash: signedIn?.flash,
      alarms: signedIn?.alarms,
      evaluation: web.settings.evaluation,
      exitHref: web.pack.exitSite,
      visitor: signedIn && visitorFor(web, visit, request, signedIn),
    },
    words,
  );
}

function visitorFor(web: Web, visit: Visit, request: FastifyRequest, { viewer, tokens }: SignedIn): Visitor {
  const path = request.url.split('?')[0] ?? '';
  return {
    name: viewer.name,
    organisation: viewer.organisation.name,
    homeHref: '/home',
    sessionsHref: '/sessions',
    positionHref: viewer.hasOtherPositions ? '/session/position' : undefined,
    navigation: web.navigation
      .filter(item => web.policy.may(viewer, item.action, undefined))
      .map(item => ({
        text: wordsIn(web.words, visit.language)(item.message),
        href: item.href,
        current: path === item.href,
      })),
    tokens,
    idleSeconds: web.settings.idleMinutes * 60,
  };
}

/** This page in each language. A form that was sent to an address without a page leads home instead. */
function inEachLanguage(web: Web, request: FastifyRequest): ChromeFacts['inLanguage'] {
  const hasPage =
    request.method === 'GET' ||
    web.routes.some(each => each.kind === 'page' && each.path === request.routeOptions.url);
  const url = new URL(hasPage ? request.url : '/home', 'http://here');
  const at = (language: Language): string => {
    url.searchParams.set('lang', language);
    return `${url.pathname}${url.search}`;
  };
  return Object.fromEntries(web.pack.languages.map(language => [language, at(language)]));
}
