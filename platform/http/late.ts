import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RefusalCode } from '../pure/result.ts';
import { wordsIn } from '../text/messages.ts';
import { lateView, page } from '../views/pages/late.page.ts';
import { renderPage } from '../views/render.ts';
import { ok } from '../pure/result.ts';
import { ask, chromeOn, sendHtml } from './ask.ts';
import type { AnyRoute, Typed } from './route.ts';
import { transact, type Visit } from './visit.ts';
import type { Web } from './web.ts';

/** What a page hears that comes after its record has gone on. */
const tooLate: ReadonlySet<RefusalCode> = new Set(['not-permitted', 'not-a-draft', 'not-in-this-stage']);
const status = 409;

/**
 * Answers what came too late with what became of the record, and with all that was typed; undefined where that is not why
 * it was refused. A script of the page, which holds what was typed itself, hears the same without it (RFC 9457).
 */
export async function answerLate(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  { route, typed, code, isByScript }: Sent,
): Promise<FastifyReply | undefined> {
  const { late } = route;
  if (!late || !tooLate.has(code)) return undefined;
  const found = await transact(web, visit, 'browser', async work => {
    const asked = await ask(web, visit, request, { ...route, access: late.access }, work);
    if (!asked.ok) return asked;
    const told = await late.load(work, asked.value, typed);
    return told.ok
      ? ok({ late: told.value, chrome: await chromeOn(web, visit, request, work, asked.value) })
      : told;
  });
  if (!found.ok) return undefined;
  const words = wordsIn(web.words, visit.language);
  const { title, told, links } = found.value.late;
  if (isByScript)
    return reply
      .code(status)
      .type('application/problem+json; charset=utf-8')
      .send({
        type: '/problems/not-a-draft',
        title,
        status,
        detail: `${told} ${words('late.still-here')}`,
        links: links.map(link => ({ ...link })),
      });
  return sendHtml(reply, status, renderPage(page, lateView(words, found.value.late), found.value.chrome));
}

interface Sent {
  readonly route: Extract<AnyRoute, { kind: 'form' }>;
  readonly typed: Typed;
  readonly code: RefusalCode;
  readonly isByScript: boolean;
}
