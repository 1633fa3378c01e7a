import { defineActions } from '../../platform/access/actions.ts';

export const actions = defineActions({
  'queue:view': 'service',
  'case:search': 'service',
  'case:view': 'record',
  'case:take': 'record',
  'case:allocate': 'record',
  'decision:record': 'record',
  'decision:second-read': 'record',
});
export type DecisionAction = keyof typeof actions;
