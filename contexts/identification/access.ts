import { defineActions } from '../../platform/access/actions.ts';

export const actions = defineActions({
  'signs:screen': 'service',
});
export type IdentificationAction = keyof typeof actions;
