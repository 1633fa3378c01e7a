import { sql } from 'kysely';
import { codeOf, stepAt } from '../../contexts/organisations/passwords/totp.ts';
import { secretOn } from '../../contexts/organisations/passwords/testing.ts';
import { csrfToken } from '../../platform/http/csrf.ts';
import { Temporal } from '../../platform/pure/time.ts';
import type { Actor } from './actors.ts';
import { beginSetUp, get, post } from './passkey-requests.ts';
import { type Request, toBytes } from './request.ts';
import { sendBytes } from './send.ts';
import type { Theatre } from './theatre.ts';

const password = 'teapot gravel swim';

/** The requests that only who has an authenticator app makes valid: setting one up, and coming in with it. */
export async function passwordRequests(
  theatre: Theatre,
  { viewer }: Actor,
): Promise<ReadonlyMap<string, Request>> {
  const { stage } = theatre;
  // Who has a password already is asked for it: each role's is somebody else's.
  const email = (viewer?.email ?? stage.people[0]?.email ?? '').toLowerCase();
  // Whoever was refused here before, of this machine's network, has to wait.
  await sql`DELETE FROM organisations.sign_in_try`.execute(stage.database.superuser);
  const first = await choose(theatre, email);
  const typed = {
    _csrf: csrfToken(stage.settings.secret, ''),
    email,
    password,
    // The next one: it counts already.
    code: codeOf(first.secret, stepAt(Temporal.Now.instant()) + 1),
    to: '/home',
  };
  await sendBytes(theatre.port, toBytes(first.request));
  const other = await choose(theatre, `${crypto.randomUUID()}@northland.example`);
  return new Map([
    ['GET /set-up/password', other.page],
    ['POST /set-up/password', other.request],
    ['POST /sign-in/password', post('/sign-in/password', typed, [])],
  ]);
}

/** Somebody reads what they are shown into their app, and types what it says. */
async function choose(theatre: Theatre, account: string) {
  const { stage, port } = theatre;
  const set = await beginSetUp(theatre, account);
  const page = get('/set-up/password', [`set-up=${set}`]);
  const body = (await sendBytes(port, toBytes(page))).body.toString('utf8');
  const secret = secretOn(body);
  const typed = {
    _csrf: csrfToken(stage.settings.secret, set),
    kept: /name="kept" value="([^"]*)"/.exec(body)?.[1] ?? '',
    password,
    again: password,
    code: codeOf(secret, stepAt(Temporal.Now.instant())),
  };
  return { secret, page, request: post('/set-up/password', typed, [`set-up=${set}`]) };
}
