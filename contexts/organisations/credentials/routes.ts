import { type PublicRoute, showing } from '../../../platform/http/public.ts';
import { refuseSealed } from '../../../platform/http/visit.ts';
import { KeyProblem } from '../../../platform/seal/keys.ts';
import { page as donePage } from '../entrance/pages/signed-out.page.ts';
import { makePassword, showPasswordSetUp } from '../passwords/set-up.ts';
import { passwordPath, showPasswordSignIn, signInByPassword } from '../passwords/sign-in.ts';
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

/** Without the keys that seal second factors nobody is let in by one, and none is made. */
const withKeys =
  (answer: PublicRoute['answer']): PublicRoute['answer'] =>
  async visitation => {
    try {
      return await answer(visitation);
    } catch (error) {
      if (!(error instanceof KeyProblem)) throw error;
      const { error: refusal } = refuseSealed(visitation.web, error);
      return { refused: refusal.code };
    }
  };

/** Ways of signing in without an identity provider, where the deployment offers them. */
export const credentialRoutes: readonly PublicRoute[] = [
  route('service:open-link', 'GET', setUpPath, visitation => showSetUp(visitation)),
  route('service:open-link', 'POST', `${setUpPath}/passkey`, makePasskey),
  route('service:open-link', 'GET', `${setUpPath}/done`, async visitation =>
    offersOwn(visitation) ? showing(donePage, doneView(visitation.words)) : { refused: 'not-found' },
  ),
  route('service:open-link', 'GET', `${setUpPath}/password`, showPasswordSetUp),
  route('service:open-link', 'POST', `${setUpPath}/password`, withKeys(makePassword)),
  route('service:sign-in', 'POST', '/sign-in/passkey', signInByPasskey),
  route('service:sign-in', 'GET', passwordPath, showPasswordSignIn),
  route('service:sign-in', 'POST', passwordPath, withKeys(signInByPassword)),
  route('service:own-sessions', 'GET', waysPath, showWays),
  route('service:own-sessions', 'POST', waysPath, addWay),
  route('service:own-sessions', 'POST', `${waysPath}/:way/end`, endWay),
];
