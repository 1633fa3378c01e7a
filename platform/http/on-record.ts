import type { FastifyReply, FastifyRequest } from 'fastify';
import { authorise } from '../access/permit.ts';
import { ok, type Refusal, type RefusalCode } from '../pure/result.ts';
import { answerRefusal } from './refusal-page.ts';
import { transact, type Visit } from './visit.ts';
import type { Web } from './web.ts';

/** The record is there, and what was wished for cannot be done with it, or not any more. */
const standing: ReadonlySet<RefusalCode> = new Set([
  'not-permitted',
  'changed-since',
  'not-a-draft',
  'not-in-this-stage',
  'reader-must-be-another',
  'consent-missing',
  'too-early',
]);

/**
 * Refuses what was asked of a record and leads to where it stands now: who goes back to a page that is past, or holds it
 * open in another tab, gets to the record's own page, or to what has to be answered first; who sent something learns that it was refused, with the way there.
 */
export async function answerOnRecord(
  web: Web,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
): Promise<FastifyReply> {
  const own = standing.has(refusal.code) ? await findOwnPage(web, visit, request) : undefined;
  const onward = own === undefined ? undefined : own + (refusal.at ?? '');
  if (onward !== undefined && request.method !== 'POST') return reply.redirect(onward, 303);
  return answerRefusal(web, visit, request, reply, refusal, onward);
}

/** `/referrals/NRM-…` for `/referrals/:reference/check`: where there is such a page, and the viewer may see it. */
async function findOwnPage(web: Web, visit: Visit, request: FastifyRequest): Promise<string | undefined> {
  const path = /^\/[a-z-]+\/:reference(?=\/)/.exec(request.routeOptions.url ?? '')?.[0];
  const page = web.routes.find(each => each.kind === 'page' && each.path === path);
  const { reference } = request.params as Record<string, string>;
  if (!path || !page) return undefined;
  const found = await transact(web, visit, 'browser', async work => {
    const permit = await authorise(work, web.policy, page.access as string, reference);
    return permit.ok ? ok(permit.value.record.reference) : permit;
  });
  return found.ok ? path.replace(':reference', encodeURIComponent(found.value)) : undefined;
}
