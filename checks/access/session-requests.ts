/** What somebody asks of their own sessions. */
import { once, type Question } from './asking.ts';

export const ofSessions: readonly Question[] = [
  once('POST /session/keep', () => ({ url: '/session/keep', form: {} })),
  once('GET /sign-in/again', () => ({ url: '/sign-in/again' })),
  once('GET /sessions', () => ({ url: '/sessions' })),
  once('POST /sessions/end-others', () => ({ url: '/sessions/end-others', form: {} })),
  once('POST /sessions/:session/end', (_world, told) => ({
    url: `/sessions/${told.recordId}/end`,
    form: {},
  })),
];
