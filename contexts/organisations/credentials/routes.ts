import { type PublicRoute, showing } from '../../../platform/http/public.ts';
import { page as donePage } from '../entrance/pages/signed-out.page.ts';
import { addWay, endWay, showWays, waysPath } from './own.ts';
import { makePasskey, offersOwn, setUpPath, showSetUp } from './set-up.ts';
import { signInByPasskey } from './sign-in.ts';
import { doneView } from './view.ts';

const route = (
  access: PublicRoute['access'],
  method: PublicRoute['method'],
  path: string,
  answer: PublicRoute['answer'],
): PublicRoute => ({ kind: 'public', access, method, path, answer });

/** Ways of signing in without an identity provider, where the deployment offers them. */
export const credentialRoutes: readonly PublicRoute[] = [
  route('service:open-link', 'GET', setUpPath, visitation => showSetUp(visitation)),
  route('service:open-link', 'POST', `${setUpPath}/passkey`, makePasskey),
  route('service:open-link', 'GET', `${setUpPath}/done`, async visitation =>
    offersOwn(visitation) ? showing(donePage, doneView(visitation.words)) : { refused: 'not-found' },
  ),
  route('service:sign-in', 'POST', '/sign-in/passkey', signInByPasskey),
  route('service:own-sessions', 'GET', waysPath, showWays),
  route('service:own-sessions', 'POST', waysPath, addWay),
  route('service:own-sessions', 'POST', `${waysPath}/:passkey/end`, endWay),
];
