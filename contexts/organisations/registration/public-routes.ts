import { asService } from '../../../platform/db/transaction.ts';
import { csrfToken, isOurs } from '../../../platform/http/csrf.ts';
import {
  type PublicAnswer,
  type PublicRoute,
  showing,
  type Visitation,
} from '../../../platform/http/public.ts';
import { firstRespondersOn } from '../../../platform/pack/first-responders.ts';
import { page as openPage } from '../founding/pages/open.page.ts';
import { openSitting, sittingCookie } from '../founding/sitting.ts';
import { openView } from '../founding/view.ts';
import { isSettingUp, setUpPath } from '../credentials/set-up.ts';
import { askToTakePart } from './commands.ts';
import { page as askPage } from './pages/ask.page.ts';
import { page as satPage } from './pages/sat.page.ts';
import { readAsking, registrationPath } from './rules.ts';
import { findSat, saveOutcome, saveStanding } from './store.ts';
import { askView, satView } from './view.ts';

const askPath = '/register';
const over = ({ words }: Visitation): PublicAnswer => showing(openPage, openView(words, 'over'), 404);

const tokensOf = ({ web, visit }: Visitation) => ({
  csrf: csrfToken(web.settings.secret, visit.secretId ?? ''),
  key: web.newId(),
});

const kindsOf = ({ web }: Visitation): readonly string[] => {
  const today = web.now().toZonedDateTimeISO(web.pack.timeZone).toPlainDate();
  return firstRespondersOn(web.pack, today);
};

const show = async (visitation: Visitation): Promise<PublicAnswer> =>
  showing(askPage, askView(visitation.words, kindsOf(visitation), tokensOf(visitation)));

/** One answer to whoever asked for something that can be read, whoever and whatever is known here. */
async function ask(visitation: Visitation): Promise<PublicAnswer> {
  const { web, visit, typed, words, database } = visitation;
  if (!isOurs(web.settings.secret, visit.secretId ?? '', typed['_csrf'])) return { refused: 'form-expired' };
  const key = typeof typed['_key'] === 'string' ? typed['_key'] : '';
  const firstResponders = kindsOf(visitation);
  const read = readAsking(typed, { firstResponders, nobodysDomains: web.pack.nobodysDomains });
  if (!read.ok) {
    const again = { typed, errors: read.error.fields ?? [] };
    return showing(askPage, askView(words, firstResponders, tokensOf(visitation), again), 422);
  }
  const asking = { ...read.value, teamName: words('registration.team') };
  const asked = await asService(database, 'registration', db =>
    askToTakePart({ db, jobs: web.jobsIn(db), now: web.now(), newId: web.newId }, asking, key),
  );
  return asked.ok ? { redirect: `${askPath}/sent` } : { refused: asked.error.code };
}

/** What was asked in the name of whoever opened their link. */
async function showSat(visitation: Visitation): Promise<PublicAnswer> {
  const { web, words, cookie, database } = visitation;
  const sitting = openSitting(visitation, 'registration');
  const sat = sitting && (await asService(database, 'registration', db => findSat(db, sitting)));
  if (!sat || sat.isEnded) return over(visitation);
  if (sat.own.isConfirmed) {
    const next = isSettingUp(visitation) ? { href: setUpPath, text: words('founding.set-up') } : undefined;
    return showing(openPage, openView(words, sat.isVerified ? 'both-stood' : 'stood', '', next));
  }
  return showing(satPage, satView(words, sat, csrfToken(web.settings.secret, cookie(sittingCookie) ?? '')));
}

/** They stand for it, or it ends: somebody used their name. */
async function answer(visitation: Visitation): Promise<PublicAnswer> {
  const { web, words, cookie, typed, database } = visitation;
  const sitting = openSitting(visitation, 'registration');
  if (!sitting) return over(visitation);
  if (!isOurs(web.settings.secret, cookie(sittingCookie) ?? '', typed['_csrf']))
    return { refused: 'form-expired' };
  const isStanding = typed['answer'] === 'yes';
  if (!isStanding && typed['answer'] !== 'no') return { refused: 'not-understood' };
  const isDone = await asService(database, 'registration', async db => {
    const sat = await findSat(db, sitting);
    if (!sat || sat.isEnded) return false;
    if (!isStanding) await saveOutcome(db, sat.registrationId, 'disowned', web.now());
    else if (!sat.own.isConfirmed) await saveStanding(db, sat, sitting.personId, web.now());
    return true;
  });
  if (!isDone) return over(visitation);
  return isStanding ? { redirect: registrationPath } : showing(openPage, openView(words, 'disowned'));
}

const route = (
  method: PublicRoute['method'],
  path: string,
  access: 'service:register' | 'service:open-link',
  answered: PublicRoute['answer'],
): PublicRoute => ({ kind: 'public', method, path, access, answer: answered });

/** How an organisation asks to take part: no sign-in, since nobody of it has one. */
export const publicRegistrationRoutes: readonly PublicRoute[] = [
  route('GET', askPath, 'service:register', show),
  route('POST', askPath, 'service:register', ask),
  route('GET', `${askPath}/sent`, 'service:register', async ({ words }) =>
    showing(openPage, openView(words, 'asked')),
  ),
  route('GET', registrationPath, 'service:open-link', showSat),
  route('POST', registrationPath, 'service:open-link', answer),
];
