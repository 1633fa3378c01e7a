import { nothing } from './consent-requests.ts';
import { form, once, page, type Question } from './asking.ts';

/** A record that there is not, opened in an emergency; what comes of others, contexts/oversight tests. */
const emergency = () => ({
  reference: 'NRM-2222-2222-222',
  reason: 'danger-to-life',
  words: 'She rang from the ferry, and the line went dead.',
});

export const glassQuestions: readonly Question[] = [
  once('GET /glass', () => ({ url: '/glass' })),
  { ...once('POST /glass', () => ({ url: '/glass', form: emergency() })), keepsSound: true },
  form('POST /glass/:reference/end', '/glass/:reference/end', () => ({})),
  once('GET /openings', () => ({ url: '/openings' })),
  page('GET /openings/:reference/:opening', `/openings/:reference/${nothing}`),
  form('POST /openings/:reference/:opening', `/openings/:reference/${nothing}`, () => ({
    outcome: 'justified',
    words: 'The duty officer rang back and confirmed it all.',
  })),
];
