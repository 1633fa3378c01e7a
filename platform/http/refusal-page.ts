import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../pure/result.ts';
import { sendProblem } from './api.ts';
import { chromeFor } from './chrome.ts';
import { proveFirst } from './proof.ts';
import { refusals } from './refusals.ts';
import { readVisit, type Visit } from './visit.ts';
import type { Web } from './web.ts';
import { renderPage } from '../views/render.ts';
import { page as problemPage, problemView } from '../views/pages/problem.page.ts';
import { wordsIn } from '../text/messages.ts';

/** What a browser sees when something was refused. Who must sign in first is taken there and comes back. */
export function answerRefusal(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  /** Where what was asked about may be seen; the start page otherwise. */
  onward?: string,
): FastifyReply {
  if (request.url.startsWith('/api/')) return sendProblem(web, visit, reply, refusal);
  if (refusal.code === 'sign-in-needed' && request.method === 'GET')
    return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
  if (refusal.code === 'proof-needed') return reply.redirect(proveFirst(request), 303);
  const { status } = refusals[refusal.code];
  const view = problemView(wordsIn(web.words, visit.language), refusal.code, { onward });
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(renderPage(problemPage, view, chromeFor(web, visit, request)));
}

export const visitOf = (web: Web, request: FastifyRequest): Visit =>
  readVisit(web, request, request.url.startsWith('/api/') ? 'bearer' : 'cookie');

/** A bug of ours: an apology, and a number by which the log tells what happened. */
export function answerFailure(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const words = wordsIn(web.words, visit.language);
  if (!request.url.startsWith('/api/')) {
    const view = problemView(words, 'went-wrong', { reference: request.id });
    return reply
      .code(500)
      .type('text/html; charset=utf-8')
      .send(renderPage(problemPage, view, chromeFor(web, visit, request)));
  }
  const problem = {
    type: '/problems/went-wrong',
    title: words('problem.went-wrong.title'),
    status: 500,
    detail: words('problem.went-wrong.what-to-do'),
    instance: request.id,
  };
  return reply.code(500).type('application/problem+json; charset=utf-8').send(problem);
}
