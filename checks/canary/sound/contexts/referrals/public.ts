export type { Referral } from './model.ts';
export { submit } from './rules.ts';
