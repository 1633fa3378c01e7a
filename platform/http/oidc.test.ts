import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { startProvider } from '../testing/provider.ts';
import { attemptMinutes, createOidc, type Oidc, type OidcSettings } from './oidc.ts';

const redirectUrl = 'http://localhost:3000/sign-in/callback';
const signedOutUrl = 'http://localhost:3000/signed-out';
const accounts = [
  { subject: 'sub-robin', email: 'robin@authority.example', emailVerified: true },
  { subject: 'sub-sam', email: 'sam@authority.example', emailVerified: false },
];
const provider = await startProvider(accounts, { redirectUrl, signedOutUrl });
after(() => provider.stop());

const create = (more: Partial<OidcSettings> = {}): Oidc =>
  createOidc({ ...provider, redirectUrl, signedOutUrl, secret: 'of this deployment', ...more });

async function begin(oidc: Oidc, returnTo?: string) {
  const begun = await oidc.begin(returnTo);
  assert.ok(begun.ok);
  return begun.value;
}
const signIn = (url: string, email = 'robin@authority.example') => provider.signIn(url, email);
const refusal = async (finished: ReturnType<Oidc['finish']>) => {
  const result = await finished;
  return result.ok ? 'signed in' : [result.error.code, result.error.reason].join(' ');
};

test('a person whose address the provider has verified signs in', async () => {
  const oidc = create();
  const { url, sealed } = await begin(oidc, '/referrals/NRM-1?step=2');
  const asked = new URL(url).searchParams;
  assert.deepEqual(
    ['response_type', 'code_challenge_method', 'scope'].map(name => asked.get(name)),
    ['code', 'S256', 'openid email'],
  );
  for (const name of ['state', 'nonce', 'code_challenge'])
    assert.ok((asked.get(name) ?? '').length >= 43, name);
  const finished = await oidc.finish(await signIn(url), sealed);
  assert.ok(finished.ok);
  const { subject, email, emailVerified, returnTo, idToken } = finished.value;
  assert.deepEqual(
    [subject, email, emailVerified, returnTo],
    ['sub-robin', 'robin@authority.example', true, '/referrals/NRM-1?step=2'],
  );
  assert.equal(idToken.split('.').length, 3);
});

test('a provider that puts the address into the ID token is understood too', async t => {
  const other = await startProvider(accounts, { redirectUrl, signedOutUrl, claimsInIdToken: true });
  t.after(() => other.stop());
  const oidc = create(other);
  const { url, sealed } = await begin(oidc);
  const finished = await oidc.finish(await other.signIn(url, 'robin@authority.example'), sealed);
  assert.ok(finished.ok && finished.value.email === 'robin@authority.example');
});

test('an address that the provider has not verified is nobody', async () => {
  const oidc = create();
  const { url, sealed } = await begin(oidc);
  assert.equal(
    await refusal(oidc.finish(await signIn(url, 'sam@authority.example'), sealed)),
    'not-permitted address-unverified',
  );
});

test('an answer to somebody else’s attempt is refused', async () => {
  const oidc = create();
  const mine = await begin(oidc);
  const theirs = await begin(oidc);
  assert.equal(
    await refusal(oidc.finish(await signIn(theirs.url), mine.sealed)),
    'sign-in-needed answer-refused',
  );
});

test('a code is taken once', async () => {
  const oidc = create();
  const { url, sealed } = await begin(oidc);
  const callback = await signIn(url);
  assert.equal(await refusal(oidc.finish(callback, sealed)), 'signed in');
  assert.equal(await refusal(oidc.finish(callback, sealed)), 'sign-in-needed answer-refused');
});

const changed: readonly (readonly [string, string, string])[] = [
  ['an ID token made for another attempt', 'nonce', 'another-nonce-another-nonce-another-nonce-12'],
  [
    'a code asked for with another challenge',
    'code_challenge',
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  ],
  ['an answer with another state', 'state', 'another-state'],
];
for (const [what, name, value] of changed)
  test(`${what} is refused`, async () => {
    const oidc = create();
    const { url, sealed } = await begin(oidc);
    const altered = new URL(url);
    altered.searchParams.set(name, value);
    assert.equal(
      await refusal(oidc.finish(await signIn(altered.href), sealed)),
      'sign-in-needed answer-refused',
    );
  });

