/** Making a password with a second factor, by whoever opened a link or is signed in and proved it just now. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { asService } from '../../../platform/db/transaction.ts';
import { csrfToken, isOurs } from '../../../platform/http/csrf.ts';
import { type PublicAnswer, showing, type Visitation } from '../../../platform/http/public.ts';
import { deriveKey, openSeal, seal } from '../../../platform/http/seal.ts';
import { digestOf } from '../../../platform/http/session.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { over, setUpSecret } from '../credentials/set-up.ts';
import { findSetUp, useSetUp } from '../credentials/store.ts';
import { listPositionsByEmail } from '../queries.ts';
import { hashPassword, isPassword } from './hash.ts';
import { page as codesPage } from './pages/codes.page.ts';
import { page as setUpPage } from './pages/set-up.page.ts';
import { faultsOf, readCode, typedText } from './rules.ts';
import { digestOfCode, makeRecoveryCodes, sealSecret } from './sealed.ts';
import { findPassword, savePassword } from './store.ts';
import { findStep, secretLength } from './totp.ts';
import { beginChange, type Try } from './tries.ts';
import { codesView, setUpView } from './view.ts';

const about = 'password-set-up';
const keptSchema = z.strictObject({ account: z.string(), secret: z.string() });

/** Carried by the form until it is sent, so that nobody has to tell their app anew after a mistake. */
function keepSecret({ web }: Visitation, account: string, secret: Buffer): string {
  const kept = JSON.stringify({ account, secret: secret.toString('base64') });
  return seal(deriveKey(web.settings.secret, about), kept, about).toString('base64url');
}

function keptSecret({ web, typed }: Visitation, account: string): Buffer | undefined {
  const bytes = Buffer.from(typedText(typed, 'kept'), 'base64url');
  const opened = openSeal(deriveKey(web.settings.secret, about), bytes, about);
  const kept = opened === undefined ? undefined : keptSchema.parse(JSON.parse(opened));
  return kept?.account === account ? Buffer.from(kept.secret, 'base64') : undefined;
}

interface SettingUp {
  readonly account: string;
  /** Of the password that the account has: it is asked for before it is replaced (ASVS 5.0 V6.2.3). */
  readonly current: string | undefined;
}

async function findSettingUp({ web, database, cookie }: Visitation): Promise<SettingUp | undefined> {
  const digest = digestOf(setUpSecret({ cookie }));
  return asService(database, 'credentials', async db => {
    const account = await findSetUp(db, digest, web.now());
    return account === undefined ? undefined : { account, current: (await findPassword(db, account))?.hash };
  });
}

function show(
  visitation: Visitation,
  { account, current }: SettingUp,
  secret: Buffer,
  errors: readonly FieldError[] = [],
): PublicAnswer {
  const { web, words, cookie } = visitation;
  const view = setUpView(words, {
    account,
    secret,
    kept: keepSecret(visitation, account, secret),
    asksCurrent: current !== undefined,
    csrf: csrfToken(web.settings.secret, setUpSecret({ cookie })),
    errors,
  });
  return showing(setUpPage, view, errors.length > 0 ? 422 : 200);
}

export async function showPasswordSetUp(visitation: Visitation): Promise<PublicAnswer> {
  if (!visitation.web.settings.signInWays.includes('password')) return { refused: 'not-found' };
  const found = await findSettingUp(visitation);
  return found ? show(visitation, found, randomBytes(secretLength)) : over(visitation);
}

export async function makePassword(visitation: Visitation): Promise<PublicAnswer> {
  const { web, database, typed, cookie, device, words } = visitation;
  if (!web.settings.signInWays.includes('password')) return { refused: 'not-found' };
  const found = await findSettingUp(visitation);
  if (!found) return over(visitation);
  if (!isOurs(web.settings.secret, setUpSecret({ cookie }), typed['_csrf']))
    return { refused: 'form-expired' };
  const { account, current } = found;
  const [secret, at] = [keptSecret(visitation, account), web.now()];
  if (!secret) return { refused: 'not-understood' };
  const tried = current === undefined ? undefined : await beginChange(visitation, account);
  const password = typedText(typed, 'password');
  const step = findStep(secret, readCode(typed), at);
  const errors = [
    ...(await currentFaults(typedText(typed, 'current'), current, tried)),
    ...faultsOf(typed, await contextOf(visitation, account)),
    ...(step === undefined ? [{ field: 'code', message: 'password.error.code' }] : []),
  ];
  if (errors.length > 0 || step === undefined) return show(visitation, found, secret, errors);
  const [codes, passwordId] = [makeRecoveryCodes(), web.newId()];
  const made = {
    account,
    hash: await hashPassword(password),
    secret: await sealSecret(web.keys, { passwordId, secret }),
    step,
    codeDigests: codes.map(code => digestOfCode(readCode({ code }))),
    device,
    at,
  };
  const digest = digestOf(setUpSecret({ cookie }));
  const isDone = await asService(database, 'credentials', async db => {
    if (!(await useSetUp(db, digest, at))) return false;
    await savePassword(db, made);
    return true;
  });
  if (!isDone) return over(visitation);
  web.log.info({ event: 'way-in-made' });
  // Shown in this answer and never again: we keep their digests.
  return showing(codesPage, codesView(words, codes));
}

async function currentFaults(
  typed: string,
  current: string | undefined,
  tried: Try | undefined,
): Promise<readonly FieldError[]> {
  if (current === undefined || !tried) return [];
  const minutes = tried.minutesToWait;
  if (minutes > 0) return [{ field: 'current', message: 'password.wait', values: { minutes } }];
  if (!(await isPassword(typed, current))) return [{ field: 'current', message: 'password.error.current' }];
  await tried.forget();
  return [];
}

/** What anybody would try of this person: ASVS 5.0 V6.1.2 and V6.2.11. */
async function contextOf({ web, database, words }: Visitation, account: string): Promise<readonly string[]> {
  const positions = await asService(database, 'sign-in', db => listPositionsByEmail(db, account));
  const theirs = positions.flatMap(({ name, organisation, team }) => [name, organisation.name, team.name]);
  const here = [words('service.name'), new URL(web.settings.baseUrl).hostname, 'OpenNRM referral mechanism'];
  return [account, ...theirs, ...here];
}
