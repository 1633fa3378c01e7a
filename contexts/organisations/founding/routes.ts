import { asService } from '../../../platform/db/transaction.ts';
import { csrfToken, isOurs } from '../../../platform/http/csrf.ts';
import {
  type CookieChange,
  type PublicAnswer,
  type PublicRoute,
  showing,
  type Visitation,
} from '../../../platform/http/public.ts';
import { digestOf } from '../../../platform/http/session.ts';
import { beginFirstSetUp, beginSentSetUp, beginSetUp, offersOwn, setUpPath } from '../credentials/set-up.ts';
import { confirmFounder, recordOpening } from './commands.ts';
import { page as foundersPage } from './pages/founders.page.ts';
import { page as openPage } from './pages/open.page.ts';
import { sittingMinutes } from './rules.ts';
import {
  actAsFounder,
  openSitting,
  sealSitting,
  type Sitting,
  type SittingFor,
  sittingCookie,
  workOfFounder,
} from './sitting.ts';
import { findFounding, isWithoutRecord, listFounders, openLink, sayWhoFounds } from './store.ts';
import { openLink as openRegistration } from '../registration/store.ts';
import { registrationPath } from '../registration/rules.ts';
import { foundersView, openView } from './view.ts';

const path = '/founding';
const over = ({ words }: Visitation): PublicAnswer => showing(openPage, openView(words, 'over'), 404);

/** Asks whoever holds a link to go on by themselves: what a mail server fetches to look at it uses nothing up. */
const show = async ({ words, web, visit }: Visitation): Promise<PublicAnswer> =>
  showing(openPage, openView(words, 'ready', csrfToken(web.settings.secret, visit.secretId ?? '')));

/** Uses the link up, whatever it is for. Guessed, used, too old or of a founding that is over: one answer, by the same statements. */
async function open(visitation: Visitation): Promise<PublicAnswer> {
  const { web, database, params, visit, typed } = visitation;
  if (!isOurs(web.settings.secret, visit.secretId ?? '', typed['_csrf'])) return { refused: 'form-expired' };
  const digest = digestOf(params['link'] ?? '');
  const founder = await asService(database, 'founding', async db => {
    const opened = await openLink(db, digest, web.now());
    if (opened === undefined) return undefined;
    const founders = await listFounders(db, { personId: opened, digest });
    const own = founders.find(each => each.personId === opened);
    if (!own) throw new Error('a founder who opened a link is not among the founders');
    const work = workOfFounder(visitation, db, own);
    await actAsFounder(work);
    await recordOpening(work, founders, await isWithoutRecord(work));
    return own;
  });
  const registrant = await asService(database, 'registration', db => openRegistration(db, digest, web.now()));
  if (founder) {
    // They come in by what they make now: nobody else vouches for them where no provider does.
    const own = offersOwn(visitation) ? [await beginSetUp(visitation, founder.email.toLowerCase())] : [];
    return goOn(visitation, 'founding', { personId: founder.personId, digest }, own);
  }
  if (!registrant) {
    const sent = await beginSentSetUp(visitation, digest);
    return sent ? { redirect: setUpPath, cookies: [sent] } : over(visitation);
  }
  const own = await beginFirstSetUp(visitation, registrant.email);
  return goOn(visitation, 'registration', { personId: registrant.registrantId, digest }, own);
}

function goOn(
  visitation: Visitation,
  about: SittingFor,
  sitting: Sitting,
  own: readonly CookieChange[],
): PublicAnswer {
  const value = sealSitting(visitation, sitting, about);
  const opened = { name: sittingCookie, value, maxAgeSeconds: sittingMinutes * 60 };
  return { redirect: about === 'founding' ? path : registrationPath, cookies: [opened, ...own] };
}

/** Those who are let in together, as one of them sees them. */
async function list(visitation: Visitation): Promise<PublicAnswer> {
  const { web, database, cookie, words } = visitation;
  const sitting = openSitting(visitation, 'founding');
  if (!sitting) return over(visitation);
  const { founders, standing } = await asService(database, 'founding', async db => ({
    founders: await listFounders(db, sitting),
    standing: (await findFounding(db)).standing,
  }));
  // Who confirmed the last one comes back to a founding that is over: all can sign in.
  if (standing === 'over') return showing(openPage, openView(words, 'done'));
  if (founders.length === 0) return over(visitation);
  const csrf = csrfToken(web.settings.secret, cookie(sittingCookie) ?? '');
  const setUp = offersOwn(visitation) ? setUpPath : undefined;
  return showing(foundersPage, foundersView(words, founders, { personId: sitting.personId, csrf, setUp }));
}

async function confirm(visitation: Visitation): Promise<PublicAnswer> {
  const { web, cookie, typed, database } = visitation;
  const sitting = openSitting(visitation, 'founding');
  if (!sitting) return over(visitation);
  if (!isOurs(web.settings.secret, cookie(sittingCookie) ?? '', typed['_csrf']))
    return { refused: 'form-expired' };
  const position = typeof typed['position'] === 'string' ? typed['position'] : '';
  const isDone = await asService(database, 'founding', db => confirmAs(visitation, db, sitting, position));
  return isDone ? { redirect: path } : { refused: 'not-found' };
}

async function confirmAs(
  visitation: Visitation,
  db: Parameters<typeof listFounders>[0],
  sitting: Sitting,
  position: string,
): Promise<boolean> {
  const founders = await listFounders(db, sitting);
  const own = founders.find(({ personId }) => personId === sitting.personId);
  if (!own) return false;
  // The database asks whose yes it is, and that they opened their link.
  await sayWhoFounds(db, own.personId);
  const work = workOfFounder(visitation, db, own);
  return (await confirmFounder(work, founders, position, () => actAsFounder(work))).ok;
}

const linkRoute = (
  method: PublicRoute['method'],
  at: string,
  answer: PublicRoute['answer'],
): PublicRoute => ({
  kind: 'public',
  method,
  path: at,
  access: 'service:open-link',
  answer,
});

/** How the first people come in: no sign-in, since nobody has one. */
export const foundingRoutes: readonly PublicRoute[] = [
  linkRoute('GET', '/open/:link', show),
  linkRoute('POST', '/open/:link', open),
  linkRoute('GET', path, list),
  linkRoute('POST', path, confirm),
];