test('when the provider says no, nobody is signed in', async () => {
  const oidc = create();
  const { url, sealed } = await begin(oidc);
  assert.equal(
    await refusal(oidc.finish(await signIn(url, 'nobody@nowhere.example'), sealed)),
    'sign-in-needed answer-refused',
  );
});

test(`an attempt is over after ${attemptMinutes} minutes`, async () => {
  let time = Date.now();
  const oidc = create({ now: () => time });
  const { url, sealed } = await begin(oidc);
  const callback = await signIn(url);
  time += attemptMinutes * 60_000;
  assert.equal(await refusal(oidc.finish(callback, sealed)), 'sign-in-needed attempt-expired');
});

test('an attempt that is missing, changed, or sealed by another deployment is unknown', async () => {
  const oidc = create();
  const { url, sealed } = await begin(oidc);
  const callback = await signIn(url);
  const flipped = Buffer.from(sealed, 'base64url');
  flipped[20] = (flipped[20] ?? 0) ^ 1;
  for (const bad of [undefined, '', 'MARKER', sealed.slice(0, -4), flipped.toString('base64url')])
    assert.equal(await refusal(oidc.finish(callback, bad)), 'sign-in-needed attempt-unknown');
  assert.equal(
    await refusal(create({ secret: 'of another' }).finish(callback, sealed)),
    'sign-in-needed attempt-unknown',
  );
});

test('whatever the browser comes back with, there is a refusal and no error', async () => {
  const seed = Date.now() % 1_000_000;
  console.log(`seed ${seed}`);
  const oidc = create();
  const { url, sealed } = await begin(oidc);
  const state = new URL(url).searchParams.get('state') ?? '';
  const names = fc.constantFrom(
    'code',
    'state',
    'iss',
    'error',
    'error_description',
    'id_token',
    'response',
    'x',
  );
  const query = fc.array(
    fc.tuple(names, fc.oneof(fc.string(), fc.constant(state), fc.constant(provider.issuer))),
    { maxLength: 5 },
  );
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(query, async parts => {
      tried += 1;
      assert.match(
        await refusal(oidc.finish(`/sign-in/callback?${new URLSearchParams(parts)}`, sealed)),
        /^sign-in-needed/,
      );
    }),
    { seed, numRuns: 100 },
  );
  assert.equal(tried, 100);
});

test('after signing in a person returns to a page of ours and to no other site', async () => {
  const oidc = create();
  for (const bad of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a b',
    '',
  ]) {
    const { url, sealed } = await begin(oidc, bad);
    const finished = await oidc.finish(await signIn(url), sealed);
    assert.ok(finished.ok && finished.value.returnTo === undefined, bad);
  }
});

test('the server starts while the provider is down, says so, and finds it when it is back', async t => {
  let time = Date.now();
  const oidc = create({ now: () => time });
  await provider.pause();
  t.after(() => provider.resume());
  assert.equal(oidc.isReady(), false);
  const begun = await oidc.begin();
  assert.ok(!begun.ok && begun.error.code === 'unavailable');
  await provider.resume();
  assert.ok(!(await oidc.begin()).ok, 'it is not asked again at once');
  time += 2_000;
  assert.ok((await oidc.begin()).ok);
  assert.equal(oidc.isReady(), true);
});

test('a provider that goes down in the middle of an attempt is not the person’s mistake', async t => {
  const oidc = create();
  const { url, sealed } = await begin(oidc);
  const callback = await signIn(url);
  await provider.pause();
  t.after(() => provider.resume());
  assert.equal(await refusal(oidc.finish(callback, sealed)), 'unavailable provider-down');
  assert.equal(oidc.isReady(), false);
});

test('signing out goes by the provider, which sends the browser back', async () => {
  const oidc = create();
  const url = new URL((await oidc.signOutUrl('the.id.token')) ?? '');
  assert.equal(url.origin, provider.issuer);
  assert.equal(url.searchParams.get('post_logout_redirect_uri'), signedOutUrl);
  assert.equal(url.searchParams.get('id_token_hint'), 'the.id.token');
  assert.equal(
    (await fetch((await oidc.signOutUrl()) ?? '')).status,
    200,
    'without one the provider asks the person',
  );
});

test('a provider elsewhere is spoken to by https alone', () => {
  assert.throws(() => create({ issuer: 'http://id.example' }), /by https/);
});
