import { asService } from '../../../platform/db/transaction.ts';
import { csrfToken } from '../../../platform/http/csrf.ts';
import { againPath } from '../../../platform/http/proof.ts';
import { askForPasskey } from '../../../platform/http/passkeys.ts';
import { type PublicRoute, showing, type Visitation } from '../../../platform/http/public.ts';
import {
  accessibilityView,
  page as accessibilityPage,
} from '../../../platform/views/pages/accessibility.page.ts';
import { cookiesView, page as cookiesPage } from '../../../platform/views/pages/cookies.page.ts';
import { page as privacyPage, privacyView } from '../../../platform/views/pages/privacy.page.ts';
import { page as problemPage, problemView } from '../../../platform/views/pages/problem.page.ts';
import { askForPosition, changePosition, showPositions, signInToPosition } from './choose-position.ts';
import { choicePath } from './choice.ts';
import { findViewer } from './signed-in.ts';
import { page as signInPage } from './pages/sign-in.page.ts';
import { page as signedOutPage } from './pages/signed-out.page.ts';
import { page as startPage } from './pages/start.page.ts';
import { listDemonstrationPositions } from '../queries.ts';
import { tokenRoutes } from '../clients/token.ts';
import { credentialRoutes } from '../credentials/routes.ts';
import { foundingRoutes } from '../founding/routes.ts';
import { publicRegistrationRoutes } from '../registration/public-routes.ts';
import { localPath } from '../rules.ts';
import {
  beginAtProvider,
  finishAtProvider,
  keyOf,
  signInAsDemonstration,
  signOut,
  signOutByProvider,
  viewerOf,
} from './sign-in.ts';
import { signedOutView, signInView, startView } from '../views.ts';

type Answer = PublicRoute['answer'];

const read = (path: string, answer: Answer): PublicRoute => ({
  kind: 'public',
  method: 'GET',
  path,
  access: 'service:read-public-pages',
  answer,
});
const signingIn = (method: PublicRoute['method'], path: string, answer: Answer): PublicRoute => ({
  kind: 'public',
  method,
  path,
  access: 'service:sign-in',
  answer,
});

const changing = { kind: 'public', path: '/session/position', access: 'service:change-position' } as const;

const passkeyAsked = ({ web }: Visitation) =>
  web.settings.signInWays.includes('passkey') ? askForPasskey(web) : undefined;

/** Whom one may sign in as, and what each of them could do. */
const showSignIn: Answer = async visitation => {
  const { web, visit, words, database, query } = visitation;
  const { evaluation, secret } = web.settings;
  const positions = evaluation ? await asService(database, 'sign-in', listDemonstrationPositions) : [];
  return showing(
    signInPage,
    signInView(words, {
      to: localPath(query['to']),
      provider: web.oidc !== undefined,
      passkey: passkeyAsked(visitation),
      password: web.settings.signInWays.includes('password'),
      evaluation,
      positions: positions.map(position => ({
        position,
        may: action => web.policy.may(viewerOf(position), action, undefined),
      })),
      // Where there is no session yet this is the same for all: browsers say where the form came from (public.ts).
      csrf: csrfToken(secret, visit.secretId ?? ''),
    }),
  );
};

/** Who signed in longer ago than what they want to do allows shows again that it is them, and goes on as what they are. */
const showAgain: Answer = async visitation => {
  const { web, visit, words, query } = visitation;
  const to = localPath(query['to']);
  const viewer = await findViewer(visitation);
  if (!viewer) return { redirect: `/sign-in?${new URLSearchParams({ to }).toString()}` };
  const { evaluation, secret } = web.settings;
  const all = evaluation ? await asService(visitation.database, 'sign-in', listDemonstrationPositions) : [];
  const csrf = csrfToken(secret, visit.secretId ?? '');
  const view = signInView(words, {
    to,
    provider: web.oidc !== undefined,
    passkey: passkeyAsked(visitation),
    password: web.settings.signInWays.includes('password'),
    evaluation: evaluation && all.some(each => keyOf(each) === keyOf(viewer)),
    again: web.pack.proofAgain.minutes,
    positions: all
      .filter(each => keyOf(each) === keyOf(viewer))
      .map(position => ({ position, may: action => web.policy.may(viewer, action, undefined) })),
    csrf,
  });
  return { ...showing(signInPage, view), as: { viewer, tokens: { csrf, key: web.newId() } } };
};

/** Everything that is shown to people who are not signed in. */
export const entrance: readonly PublicRoute[] = [
  ...foundingRoutes,
  ...credentialRoutes,
  ...tokenRoutes,
  ...publicRegistrationRoutes,
  read('/', async ({ web, words }) => showing(startPage, startView(words, web.pack))),
  read('/accessibility', async ({ words }) => showing(accessibilityPage, accessibilityView(words))),
  read('/cookies', async ({ words }) => showing(cookiesPage, cookiesView(words))),
  read('/privacy', async ({ words }) => showing(privacyPage, privacyView(words))),
  read('/session/ended', async ({ words }) => showing(problemPage, problemView(words, 'session-ended'))),
  read('/signed-out', async ({ words }) => showing(signedOutPage, signedOutView(words))),
  signingIn('GET', '/sign-in', showSignIn),
  signingIn('GET', againPath, showAgain),
  signingIn('POST', '/sign-in/demonstration', signInAsDemonstration),
  signingIn('GET', '/sign-in/oidc', beginAtProvider),
  signingIn('GET', '/sign-in/callback', finishAtProvider),
  signingIn('GET', choicePath, visitation => askForPosition(visitation)),
  signingIn('POST', choicePath, signInToPosition),
  { ...changing, method: 'GET', answer: visitation => showPositions(visitation) },
  { ...changing, method: 'POST', answer: changePosition },
  { kind: 'public', method: 'POST', path: '/sign-out', access: 'service:sign-out', answer: signOut },
  {
    kind: 'public',
    method: 'POST',
    path: '/sign-out/by-provider',
    access: 'service:sign-out',
    answer: signOutByProvider,
  },
];
