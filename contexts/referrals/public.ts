export { projections, projectedTables } from './store.ts';
export { routesFor } from './routes.ts';
export { searchCases, type Match, type Matches, type SearchCursor } from './queries.ts';
export { longestTyped, mostKeys, readTerms, type TermsFault } from './search-terms.ts';
export { answerStep, startDraft, submitDraft, submitReferral, type Opened } from './commands.ts';
export { answerNotice, sendNotice } from './notice-commands.ts';
export { theForm } from './forms.ts';
export { jobs, notifyTeam } from './jobs.ts';
export { actions as referralActions, type ReferralAction } from './access.ts';
