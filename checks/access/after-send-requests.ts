/** What is sent of a referral after it was sent. */
import { form, on, page, person, type Question } from './asking.ts';
import { of } from './consent-requests.ts';
import { mark } from './marks.ts';
import type { Told } from './telling.ts';

/** At the person's wish: the authority takes back nothing for reasons of its own. */
const withdrawing = (told: Told) => ({
  reason: 'sent-in-error',
  askedBy: 'person',
  words: mark(told.number, 'account', 18),
});

export const afterSendQuestions: readonly Question[] = [
  page('GET /referrals/:reference/shared', '/referrals/:reference/shared'),
  on('GET /referrals/:reference/handed-over/:handOver/copy.pdf', (_, told) => ({
    url: `/referrals/${told.reference}/handed-over/${of(told, 'handed')}/copy.pdf`,
  })),
  on('GET /api/v1/referrals/:reference/handed-over/:handOver/copy.pdf', (_, told) => ({
    url: `/api/v1/referrals/${told.reference}/handed-over/${of(told, 'handed')}/copy.pdf`,
  })),
  page('GET /api/v1/referrals/:reference/consents', '/api/v1/referrals/:reference/consents'),
  on('POST /api/v1/referrals/:reference/consents/:permission/copies', (_, told) => ({
    url: `/api/v1/referrals/${told.reference}/consents/${of(told, 'outside')}/copies`,
    json: { name: mark(told.number, 'account', 22), classes: ['identity'] },
  })),
  page('GET /referrals/:reference/correct/:step', '/referrals/:reference/correct/person'),
  page('GET /referrals/:reference/correct/:step [nothing]', '/referrals/:reference/correct/episodes'),
  form('POST /referrals/:reference/correct/:step', '/referrals/:reference/correct/person', (_, told) => ({
    ...person(told),
    familyName: mark(told.number, 'identity', 5),
    correctionReason: mark(told.number, 'account', 5),
  })),
  form(
    'POST /referrals/:reference/correct/:step [not whole]',
    '/referrals/:reference/correct/person',
    (_, told) => person(told),
  ),
  on('POST /api/v1/referrals/:reference/corrections', (_, told) => ({
    url: `/api/v1/referrals/${told.reference}/corrections`,
    json: {
      step: 'person',
      answers: { familyName: mark(told.number, 'identity', 6) },
      why: mark(told.number, 'account', 6),
    },
  })),
  page('GET /referrals/:reference/more/:step', '/referrals/:reference/more/vehicles'),
  page('GET /referrals/:reference/more/:step [nothing]', '/referrals/:reference/more/person'),
  form('POST /referrals/:reference/more/:step', '/referrals/:reference/more/vehicles', (_, told) => ({
    description: mark(told.number, 'third-party', 31),
    correctionReason: mark(told.number, 'account', 31),
  })),
  form('POST /referrals/:reference/more/:step [not whole]', '/referrals/:reference/more/vehicles', () => ({
    correctionReason: 'They rang us.',
  })),
  on('POST /api/v1/referrals/:reference/additions', (_, told) => ({
    url: `/api/v1/referrals/${told.reference}/additions`,
    json: {
      step: 'vehicles',
      answers: { description: mark(told.number, 'third-party', 32) },
      how: mark(told.number, 'account', 32),
    },
  })),
  page('GET /referrals/:reference/protection/:step', '/referrals/:reference/protection/childrenSafety'),
  page('GET /referrals/:reference/protection/:step [nothing]', '/referrals/:reference/protection/person'),
  form(
    'POST /referrals/:reference/protection/:step',
    '/referrals/:reference/protection/childrenSafety',
    (_, told) => ({ told: 'not-yet', whyNot: mark(told.number, 'third-party', 19) }),
  ),
  form(
    'POST /referrals/:reference/protection/:step [not whole]',
    '/referrals/:reference/protection/childrenSafety',
    () => ({ told: 'nothing' }),
  ),
  on('POST /api/v1/referrals/:reference/protection', (_, told) => ({
    url: `/api/v1/referrals/${told.reference}/protection`,
    json: {
      step: 'childrenSafety',
      answers: { told: 'yes', reference: mark(told.number, 'third-party', 20) },
    },
  })),
  page('GET /referrals/:reference/withdraw', '/referrals/:reference/withdraw'),
  form('POST /referrals/:reference/withdraw', '/referrals/:reference/withdraw', (_, told) => ({
    ...withdrawing(told),
  })),
  form('POST /referrals/:reference/withdraw [not whole]', '/referrals/:reference/withdraw', () => ({
    reason: 'nothing',
  })),
  on('POST /api/v1/referrals/:reference/withdrawal', (_, told) => ({
    url: `/api/v1/referrals/${told.reference}/withdrawal`,
    json: withdrawing(told),
  })),
  page('GET /messages/:reference', '/messages/:reference'),
  form('POST /messages/:reference', '/messages/:reference', (_, told) => ({
    text: mark(told.number, 'account', 7),
  })),
  form('POST /messages/:reference [not whole]', '/messages/:reference', () => ({ text: ' ' })),
  page('GET /api/v1/referrals/:reference/messages', '/api/v1/referrals/:reference/messages'),
  on('POST /api/v1/referrals/:reference/messages', (_, told) => ({
    url: `/api/v1/referrals/${told.reference}/messages`,
    json: { text: mark(told.number, 'account', 8) },
  })),
];
