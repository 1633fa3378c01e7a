export { referrals } from '../../contexts/referrals/public.ts';
