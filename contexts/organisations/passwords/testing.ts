/** What tests do of what a person does with a password: sets it up, reads their app, signs in. */
import assert from 'node:assert/strict';
import type { Temporal } from '../../../platform/pure/time.ts';
import { cookiesOf, hidden, type startEntrance } from '../testing.ts';
import { codeOf, stepAt } from './totp.ts';

export type Cookies = Record<string, string>;
type Server = Pick<Awaited<ReturnType<typeof startEntrance>>, 'inject'>;

export const goodPassword = 'teapot gravel swim';

export const browserOf = (server: Server) => ({
  ask: (url: string, cookies: Cookies = {}) => server.inject({ url, cookies }),
  send: (url: string, typed: Cookies, cookies: Cookies = {}) =>
    server.inject({
      method: 'POST',
      url,
      payload: new URLSearchParams(typed).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      cookies,
    }),
});
export type Browser = ReturnType<typeof browserOf>;

/** The secret that a page shows, as an authenticator app would have it. */
export function secretOn(html: string): Buffer {
  const text = /<strong>([A-Z2-7 ]+)<\/strong>/.exec(html)?.[1]?.replaceAll(' ', '') ?? '';
  assert.equal(text.length, 32);
  const bits = [...text].map(each =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each).toString(2).padStart(5, '0'),
  );
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)));
}

export const codesOn = (html: string): readonly string[] =>
  [...html.matchAll(/<li>([A-Z2-7 ]{29})<\/li>/g)].map(([, code = '']) => code);

/** Fills in what stands open in a browser that holds a set-up. */
export async function choosePassword(
  { ask, send }: Browser,
  cookies: Cookies,
  {
    at,
    password = goodPassword,
    ...more
  }: { at: Temporal.Instant; password?: string; [name: string]: unknown },
) {
  const page = await ask('/set-up/password', cookies);
  assert.equal(page.statusCode, 200, page.body);
  const secret = secretOn(page.body);
  const typed = {
    _csrf: hidden(page.body, '_csrf'),
    kept: hidden(page.body, 'kept'),
    password,
    again: password,
    code: codeOf(secret, stepAt(at)),
    ...(more as Cookies),
  };
  const done = await send('/set-up/password', typed, cookies);
  return { secret, typed, done, codes: codesOn(done.body) };
}

export interface Proof {
  readonly email: string;
  readonly password?: string;
  readonly code: string;
}

export async function signInWith(
  { ask, send }: Browser,
  { email, password = goodPassword, code }: Proof,
  {
    cookies = {},
    ...more
  }: { readonly cookies?: Cookies; readonly to?: string; readonly again?: string } = {},
) {
  const page = await ask('/sign-in/password', cookies);
  const typed = { _csrf: hidden(page.body, '_csrf'), email, password, code, ...more };
  const done = await send('/sign-in/password', typed, cookies);
  return { typed, done, cookies: { ...cookies, ...cookiesOf(done) } };
}
