import { defineActions } from '../../platform/access/actions.ts';

export const actions = defineActions({
  'referral:start': 'service',
  'referral:list': 'service',
  'referral:import': 'service', // from a file, by the command line
  'referral:export': 'service', // into a file, by the command line
  'referral:draft': 'record',
  'referral:submit': 'record',
  'referral:view': 'record',
  'referral:copy': 'record',
  'referral:another': 'record',
  'referral:correct': 'record',
  'referral:protect': 'record',
  'referral:withdraw': 'record',
  'message:view': 'record',
  'message:send': 'record',
  'referral:replace-sealed': 'record',
  'request:start': 'service',
  'request:list': 'service',
  'request:view': 'record',
  'request:edit': 'record',
  'request:send': 'record',
  'hand-over:ask': 'record',
  'hand-over:view': 'record',
  'hand-over:answer': 'record',
  'hand-over:take-back': 'record',
  'notice:list': 'service',
  'notice:view': 'record',
  'evidence:view': 'record',
  'evidence:add': 'record',
  'evidence:withdraw': 'record',
  'evidence:open-original': 'record',
  'referral:notify': 'public', // a job: names nobody, shows nothing
});
export type ReferralAction = keyof typeof actions;
