import type { ConsentAction } from '../contexts/consent/public.ts';
import type { DecisionAction } from '../contexts/decisions/public.ts';
import type { IdentificationAction } from '../contexts/identification/public.ts';
import type { OrganisationAction } from '../contexts/organisations/public.ts';
import type { ReferralAction } from '../contexts/referrals/public.ts';
import type { PlatformAction } from '../platform/access/actions.ts';

/** Every action that there is. */
export type Action =
  | PlatformAction
  | OrganisationAction
  | IdentificationAction
  | ConsentAction
  | ReferralAction
  | DecisionAction;
