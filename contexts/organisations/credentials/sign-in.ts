import { asService } from '../../../platform/db/transaction.ts';
import { isOurs } from '../../../platform/http/csrf.ts';
import { passkeyNamed, readAnswer } from '../../../platform/http/passkeys.ts';
import { type PublicAnswer, showing, type Visitation } from '../../../platform/http/public.ts';
import { page as notSignedInPage } from '../entrance/pages/not-signed-in.page.ts';
import { arrive } from '../entrance/sign-in.ts';
import { localPath } from '../rules.ts';
import { notSignedInView } from '../views.ts';
import { findPasskey, usePasskey } from './store.ts';

/** A passkey that nobody knows is answered as one whose answer does not hold: by the same statements, after the same work. */
export async function signInByPasskey(visitation: Visitation): Promise<PublicAnswer> {
  const { web, visit, database, typed, words } = visitation;
  if (!web.settings.signInWays.includes('passkey')) return { refused: 'not-found' };
  if (!isOurs(web.settings.secret, visit.secretId ?? '', typed['_csrf'])) return { refused: 'form-expired' };
  const credentialId = passkeyNamed(typed);
  const found = await asService(database, 'credentials', db => findPasskey(db, credentialId));
  const read = await readAnswer(web, typed, found);
  const at = web.now();
  const isUsed =
    read &&
    found &&
    (await asService(database, 'credentials', db =>
      usePasskey(db, credentialId, { ...read, account: found.account, at }),
    ));
  if (!found || !isUsed) {
    web.log.warn({ event: 'sign-in-failed', outcome: 'answer-refused' });
    return showing(notSignedInPage, notSignedInView(words, 'failed'), 403);
  }
  const to = localPath(typeof typed['to'] === 'string' ? typed['to'] : undefined);
  const choice = {
    account: found.account,
    provedBy: 'passkey' as const,
    providerRoles: null,
    to,
    provedAt: at.epochMilliseconds,
  };
  return arrive(visitation, choice, typed['again'] === 'yes');
}
