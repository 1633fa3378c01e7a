import type { RefusalCode } from '../pure/result.ts';

interface Answer {
  readonly status: number;
  /** Exit status of the command line. */
  readonly exit: number;
}

/** One table for every refusal: the page and problem say `refusal.<code>.title` and `refusal.<code>.what-to-do`. */
export const refusals: Readonly<Record<RefusalCode, Answer>> = {
  'not-found': { status: 404, exit: 4 },
  'not-permitted': { status: 403, exit: 5 },
  'sign-in-needed': { status: 401, exit: 5 },
  'proof-needed': { status: 401, exit: 5 },
  invalid: { status: 422, exit: 2 },
  'changed-since': { status: 409, exit: 6 },
  'key-reused': { status: 422, exit: 2 },
  'key-missing': { status: 400, exit: 2 },
  'key-unfit': { status: 400, exit: 2 },
  'consent-missing': { status: 422, exit: 2 },
  'too-early': { status: 409, exit: 6 },
  'not-a-draft': { status: 409, exit: 6 },
  'not-in-this-stage': { status: 409, exit: 6 },
  'reader-must-be-another': { status: 409, exit: 6 },
  'reasons-missing': { status: 422, exit: 2 },
  'too-many-requests': { status: 429, exit: 7 },
  'form-expired': { status: 403, exit: 2 },
  'too-large': { status: 413, exit: 2 },
  'not-understood': { status: 400, exit: 2 },
  'not-in-the-pack': { status: 503, exit: 7 },
  'keys-unreachable': { status: 503, exit: 7 },
  'cannot-be-opened': { status: 409, exit: 6 },
  unavailable: { status: 503, exit: 7 },
};
