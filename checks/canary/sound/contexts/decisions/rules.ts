import type { Referral } from '../referrals/public.ts';

export const decide = (referral: Referral) => referral.Date;
