import { defineActions } from '../../platform/access/actions.ts';

export const actions = defineActions({
  'trail:list': 'service',
  'trail:view': 'record',
});
export type OrganisationAction = keyof typeof actions;
