import { submit } from '../contexts/referrals/public.ts';
import { serve } from '../platform/http/server.ts';

export const composed = { submit, serve };
