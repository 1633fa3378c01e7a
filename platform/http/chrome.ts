import type { FastifyRequest } from 'fastify';
import { type Chrome, createChrome, type Visitor } from '../views/chrome.ts';
import { type Language, languages } from '../text/language.ts';
import type { Viewer } from '../work.ts';
import type { FormTokens } from './route.ts';
import type { Visit } from './visit.ts';
import type { Web } from './web.ts';

/** Everything around a page's content, for this request. */
export function chromeFor(web: Web, visit: Visit, request: FastifyRequest, viewer?: Viewer, tokens?: FormTokens): Chrome {
  const words = web.words[visit.language];
  return createChrome(
    {
      language: visit.language,
      inLanguage: inEachLanguage(request),
      evaluation: web.settings.evaluation,
      exitHref: web.settings.exitHref,
      visitor: viewer && tokens ? visitorFor(web, visit, request, viewer, tokens) : undefined,
    },
    words,
  );
}

function visitorFor(web: Web, visit: Visit, request: FastifyRequest, viewer: Viewer, tokens: FormTokens): Visitor {
  const path = request.url.split('?')[0] ?? '';
  return {
    name: viewer.name,
    organisation: viewer.organisation.name,
    homeHref: '/home',
    navigation: web.navigation
      .filter(item => web.policy.may(viewer, item.action, undefined))
      .map(item => ({ text: web.words[visit.language](item.message), href: item.href, current: path === item.href })),
    tokens,
    idleSeconds: web.settings.idleMinutes * 60,
  };
}

/** This page in each language. After a form was sent there is no such address to ask for again: its page's is used. */
function inEachLanguage(request: FastifyRequest): Readonly<Record<Language, string>> {
  const url = new URL(request.url, 'http://here');
  const at = (language: Language): string => {
    url.searchParams.set('lang', language);
    return `${url.pathname}${url.search}`;
  };
  return Object.fromEntries(languages.map(language => [language, at(language)])) as Record<Language, string>;
}
