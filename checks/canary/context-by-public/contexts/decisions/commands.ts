import { findReferral } from '../referrals/store.ts';

export const decide = findReferral;
