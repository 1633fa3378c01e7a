import { submit } from '../referrals/public.ts';

export const referAndDecide = submit;
