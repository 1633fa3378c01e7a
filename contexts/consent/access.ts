import { defineActions } from '../../platform/access/actions.ts';

export const actions = defineActions({
  'consent:view': 'record',
  'consent:record': 'record',
  'consent:withdraw': 'record',
  'consent:hand-over': 'record',
  'override:ask': 'record',
  'override:decide': 'record',
  'override:review': 'record',
  'contact:view': 'record',
  'contact:record': 'record',
  'consent:tasks': 'service',
  'consent:confirm': 'service',
  'consent:notify': 'public', // a job: names nobody, shows nothing
});
export type ConsentAction = keyof typeof actions;
