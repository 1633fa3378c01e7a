import { defineActions } from '../../platform/access/actions.ts';

export const actions = defineActions({
  'trail:list': 'service',
  'trail:view': 'record',
  'duty:view': 'service',
  'duty:set': 'service',
  'team:view': 'service',
  'team:set': 'service',
  'teams:view': 'service',
  'teams:add': 'service',
  'teams:rename': 'service',
  'people:view': 'service',
  'people:ask': 'service',
  'people:approve': 'service',
  'people:end': 'service',
  'clients:view': 'service',
  'clients:ask': 'service',
  'clients:approve': 'service',
  'clients:renew': 'service',
  'clients:end': 'service',
  'registrations:view': 'service',
  'registrations:vote': 'service',
  'clients:tell': 'public', // a job: that something happened, nothing of what
  'people:invite': 'public', // a job: names nobody, shows nothing
});
export type OrganisationAction = keyof typeof actions;
