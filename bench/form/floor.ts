/** The least that requests cost here whatever they answer: Fastify, and the session, found in a transaction of its own. */
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import fastify from 'fastify';
import type { Stage } from '../../checks/support/stage.ts';
import { digestOf, enter } from '../../platform/http/session.ts';

/** How many requests of each kind something takes. */
export interface Requests {
  readonly shown: number;
  readonly sent: number;
}

/** Asks a server that does nothing else for a fixed text, so many times; what is sent is as long as a short answer. */
export async function openFloor(stage: Stage, as: string) {
  const { cookie: session, csrf } = await stage.signIn(stage.person(as));
  const server = fastify({ logger: false });
  await server.register(cookie);
  await server.register(formbody);
  server.all('/', async (request, reply) => {
    const secret = Object.values(request.cookies)[0] ?? '';
    const found = await stage.database.app.transaction().execute(db => enter(db, digestOf(secret)));
    if (!found) throw new Error('The session of the bench was not found');
    return reply.type('text/html; charset=utf-8').send(found.viewer.name);
  });
  const form = { cookie: session, 'content-type': 'application/x-www-form-urlencoded' };
  return async ({ shown, sent }: Requests): Promise<void> => {
    for (let n = 0; n < shown; n++) expectOk(await server.inject({ url: '/', headers: { cookie: session } }));
    for (let n = 0; n < sent; n++)
      expectOk(
        await server.inject({ method: 'POST', url: '/', headers: form, payload: `_csrf=${csrf}&answer=yes` }),
      );
  };
}

function expectOk({ statusCode }: { readonly statusCode: number }): void {
  if (statusCode !== 200) throw new Error(`The bare server answered ${statusCode}`);
}
