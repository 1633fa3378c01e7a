import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseBytes } from './unreadable.ts';

/** Milliseconds within which a request has come, in all. */
export const longestRequest = 30_000;
/** The same of one with files: 25 MB over a mobile line of half a megabit a second. It holds no transaction meanwhile. */
export const longestUpload = 15 * 60_000;

/** Ends requests that dribble in. Uploads are told by what they say they are: one that lies gets more time, and is refused. */
export function endSlow(app: FastifyInstance): void {
  const waiting = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  const come = async (request: FastifyRequest): Promise<void> => clearTimeout(waiting.get(request));
  app.addHook('onRequest', async request => {
    if (request.headers['content-type']?.startsWith('multipart/form-data')) return;
    const timer = setTimeout(() => refuseBytes(late(), request.raw.socket), longestRequest);
    waiting.set(request, timer.unref());
  });
  // The body has been read, or nobody will read it.
  app.addHook('preHandler', come);
  app.addHook('onResponse', come);
  app.addHook('onRequestAbort', come);
}

/** Made when it is needed: an error looks through the stack, and nearly no request is late. */
const late = () => Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
