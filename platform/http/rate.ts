/** How often each system, and each person by their tokens, may ask the API: a bucket that fills with time, kept in the database. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sendProblem } from './api.ts';
import { takeOne } from './session-allowance.ts';
import { readVisit } from './visit.ts';
import type { Web } from './web.ts';

/** `perMinute` in the long run, `burst` at once. */
export interface ApiLimit {
  readonly perMinute: number;
  readonly burst: number;
}

interface Left {
  readonly isTaken: boolean;
  /** Whole requests that are left now. */
  readonly left: number;
  /** Seconds until there is one, or until the bucket is full. */
  readonly next: number;
}

/**
 * Asked before a body is read, in a transaction of its own: requests of one system side by side wait for nothing else.
 * A token that is not live takes nothing, and is refused for that afterwards.
 */
export function limitApi(app: FastifyInstance, web: Web): void {
  const limit = web.settings.apiLimit;
  if (!limit) return;
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    const visit = readVisit(web, request, 'bearer');
    const left = visit.digest && (await take(web, visit.digest, limit));
    if (!left) return;
    tell(reply, limit, left);
    if (left.isTaken) return;
    reply.header('retry-after', String(left.next));
    return sendProblem(web, visit, reply, { code: 'too-many-requests' });
  });
}

async function take(web: Web, digest: Buffer, { perMinute, burst }: ApiLimit): Promise<Left | undefined> {
  const perSecond = perMinute / 60;
  const taken = await takeOne(web.database, digest, { burst, perSecond });
  if (!taken) return undefined;
  const missing = (taken.isTaken ? burst : 1) - taken.left;
  return {
    isTaken: taken.isTaken,
    left: Math.max(0, Math.floor(taken.left)),
    next: Math.max(1, Math.ceil(missing / perSecond)),
  };
}

/** As draft-ietf-httpapi-ratelimit-headers-10 has it: the policy in requests a window of seconds, what is left, until when. */
function tell(reply: FastifyReply, { burst, perMinute }: ApiLimit, { left, next }: Left): void {
  reply.header('ratelimit-policy', `"api";q=${burst};w=${Math.ceil((burst / perMinute) * 60)}`);
  reply.header('ratelimit', `"api";r=${left};t=${next}`);
}
