import type { Question } from './asking.ts';
import { teamsQuestions } from './teams-requests.ts';
import { clientQuestions } from './client-requests.ts';
import { glassQuestions } from './glass-requests.ts';
import { registrationQuestions } from './registration-requests.ts';

/** Who takes part, by whom and by which systems, and what their officers look at. */
export const ofOrganisations: readonly Question[] = [
  ...teamsQuestions,
  ...clientQuestions,
  ...glassQuestions,
  ...registrationQuestions,
];
