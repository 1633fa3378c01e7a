/** What may be asked of whoever asks a first responder to refer. */
import { draft, form, once, page, type Question } from './asking.ts';
import { mark } from './marks.ts';

const base = '/requests/:reference';
const ofRequest = (question: Question, more: Partial<Question> = {}): Question => ({
  ...question,
  after: 'request',
  ...more,
});

export const requestsToRefer: readonly Question[] = [
  once('GET /requests', () => ({ url: '/requests' })),
  once('GET /requests/start', () => ({ url: '/requests/start' })),
  once('POST /requests', () => ({ url: '/requests', form: {} })),
  // A draft of a referral is no request.
  page(`GET ${base}/check`, `${base}/check`, draft),
  page(`GET ${base}/steps/:step`, `${base}/steps/person`, draft),
  form(`POST ${base}/steps/:step`, `${base}/steps/person`, () => ({ givenName: 'A' }), draft),
  form(`POST ${base}/send`, `${base}/send`, () => ({}), draft),
  form(`POST ${base}/keep`, `${base}/keep`, () => ({}), draft),
  form(`POST ${base}/delete`, `${base}/delete`, () => ({}), draft),
  ...[
    page(`GET ${base}/check [asking]`, `${base}/check`, draft),
    page(`GET ${base}/steps/:step [asking]`, `${base}/steps/person`, draft),
    page(`GET ${base}/tonight`, `${base}/tonight`, draft),
    page(`GET ${base}/ask`, `${base}/ask`, draft),
    form(
      `POST ${base}/steps/:step [asking]`,
      `${base}/steps/person`,
      (_, told) => ({ givenName: mark(told.number, 'identity', 1) }),
      draft,
    ),
    form(
      `POST ${base}/send [asking]`,
      `${base}/send`,
      ({ stage }) => ({ team: stage.person('Priya Raman').team.id, classes: 'identity', way: 'spoken' }),
      draft,
    ),
    form(`POST ${base}/send [not whole]`, `${base}/send`, () => ({}), draft),
    form(`POST ${base}/keep [asking]`, `${base}/keep`, () => ({}), draft),
    form(`POST ${base}/delete [asking]`, `${base}/delete`, () => ({}), draft),
  ].map(question => ofRequest(question)),
  ofRequest(
    form(`POST ${base}/steps/:step [not whole]`, `${base}/steps/agreed`, () => ({}), draft),
    {
      keepsSound: true,
    },
  ),
];
