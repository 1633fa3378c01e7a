import { once, type Question } from './asking.ts';

const guessed = '/open/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx';

/** What only whoever was sent a link may do; and leaving, last, since it ends the session. */
export const linkQuestions: readonly Question[] = [
  once('GET /open/:link', () => ({ url: guessed })),
  once('POST /open/:link', () => ({ url: guessed, form: {} })),
  once('GET /set-up', () => ({ url: '/set-up' })),
  once('POST /set-up/passkey', () => ({ url: '/set-up/passkey', form: { answer: '{}' } })),
  once('GET /set-up/password', () => ({ url: '/set-up/password' })),
  once('POST /set-up/password', () => ({ url: '/set-up/password', form: { password: 'x' } })),
  once('GET /set-up/done', () => ({ url: '/set-up/done' })),
  once('GET /founding', () => ({ url: '/founding' })),
  once('POST /founding', () => ({ url: '/founding', form: { position: 'any' } })),
  once('POST /sign-out', () => ({ url: '/sign-out', form: {} })),
  once('POST /sign-out/by-provider', () => ({
    url: '/sign-out/by-provider',
    form: { logout_token: 'none' },
  })),
];
