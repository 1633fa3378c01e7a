import assert from 'node:assert/strict';
import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startProvider } from '../testing/provider.ts';
import { readLogoutToken } from './logout-token.ts';
import { createOidc } from './oidc.ts';

const now = Date.parse('2026-03-02T10:00:00Z');
const ours = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const theirs = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keys = async () => ({
  keys: [
    { ...ours.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' },
    { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'two', use: 'sig' },
  ],
});
const expected = { issuer: 'https://id.example', clientId: 'nrm', keys, now };
const claims = {
  iss: 'https://id.example',
  aud: 'nrm',
  iat: now / 1000 - 5,
  exp: now / 1000 + 100,
  jti: 'x',
  sid: 'session-1',
  events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
};
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
function make(
  body: object,
  header: object = { alg: 'ES256', kid: 'one', typ: 'logout+jwt' },
  key: KeyObject = ours.privateKey,
): string {
  const signed = `${part(header)}.${part(body)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

test('a logout token that the provider signed for us names the session that ended', async () => {
  assert.deepEqual(await readLogoutToken(make(claims), expected), { sid: 'session-1' });
  assert.deepEqual(await readLogoutToken(make({ ...claims, aud: ['other', 'nrm'] }), expected), {
    sid: 'session-1',
  });
  assert.deepEqual(
    await readLogoutToken(make(claims, { alg: 'RS256', kid: 'two' }, rsa.privateKey), expected),
    { sid: 'session-1' },
  );
});

test('a logout token that names nobody’s session but somebody ends all of theirs', async () => {
  const { sid: _, ...rest } = claims;
  assert.deepEqual(await readLogoutToken(make({ ...rest, sub: 'robin' }), expected), { subject: 'robin' });
});

test('RSA-PSS is understood', async () => {
  const signed = `${part({ alg: 'PS256', kid: 'two' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), {
    key: rsa.privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 32,
  });
  assert.deepEqual(await readLogoutToken(`${signed}.${signature.toString('base64url')}`, expected), {
    sid: 'session-1',
  });
});

const { sid: _sid, ...withoutSession } = claims;
const { events: _events, ...withoutEvent } = claims;
const refused: readonly (readonly [string, string])[] = [
  ['of another key', make(claims, undefined, theirs.privateKey)],
  ['of another provider', make({ ...claims, iss: 'https://evil.example' })],
  ['for another client', make({ ...claims, aud: 'other' })],
  ['that is old', make({ ...claims, iat: now / 1000 - 600 })],
  ['of the future', make({ ...claims, iat: now / 1000 + 600 })],
  ['that is over', make({ ...claims, exp: now / 1000 })],
  ['with a nonce, as ID tokens have', make({ ...claims, nonce: 'x' })],
  ['that says nothing of logout', make(withoutEvent)],
  ['without a session or a subject', make(withoutSession)],
  ['of no algorithm', `${part({ alg: 'none' })}.${part(claims)}.`],
  ['of a shared key', make(claims, { alg: 'HS256', kid: 'one' })],
  ['whose key is of another kind', make(claims, { alg: 'RS256', kid: 'one' })],
  ['whose key is not known', make(claims, { alg: 'ES256', kid: 'three' })],
  ['with something critical that we do not know', make(claims, { alg: 'ES256', kid: 'one', crit: ['b64'] })],
  ['with a part too many', `${make(claims)}.x`],
  ['that is none', 'MARKER'],
];
for (const [what, token] of refused)
  test(`a logout token ${what} ends nothing`, async () => {
    assert.equal(await readLogoutToken(token, expected), undefined);
  });

test('signing out at a real provider tells us the session that began with it', {
  timeout: 20_000,
}, async t => {
  const { promise: told, resolve } = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', piece => (body += piece));
    request.on('end', () => {
      resolve(new URLSearchParams(body).get('logout_token') ?? '');
      response.end();
    });
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  t.after(() => server.close());
  const redirectUrl = 'http://localhost:3000/sign-in/callback';
  const signedOutUrl = 'http://localhost:3000/signed-out';
  const backChannelUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const accounts = [{ subject: 'sub-robin', email: 'robin@authority.example', emailVerified: true }];
  const provider = await startProvider(accounts, { redirectUrl, signedOutUrl, backChannelUrl });
  t.after(() => provider.stop());
  const oidc = createOidc({ ...provider, redirectUrl, signedOutUrl, secret: 'of this deployment' });
  const begun = await oidc.begin();
  assert.ok(begun.ok);
  const finished = await oidc.finish(
    await provider.signIn(begun.value.url, 'robin@authority.example'),
    begun.value.sealed,
  );
  assert.ok(finished.ok && finished.value.sid);
  await provider.signOut((await oidc.signOutUrl(finished.value.idToken)) ?? '');
  assert.deepEqual(await oidc.endedSession(await told), { sid: finished.value.sid });
  assert.equal(await oidc.endedSession('MARKER'), undefined);
  await provider.pause();
  assert.equal(
    await createOidc({ ...provider, redirectUrl, signedOutUrl, secret: 'x' }).endedSession(await told),
    undefined,
  );
});
