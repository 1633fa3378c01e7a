/** Whether somebody has a way in here, or had one, is nobody's to learn: the same bytes, after the same work. */
import assert from 'node:assert/strict';
import crypto, { randomBytes } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { overhear } from '../../../checks/access/statements.ts';
import { csrfToken } from '../../../platform/http/csrf.ts';
import { askForNewPasskey, askForPasskey, readNewPasskey } from '../../../platform/http/passkeys.ts';
import { digestOf } from '../../../platform/http/session.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { asService } from '../../../platform/db/transaction.ts';
import { testKeys } from '../../../platform/seal/testing.ts';
import { testAuthenticator } from '../../../platform/testing/authenticator.ts';
import { testDatabase } from '../../../platform/testing/database.ts';
import { hashPassword } from '../passwords/hash.ts';
import { sealSecret } from '../passwords/sealed.ts';
import { savePassword } from '../passwords/store.ts';
import { openPosition, startEntrance } from '../testing.ts';

const pairs = 2_000;
const database = await testDatabase();
const overheard = overhear(database);
const keys = testKeys();
const server = await startEntrance({ app: overheard.db }, { keys });
after(async () => {
  await server.close();
  await overheard.close();
});

const settings = { secret: 'of this test', baseUrl: 'http://localhost:3000' };
const here = { settings, now: () => Temporal.Now.instant() };
const { email: account } = await openPosition(database, 'responder', 'referral');
const device = testAuthenticator(settings.baseUrl);
await keepPasskey();
const password = 'teapot gravel swim';
await keepPassword();
const used = await keepUsedSetUp();

/** Signatures that were checked and passwords that were hashed: the costly part of the work. */
let checked = 0;
const { subtle } = globalThis.crypto;
const verify = subtle.verify.bind(subtle);
subtle.verify = (...of: Parameters<typeof verify>) => {
  checked += 1;
  return verify(...of);
};
const { argon2 } = crypto;
crypto.argon2 = (...of: Parameters<typeof argon2>) => {
  checked += 1;
  return argon2(...of);
};
syncBuiltinESMExports();
after(() => {
  subtle.verify = verify;
  crypto.argon2 = argon2;
  syncBuiltinESMExports();
});

type Sent = { readonly url: string; readonly typed?: Record<string, string>; readonly cookie?: string };

async function hear({ url, typed, cookie }: Sent) {
  const before = checked;
  const [answer, statements] = await overheard.during(() =>
    server.inject({
      method: typed ? 'POST' : 'GET',
      url,
      headers: { ...(cookie && { cookie }), 'content-type': 'application/x-www-form-urlencoded' },
      ...(typed && { payload: new URLSearchParams(typed).toString() }),
    }),
  );
  const { date: _, ...headers } = answer.headers;
  return {
    status: answer.statusCode,
    headers,
    body: answer.body.replaceAll(/[^"]+@northland\.example/g, 'what was typed'),
    statements,
    costly: checked - before,
  };
}

/** The same answer of two devices: neither was made by the key that we keep, and we know only one of the two by name. */
function signIn(): readonly [Sent, Sent] {
  const { sealed, options } = askForPasskey(here);
  const stranger = testAuthenticator(settings.baseUrl);
  const unknown = stranger.answer(options);
  const { id, rawId } = JSON.parse(device.answer(options)) as { id: string; rawId: string };
  const known = JSON.stringify({ ...(JSON.parse(unknown) as object), id, rawId });
  const typed = { _csrf: csrfToken(settings.secret, ''), challenge: sealed };
  const of = (answer: string): Sent => ({ url: '/sign-in/passkey', typed: { ...typed, answer } });
  return [of(known), of(unknown)];
}

/** A link or a beginning that was somebody's, and was used; and one that never was. */
function reset(): readonly [Sent, Sent] {
  const of = (secret: string): Sent => ({ url: '/set-up', cookie: `set-up=${secret}` });
  return [of(used), of(randomBytes(32).toString('base64url'))];
}

function register(): readonly [Sent, Sent] {
  const { sealed, options } = askForNewPasskey(here, { account, serviceName: 'OpenNRM', known: [] });
  const answer = testAuthenticator(settings.baseUrl).make(options);
  const of = (secret: string): Sent => ({
    url: '/set-up/passkey',
    cookie: `set-up=${secret}`,
    typed: { _csrf: csrfToken(settings.secret, secret), challenge: sealed, answer },
  });
  return [of(used), of(randomBytes(32).toString('base64url'))];
}

const unknown = `u${account.slice(1)}`;
/** One password, of an address that has one and of one that has none. What was typed is shown again, and is as long. */
const byPassword = (password: string) => (): readonly [Sent, Sent] => {
  const typed = { _csrf: csrfToken(settings.secret, ''), password, code: '000000' };
  const of = (email: string): Sent => ({ url: '/sign-in/password', typed: { ...typed, email } });
  return [of(account), of(unknown)];
};

for (const [name, make, expected, costly] of [
  ['signing in', signIn, 403, 1],
  ['signing in with a wrong password', byPassword('teapot gravel swin'), 422, 1],
  ['signing in with the right password and a wrong code', byPassword(password), 422, 1],
  ['coming back by a link', reset, 404, 0],
  ['making a way in', register, 404, 0],
] as const)
  test(`${name} answers known and unknown with the same bytes, by the same statements`, async () => {
    let [asked, waiting] = [0, 0];
    for (let pair = 0; pair < Math.ceil(pairs / 5); pair += 1) {
      // Every other pair has to wait: that, too, is told to both alike.
      if (pair % 10 === 0) await sql`DELETE FROM organisations.sign_in_try`.execute(database.superuser);
      const [known, unknown] = make();
      const [one, other] = [await hear(known), await hear(unknown)];
      assert.deepEqual(one, other);
      const isWaiting = one.status === 429;
      if (isWaiting) waiting += 1;
      else assert.deepEqual([one.status, one.costly], [expected, costly]);
      asked += one.statements.length;
    }
    assert.ok(asked >= Math.ceil(pairs / 5), 'the database was asked');
    assert.equal(waiting, expected === 422 ? pairs / 10 : 0);
  });

async function keepPasskey(): Promise<void> {
  const { sealed, options } = askForNewPasskey(here, { account, serviceName: 'OpenNRM', known: [] });
  const made = await readNewPasskey(here, { challenge: sealed, answer: device.make(options) }, account);
  assert.ok(made);
  await sql`INSERT INTO organisations.passkey
      (passkey_id, account, credential_id, public_key, counter, browser, system, made_at, answered_at)
    VALUES (gen_random_uuid(), ${account}, ${made.credentialId}, ${made.publicKey}, 0, 'firefox', 'linux', now(), now())`.execute(
    database.superuser,
  );
}

async function keepPassword(): Promise<void> {
  const passwordId = crypto.randomUUID();
  const made = {
    account,
    hash: await hashPassword(password),
    secret: await sealSecret(keys, { passwordId, secret: randomBytes(20) }),
    step: 1,
    codeDigests: [randomBytes(32)],
    device: { browser: 'firefox', system: 'linux' } as const,
    at: here.now(),
  };
  await asService(database.app, 'credentials', db => savePassword(db, made));
}

async function keepUsedSetUp(): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await sql`INSERT INTO organisations.set_up (set_up_id, account, link_digest, link_ends_at, used_at)
    VALUES (gen_random_uuid(), ${account}, ${digestOf(secret)}, now() + interval '1 hour', now())`.execute(
    database.superuser,
  );
  return secret;
}
