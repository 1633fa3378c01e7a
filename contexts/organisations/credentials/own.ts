/** Ways of signing in of whoever is signed in: which there are, one more, one less. */
import { asService } from '../../../platform/db/transaction.ts';
import { csrfToken, isOurs } from '../../../platform/http/csrf.ts';
import { againPath } from '../../../platform/http/proof.ts';
import { type PublicAnswer, showing, type Visitation } from '../../../platform/http/public.ts';
import { formatMoment } from '../../../platform/text/format.ts';
import type { Viewer } from '../../../platform/work.ts';
import { findViewer } from '../entrance/signed-in.ts';
import { endPassword, findOwnPassword } from '../passwords/store.ts';
import { findAccount } from '../queries.ts';
import { page as waysPage } from './pages/ways.page.ts';
import { beginSetUp, offersOwn, setUpPath } from './set-up.ts';
import { endPasskey, listPasskeys } from './store.ts';
import { waysView } from './view.ts';

export const waysPath = '/session/ways';

/** Where somebody is signed in and proved who they are just now; whoever did not shows it first. */
async function findFresh(visitation: Visitation): Promise<Viewer | PublicAnswer> {
  if (!offersOwn(visitation)) return { refused: 'not-found' };
  const viewer = await findViewer(visitation, 'service:own-sessions');
  if (!viewer) return { refused: 'sign-in-needed' };
  // Whoever finds a device unlocked must not make themselves a way in, in any country.
  const isFresh = (visitation.visit.provedAgo ?? Infinity) <= visitation.web.pack.proofAgain.minutes * 60;
  return isFresh ? viewer : { redirect: `${againPath}?${new URLSearchParams({ to: waysPath }).toString()}` };
}

const isViewer = (found: Viewer | PublicAnswer): found is Viewer => 'personId' in found;

const accountOf = ({ database }: Visitation, { personId }: Viewer): Promise<string> =>
  asService(database, 'sign-in', db => findAccount(db, personId));

const isForged = ({ web, visit, typed }: Visitation): boolean =>
  !isOurs(web.settings.secret, visit.secretId ?? '', typed['_csrf']);

export async function showWays(visitation: Visitation): Promise<PublicAnswer> {
  const isOffered = offersOwn(visitation);
  const viewer = isOffered
    ? await findFresh(visitation)
    : ((await findViewer(visitation, 'service:own-sessions')) ?? ({ refused: 'sign-in-needed' } as const));
  if (!isViewer(viewer)) return viewer;
  const { web, visit, words, database } = visitation;
  const account = await accountOf(visitation, viewer);
  const own = await asService(database, 'credentials', async db => ({
    passkeys: await listPasskeys(db, account),
    password: await findOwnPassword(db, account),
  }));
  const tokens = { csrf: csrfToken(web.settings.secret, visit.secretId ?? ''), key: web.newId() };
  const moment = (at: Parameters<typeof formatMoment>[0]) =>
    formatMoment(at, web.pack.timeZone, visit.language);
  return {
    ...showing(waysPage, waysView(words, { isOffered, ...own, moment, csrf: tokens.csrf })),
    as: { viewer, tokens },
  };
}

/** Begins to make one more, in this browser. */
export async function addWay(visitation: Visitation): Promise<PublicAnswer> {
  if (isForged(visitation)) return { refused: 'form-expired' };
  const viewer = await findFresh(visitation);
  if (!isViewer(viewer)) return viewer;
  const cookie = await beginSetUp(visitation, await accountOf(visitation, viewer));
  return { redirect: setUpPath, cookies: [cookie] };
}

export async function endWay(visitation: Visitation): Promise<PublicAnswer> {
  if (isForged(visitation)) return { refused: 'form-expired' };
  const viewer = await findFresh(visitation);
  if (!isViewer(viewer)) return viewer;
  const { web, database, params } = visitation;
  const account = await accountOf(visitation, viewer);
  const way = params['way'] ?? '';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(way)) return { refused: 'not-found' };
  const at = web.now();
  const isEnded = await asService(
    database,
    'credentials',
    async db =>
      (await endPasskey(db, { account, passkeyId: way, at })) ||
      (await endPassword(db, { account, passwordId: way, at })),
  );
  if (!isEnded) return { refused: 'not-found' };
  web.log.info({ event: 'way-in-ended' });
  return { redirect: waysPath };
}
