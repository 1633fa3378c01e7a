/** Step-up: what is opened or given away asks for a proof of who does it that is not old, as the pack says. */
import type { FastifyRequest } from 'fastify';
import type { Visit } from './visit.ts';
import type { Web } from './web.ts';

export const againPath = '/sign-in/again';

/** Asked after policy: whoever may not do it is asked nothing, and learns nothing. */
export function isProofOld({ pack }: Pick<Web, 'pack'>, { provedAgo }: Visit, action: string): boolean {
  const { minutes, actions } = pack.proofAgain;
  return actions.includes(action) && (provedAgo === undefined || provedAgo > minutes * 60);
}

/** Where it is proved, and where one goes on then: a form that has no page of its own is reached from its record's. */
export function proveFirst(request: FastifyRequest, kept?: string): string {
  const own = /^\/[a-z-]+\/[^/?]+(?=\/)/.exec(request.url)?.[0];
  const to = kept ?? (request.method === 'GET' ? request.url : (own ?? '/home'));
  return `${againPath}?${new URLSearchParams({ to }).toString()}`;
}
