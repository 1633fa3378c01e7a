export { projections, projectedTables } from './store.ts';
export { routes } from './routes.ts';
export { allocateCase, readSecond, recordDecision, takeCase } from './commands.ts';
