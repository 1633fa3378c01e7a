/** What every page and form asks first: who may, of which record, with which path and query; and what stands around the answer. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authorise, type Permit } from '../access/permit.ts';
import { ok, refuse, type Result } from '../pure/result.ts';
import { wordsIn } from '../text/messages.ts';
import type { Chrome } from '../views/chrome.ts';
import type { Work } from '../work.ts';
import { chromeFor, tokensFor } from './chrome.ts';
import { parsePath } from './parse.ts';
import { isProofOld } from './proof.ts';
import type { AnyRoute, Asked } from './route.ts';
import type { Visit } from './visit.ts';
import type { Web } from './web.ts';

/** Who may not see the record learns nothing more: access comes before the path, the query and the form are read. */
export async function ask(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  route: AnyRoute,
  work: Work,
): Promise<Result<Asked<string>>> {
  const path = request.params as Record<string, string>;
  const permit = await authorise(work, web.policy, route.access as string, path['reference']);
  if (!permit.ok) return permit;
  const parsed = parsePath(route, request);
  if (!parsed.ok) return parsed;
  if (isProofOld(web, visit, route.access as string)) return refuse('proof-needed');
  const found = permit.value;
  const may = (action: string) => web.policy.may(work.viewer, action, recordFor(web, action, found));
  return ok({
    ...parsed.value,
    permit: found,
    words: wordsIn(web.words, visit.language),
    may,
    tokens: tokensFor(web, visit),
  });
}

/** Around a page about a record stands what must be read before anything of it. */
export async function chromeOn(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  work: Work,
  { permit, tokens, words }: Pick<Asked<string>, 'permit' | 'tokens' | 'words'>,
  flash?: string,
): Promise<Chrome> {
  const isOnRecord = web.policy.actions[permit.action] === 'record';
  const alarms = isOnRecord ? await web.alarms(work, permit.record) : [];
  const told = alarms.map(id => words(id));
  return chromeFor(web, visit, request, { viewer: work.viewer, tokens, flash, alarms: told });
}

const recordFor = (web: Web, action: string, permit: Permit<string>) =>
  web.policy.actions[action] === 'record' && web.policy.actions[permit.action] === 'record'
    ? permit.record
    : undefined;

export function sendHtml(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(html);
}
