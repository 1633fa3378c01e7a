import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as ask,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Actor, type BrowserSession, freshSession } from '../fuzz/actors.ts';
import type { Theatre } from '../fuzz/theatre.ts';

/** By this header a request says as whom it is to be asked: the place of an actor. */
export const asHeader = 'x-scan-as';
const sessionLasts = 10 * 60_000;

/**
 * Stands between a scanner and the service, on this machine alone. A scanner repeats one request thousands of times; the
 * service answers a repeated key of a write as before, and ends a session that was idle. So each request gets a key of its
 * own, a session that lasts, and the token of that session's forms; all else goes on as the scanner wrote it.
 */
export async function startForwarder({ stage, port }: Theatre, actors: readonly Actor[]) {
  const sessions = new Map<Actor, { readonly session: BrowserSession; readonly at: number }>();
  async function sessionOf(actor: Actor): Promise<BrowserSession> {
    const kept = sessions.get(actor);
    if (kept && Date.now() - kept.at < sessionLasts) return kept.session;
    const session = await freshSession(stage, actor);
    sessions.set(actor, { session, at: Date.now() });
    return session;
  }
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    handOn(incoming, outgoing).catch(() => outgoing.destroy());
  });
  async function handOn(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    count += 1;
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const actor = actors[Number(incoming.headers[asHeader] ?? 0)] ?? actors[0];
    if (!actor) throw new Error('There is nobody to ask as');
    const session = await sessionOf(actor);
    const body = renew(Buffer.concat(parts), incoming.headers['content-type'], session);
    const onward = ask(
      {
        host: '127.0.0.1',
        port,
        method: incoming.method,
        path: incoming.url,
        headers: headersFor(incoming.headers, actor, session, body.length),
      },
      answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
  }
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    requests: () => count,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function headersFor(
  given: IncomingHttpHeaders,
  { token }: Actor,
  { cookie }: BrowserSession,
  length: number,
) {
  const { [asHeader]: _as, connection: _connection, cookie: typed, ...rest } = given;
  const isApi = rest.authorization !== undefined;
  return {
    ...rest,
    ...(length > 0 && { 'content-length': String(length) }),
    ...(rest['idempotency-key'] !== undefined && { 'idempotency-key': randomUUID() }),
    ...(isApi && token ? { authorization: `Bearer ${token}` } : {}),
    ...(!isApi && { cookie: [cookie, ...others(typed)].filter(Boolean).join('; ') }),
  };
}

/** What a scanner tried to put into a cookie of its own goes on. */
const others = (typed = ''): readonly string[] =>
  typed
    .split(';')
    .map(one => one.trim())
    .filter(one => one !== '' && !one.startsWith('session='));

function renew(body: Buffer, type: string | undefined, { csrf }: BrowserSession): Buffer {
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)/.test(type ?? '')) return body;
  const text = body.toString('latin1');
  return Buffer.from(
    text
      .replace(/(^|&)_csrf=[^&]*/, `$1_csrf=${csrf}`)
      .replace(/(^|&)_key=[^&]*/, `$1_key=${randomUUID()}`)
      .replace(/(name="_csrf"\r\n\r\n)[^\r]*/, `$1${csrf}`)
      .replace(/(name="_key"\r\n\r\n)[^\r]*/, `$1${randomUUID()}`),
    'latin1',
  );
}
