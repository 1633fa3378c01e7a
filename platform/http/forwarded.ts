import type { FastifyServerOptions } from 'fastify';

/**
 * Whose word counts about where a request came from: where a proxy is declared, that of the one that asks us, about
 * whoever asked it. What stood in the headers before is of whoever sent them, and says nothing (ASVS 4.1.3, 15.3.4).
 */
export const trustedProxy = (isDeclared: boolean): NonNullable<FastifyServerOptions['trustProxy']> =>
  isDeclared && ((_address, hop) => hop === 0);
