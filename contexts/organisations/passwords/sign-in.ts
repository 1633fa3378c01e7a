import { asService } from '../../../platform/db/transaction.ts';
import { csrfToken, isOurs } from '../../../platform/http/csrf.ts';
import { type PublicAnswer, showing, type Visitation } from '../../../platform/http/public.ts';
import { arrive } from '../entrance/sign-in.ts';
import { localPath } from '../rules.ts';
import { hashPassword, isPassword, needsMore } from './hash.ts';
import { page as signInPage } from './pages/sign-in.page.ts';
import { readCode, typedText } from './rules.ts';
import { digestOfCode, openSecret } from './sealed.ts';
import { findPassword, raiseHash, usePassword } from './store.ts';
import { findStep } from './totp.ts';
import { beginTry, rememberDevice } from './tries.ts';
import { type Failed, signInView } from './view.ts';

export const passwordPath = '/sign-in/password';
/** Of nobody: what an account without a password has in place of its id. */
const nobody = '00000000-0000-4000-8000-000000000000';

interface Asked {
  readonly to: string;
  readonly again: boolean;
  readonly email: string;
  /** What went wrong. */
  readonly failed?: Failed;
}

const statusOf = ({ failed }: Asked): number => {
  if (!failed) return 200;
  return failed.minutes === undefined ? 422 : 429;
};

function show({ web, visit, words }: Visitation, asked: Asked): PublicAnswer {
  const csrf = csrfToken(web.settings.secret, visit.secretId ?? '');
  return showing(signInPage, signInView(words, { ...asked, csrf }), statusOf(asked));
}

export async function showPasswordSignIn(visitation: Visitation): Promise<PublicAnswer> {
  const { web, query } = visitation;
  if (!web.settings.signInWays.includes('password')) return { refused: 'not-found' };
  return show(visitation, { to: localPath(query['to']), again: query['again'] === 'yes', email: '' });
}

/**
 * Both factors at once, so that nobody learns which of them was right. An address that nobody has here is answered as one
 * whose password or code is wrong: by the same statements, after the same work (ASVS 5.0 V6.3.8).
 */
export async function signInByPassword(visitation: Visitation): Promise<PublicAnswer> {
  const { web, visit, typed } = visitation;
  if (!web.settings.signInWays.includes('password')) return { refused: 'not-found' };
  if (!isOurs(web.settings.secret, visit.secretId ?? '', typed['_csrf'])) return { refused: 'form-expired' };
  const email = typedText(typed, 'email').trim().slice(0, 254);
  const asked = { to: localPath(typedText(typed, 'to')), again: typed['again'] === 'yes', email };
  const account = email.toLowerCase();
  const tried = await beginTry(visitation, account);
  if (tried.minutesToWait > 0) {
    web.log.warn({ event: 'sign-in-failed', outcome: 'too-often' });
    return show(visitation, { ...asked, failed: { minutes: tried.minutesToWait } });
  }
  if (!(await isThem(visitation, account))) {
    web.log.warn({ event: 'sign-in-failed', outcome: 'answer-refused' });
    return show(visitation, { ...asked, failed: {} });
  }
  await tried.forget();
  const choice = {
    account,
    provedBy: 'password' as const,
    providerRoles: null,
    to: asked.to,
    provedAt: web.now().epochMilliseconds,
  };
  const answer = await arrive(visitation, choice, asked.again);
  return 'redirect' in answer
    ? { ...answer, cookies: [...(answer.cookies ?? []), rememberDevice(visitation, account)] }
    : answer;
}

async function isThem({ web, database, typed }: Visitation, account: string): Promise<boolean> {
  const [password, code, at] = [typedText(typed, 'password'), readCode(typed), web.now()];
  const found = await asService(database, 'credentials', db => findPassword(db, account));
  const isRight = await isPassword(password, found?.hash);
  const secret = await openSecret(web.keys, found?.secret);
  if (!secret) web.log.error({ event: 'seal-failed', outcome: 'key-missing' });
  const step = secret && findStep(secret, code, at);
  const isUsed = await asService(database, 'credentials', db =>
    usePassword(db, {
      passwordId: found?.passwordId ?? nobody,
      isRight,
      step,
      codeDigest: digestOfCode(code),
      at,
    }),
  );
  if (!found || !isUsed) return false;
  if (needsMore(found.hash)) {
    const to = await hashPassword(password);
    await asService(database, 'credentials', db => raiseHash(db, found.passwordId, { from: found.hash, to }));
  }
  return true;
}
