/** Making a way of signing in: whoever opened a link that was sent to their address, or is signed in and proved it just now. */
import { randomBytes } from 'node:crypto';
import { asService } from '../../../platform/db/transaction.ts';
import { csrfToken, isOurs } from '../../../platform/http/csrf.ts';
import { askForNewPasskey, readNewPasskey } from '../../../platform/http/passkeys.ts';
import {
  type CookieChange,
  type PublicAnswer,
  showing,
  type Visitation,
} from '../../../platform/http/public.ts';
import { digestOf } from '../../../platform/http/session.ts';
import { page as problemPage } from '../founding/pages/open.page.ts';
import { openView } from '../founding/view.ts';
import { page as setUpPage } from './pages/set-up.page.ts';
import { listPositionsByEmail } from '../queries.ts';
import { setUpMinutes } from './rules.ts';
import { findSetUp, hasWay, listPasskeys, savePasskey, saveSetUp, useSetUp } from './store.ts';
import { setUpView } from './view.ts';

/** Names nothing that it is for, as all our cookies. */
const setUpCookie = 'set-up';
export const setUpPath = '/set-up';

export const offersOwn = ({ web }: Pick<Visitation, 'web'>): boolean =>
  web.settings.signInWays.some(way => way !== 'provider');

export const isSettingUp = ({ cookie }: Pick<Visitation, 'cookie'>): boolean =>
  cookie(setUpCookie) !== undefined;

/** What this browser keeps while somebody makes a way of signing in; empty where nobody does. */
export const setUpSecret = ({ cookie }: Pick<Visitation, 'cookie'>): string => cookie(setUpCookie) ?? '';

/** For as long as this browser keeps the cookie, and once. */
export async function beginSetUp({ web, database }: Visitation, account: string): Promise<CookieChange> {
  const secret = randomBytes(32).toString('base64url');
  const made = { setUpId: web.newId(), account, digest: digestOf(secret), at: web.now() };
  await asService(database, 'credentials', db => saveSetUp(db, made));
  return { name: setUpCookie, value: secret, maxAgeSeconds: setUpMinutes * 60 };
}

/** Uses up a link that somebody was sent when they were let in, whoever asks with it; nothing where it is none. */
export async function beginSentSetUp(
  visitation: Visitation,
  digest: Buffer,
): Promise<CookieChange | undefined> {
  const { database, web } = visitation;
  const account = await asService(database, 'credentials', async db => {
    const found = await findSetUp(db, digest, web.now());
    return found !== undefined && (await useSetUp(db, digest, web.now())) ? found : undefined;
  });
  return account === undefined || !offersOwn(visitation) ? undefined : beginSetUp(visitation, account);
}

/**
 * For an address that nobody here has yet. Anybody may have a registration's link sent to any address: who reads somebody's
 * mail must not make a way in to an account that acts here, or that has a way in already.
 */
export async function beginFirstSetUp(
  visitation: Visitation,
  account: string,
): Promise<readonly CookieChange[]> {
  if (!offersOwn(visitation)) return [];
  const { database } = visitation;
  const positions = await asService(database, 'sign-in', db => listPositionsByEmail(db, account));
  const isKnown = await asService(database, 'credentials', db => hasWay(db, account));
  return positions.length > 0 || isKnown ? [] : [await beginSetUp(visitation, account)];
}

export const over = ({ words }: Visitation): PublicAnswer =>
  showing(problemPage, openView(words, 'over'), 404);

export async function showSetUp(visitation: Visitation, failed = false): Promise<PublicAnswer> {
  const { web, database, words, cookie } = visitation;
  if (!offersOwn(visitation)) return { refused: 'not-found' };
  const secret = setUpSecret({ cookie });
  const found = await asService(database, 'credentials', async db => {
    const account = await findSetUp(db, digestOf(secret), web.now());
    return account === undefined ? undefined : { account, known: await listPasskeys(db, account) };
  });
  if (!found) return over(visitation);
  const ways = web.settings.signInWays;
  const asked = ways.includes('passkey')
    ? askForNewPasskey(web, {
        account: found.account,
        serviceName: words('service.name'),
        known: found.known.map(({ credentialId }) => credentialId),
      })
    : undefined;
  const facts = {
    account: found.account,
    csrf: csrfToken(web.settings.secret, secret),
    asked,
    failed,
    password: ways.includes('password'),
  };
  return showing(setUpPage, setUpView(words, facts), failed ? 422 : 200);
}

export async function makePasskey(visitation: Visitation): Promise<PublicAnswer> {
  const { web, database, cookie, typed, device } = visitation;
  if (!web.settings.signInWays.includes('passkey')) return { refused: 'not-found' };
  const secret = setUpSecret({ cookie });
  const at = web.now();
  const digest = digestOf(secret);
  const account = await asService(database, 'credentials', db => findSetUp(db, digest, at));
  if (account === undefined) return over(visitation);
  if (!isOurs(web.settings.secret, secret, typed['_csrf'])) return { refused: 'form-expired' };
  const made = await readNewPasskey(web, typed, account);
  if (!made) return showSetUp(visitation, true);
  const isDone = await asService(database, 'credentials', async db => {
    if (!(await useSetUp(db, digest, at))) return false;
    return savePasskey(db, { passkeyId: web.newId(), account, device, at, made });
  });
  if (!isDone) return over(visitation);
  web.log.info({ event: 'way-in-made' });
  return { redirect: `${setUpPath}/done`, cookies: [{ name: setUpCookie, value: undefined }] };
}
