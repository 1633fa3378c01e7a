/** What somebody asks of their own sessions. */
import { once, type Question } from './asking.ts';

export const ofSessions: readonly Question[] = [
  once('POST /session/keep', () => ({ url: '/session/keep', form: {} })),
  once('GET /sign-in/again', () => ({ url: '/sign-in/again' })),
  once('POST /sign-in/passkey', () => ({ url: '/sign-in/passkey', form: { answer: '{}' } })),
  once('GET /sign-in/password', () => ({ url: '/sign-in/password' })),
  once('POST /sign-in/password', () => ({
    url: '/sign-in/password',
    form: { email: `${crypto.randomUUID()}@northland.example` },
  })),
  once('GET /session/ways', () => ({ url: '/session/ways' })),
  once('POST /session/ways', () => ({ url: '/session/ways', form: {} })),
  once('POST /session/ways/:way/end', (_world, told) => ({
    url: `/session/ways/${told.recordId}/end`,
    form: {},
  })),
  once('GET /sessions', () => ({ url: '/sessions' })),
  once('POST /sessions/end-others', () => ({ url: '/sessions/end-others', form: {} })),
  once('POST /sessions/:session/end', (_world, told) => ({
    url: `/sessions/${told.recordId}/end`,
    form: {},
  })),
];
