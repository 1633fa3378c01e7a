import { consentForms } from './consent-intent.ts';
import type { Shown } from './marks.ts';

/** Forms with a page of their own: what was typed waits until the same person has signed in again. */
export const keptForLater: readonly string[] = [
  'POST /referrals',
  'POST /requests',
  'POST /requests/:reference/steps/:step',
  'POST /referrals/:reference/steps/:step',
  'POST /referrals/:reference/notice/steps/:step',
  'POST /referrals/:reference/steps/:step/items/:item',
  'POST /referrals/:reference/steps/:step/items/:item/remove',
  'POST /signs/check',
  ...['sealed', 'correct', 'more', 'protection'].map(at => `POST /referrals/:reference/${at}/:step`),
  'POST /messages/:reference',
  'POST /referrals/:reference/withdraw',
  'POST /referrals/:reference/hand-over',
  'POST /duty',
  'POST /team',
  'POST /people/add',
  'POST /teams/add',
  'POST /clients/add',
  'POST /teams/:team',
  'POST /registrations/:registration',
  'POST /cases/:reference/decide',
  'POST /cases/:reference/second-reading',
  'POST /consents/tasks/:task',
  'POST /glass',
  'POST /openings/:reference/:opening',
  ...consentForms,
];

/** What is answered alike to all who are signed in. */
export const ofEverybody: Readonly<Record<string, string>> = {
  'GET /home': '200',
  'POST /session/keep': '303',
  // Each of them holds one position: there is none to change to.
  'GET /session/position': '303',
  'POST /session/position': '303',
  'GET /sign-in/again': '200',
  'GET /session/ways': '200',
  'POST /session/ways': '303',
  'POST /session/ways/:way/end': '404',
  'GET /sessions': '200',
  'POST /sessions/end-others': '303',
  // The one asked about is nobody's.
  'POST /sessions/:session/end': '404',
};

/** Lists, searches and what is about no record: who gets an answer, and what of the record it then holds. */
export const ofService: Readonly<
  Record<
    string,
    { readonly roles: readonly string[]; readonly answer?: string; readonly shows?: readonly Shown[] }
  >
> = {
  'GET /referrals': { roles: ['responder'], shows: ['process'] },
  'GET /api/v1/referrals': { roles: ['responder'], shows: ['process'] },
  'POST /referrals': { roles: ['responder'], answer: '303' },
  'POST /api/v1/notices': { roles: ['responder'], answer: '201' },
  'GET /notices': { roles: ['caseworker', 'manager'], shows: ['process'] },
  'POST /api/v1/referrals': { roles: ['responder'], answer: '201' },
  'GET /signs': { roles: ['responder'] },
  'GET /signs/check': { roles: ['responder'] },
  'POST /signs/check': { roles: ['responder'], answer: '303' },
  'GET /queue': { roles: ['caseworker', 'manager'], shows: ['process'] },
  'GET /search': { roles: ['caseworker', 'manager'] },
  'POST /search [reference]': { roles: ['caseworker', 'manager'], shows: ['process', 'identity'] },
  'POST /search [name]': { roles: ['caseworker', 'manager'], shows: ['process', 'identity'] },
  'POST /search [birth date]': { roles: ['caseworker', 'manager'], shows: ['process', 'identity'] },
  'POST /search [phone]': { roles: ['caseworker', 'manager'], shows: ['process', 'identity'] },
  'GET /requests': { roles: ['concerned-professional'] },
  'GET /requests/start': { roles: ['concerned-professional'] },
  'POST /requests': { roles: ['concerned-professional'], answer: '303' },
  'GET /team': { roles: ['responder'] },
  'POST /team': { roles: ['responder'], answer: '303' },
  'GET /teams': { roles: ['administrator'] },
  'GET /teams/add': { roles: ['administrator'] },
  'POST /teams/add': { roles: ['administrator'], answer: '303' },
  'GET /teams/:team': { roles: ['administrator'] },
  'POST /teams/:team': { roles: ['administrator'], answer: '303' },
  'GET /clients': { roles: ['administrator'] },
  'GET /clients/add': { roles: ['administrator'] },
  'POST /clients/add': { roles: ['administrator'], answer: '303' },
  'POST /clients/:client/approve': { roles: ['administrator'], answer: '303' },
  'POST /clients/:client/secret': { roles: ['administrator'] },
  'POST /clients/:client/secrets/:secret/end': { roles: ['administrator'], answer: '303' },
  'POST /clients/:client/end': { roles: ['administrator'], answer: '303' },
  'GET /registrations': { roles: ['administrator'] },
  'GET /registrations/:registration': { roles: ['administrator'] },
  'POST /registrations/:registration': { roles: ['administrator'], answer: '303' },
  'GET /people': { roles: ['administrator'] },
  'GET /people/add': { roles: ['administrator'] },
  'POST /people/add': { roles: ['administrator'], answer: '303' },
  'POST /people/:position/approve': { roles: ['administrator'], answer: '303' },
  'POST /people/:position/end': { roles: ['administrator'], answer: '303' },
  'GET /duty': { roles: ['caseworker', 'manager'] },
  'POST /duty': { roles: ['manager'], answer: '303' },
  'POST /duty [not whole]': { roles: ['manager'], answer: '422' },

  'GET /api/v1/consents': { roles: ['responder', 'caseworker', 'manager'] },
  // Of a task that is not their team's: there is none.
  'GET /consents/tasks/:task': { roles: ['responder', 'caseworker', 'manager'], answer: '404' },
  'POST /consents/tasks/:task': { roles: ['responder', 'caseworker', 'manager'], answer: '404' },
  'POST /api/v1/consents/tasks/:task': { roles: ['responder', 'caseworker', 'manager'], answer: '404' },
  'GET /consents': { roles: ['responder', 'caseworker', 'manager'] },
  'GET /glass': { roles: ['responder', 'caseworker', 'manager'] },
  // Of what there is not.
  'POST /glass': { roles: ['responder', 'caseworker', 'manager'], answer: '422' },
  'GET /openings': { roles: ['data-protection-officer'] },
  'GET /trail': { roles: ['data-protection-officer'], shows: ['process'] },
  'GET /trail [reference]': { roles: ['data-protection-officer'], shows: ['process'] },
};
