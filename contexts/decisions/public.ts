export { actions as decisionActions, type DecisionAction } from './access.ts';
export { allocateCase, type Done, readSecond, recordDecision, takeCase } from './commands.ts';
export { routes } from './routes.ts';
export { projectedTables, projections } from './store.ts';
export { caseErasers } from './erasers.ts';
