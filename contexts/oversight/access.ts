import { defineActions } from '../../platform/access/actions.ts';

export const actions = defineActions({
  'glass:open': 'service',
  'glass:end': 'record',
  'glass:list': 'service',
  'glass:review': 'record',
  'glass:alert': 'public', // a job: names nobody, shows nothing
});
