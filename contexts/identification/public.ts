export type { NoticedSign, Screening } from './model.ts';
export { findScreening } from './queries.ts';
export { routes } from './routes.ts';
