export { actions as identificationActions, type IdentificationAction } from './access.ts';
export type { NoticedSign, Screening } from './model.ts';
export { findScreening } from './queries.ts';
export { routes } from './routes.ts';
