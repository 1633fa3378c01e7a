import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { csrfToken } from '../../platform/http/csrf.ts';
import { askForNewPasskey, askForPasskey } from '../../platform/http/passkeys.ts';
import { digestOf } from '../../platform/http/session.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { testAuthenticator } from '../../platform/testing/authenticator.ts';
import type { Actor } from './actors.ts';
import { type Request, toBytes } from './request.ts';
import { sendBytes } from './send.ts';
import type { Theatre } from './theatre.ts';

/** The requests that only a device with a passkey makes valid: having one made, coming in by it, and ending it. */
export async function passkeyRequests(
  theatre: Theatre,
  { viewer, session }: Actor,
): Promise<ReadonlyMap<string, Request>> {
  const { stage, port } = theatre;
  const { settings } = stage;
  const here = { settings, now: () => Temporal.Now.instant() };
  const account = (viewer?.email ?? stage.people[0]?.email ?? '').toLowerCase();
  const device = testAuthenticator(settings.baseUrl);
  const make = async (by = device): Promise<Request> => {
    const secret = await beginSetUp(theatre, account);
    const { sealed, options } = askForNewPasskey(here, { account, serviceName: 'of this test', known: [] });
    const typed = { _csrf: csrfToken(settings.secret, secret), challenge: sealed, answer: by.make(options) };
    return post('/set-up/passkey', typed, [`set-up=${secret}`]);
  };
  await sendBytes(port, toBytes(await make()));
  const { sealed, options } = askForPasskey(here);
  const typed = {
    _csrf: csrfToken(settings.secret, ''),
    challenge: sealed,
    answer: device.answer(options),
    to: '/home',
  };
  const requests = new Map<string, Request>([
    ['GET /set-up', get('/set-up', [`set-up=${await beginSetUp(theatre, account)}`])],
    ['POST /set-up/passkey', await make(testAuthenticator(settings.baseUrl))],
    ['POST /sign-in/passkey', post('/sign-in/passkey', typed, [])],
  ]);
  const { rows } = await sql<{ id: string }>`SELECT passkey_id AS id FROM organisations.passkey
    WHERE account = ${account} AND ended_at IS NULL LIMIT 1`.execute(stage.database.superuser);
  const { cookie = '' } = session;
  const _csrf = csrfToken(settings.secret, cookie.slice(cookie.indexOf('=') + 1));
  if (viewer)
    requests.set(
      'POST /session/ways/:way/end',
      post(`/session/ways/${rows[0]?.id}/end`, { _csrf }, [cookie]),
    );
  return requests;
}

/** Somebody who opened a link, or showed just now that it is them: what their browser keeps. */
export async function beginSetUp({ stage }: Theatre, account: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await sql`INSERT INTO organisations.set_up (set_up_id, account, link_digest, link_ends_at)
    VALUES (gen_random_uuid(), ${account}, ${digestOf(secret)}, now() + interval '1 hour')`.execute(
    stage.database.superuser,
  );
  return secret;
}

export const get = (path: string, cookies: readonly string[]): Request => ({
  method: 'GET',
  path,
  query: [],
  headers: cookies.map(cookie => ['cookie', cookie] as const),
  body: undefined,
});
export const post = (
  path: string,
  typed: Readonly<Record<string, string>>,
  cookies: readonly string[],
): Request => ({
  ...get(path, cookies),
  method: 'POST',
  body: { kind: 'form', fields: Object.entries(typed) },
});
