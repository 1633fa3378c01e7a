import type { DecisionAction } from '../contexts/decisions/access.ts';
import type { IdentificationAction } from '../contexts/identification/access.ts';
import type { OrganisationAction } from '../contexts/organisations/access.ts';
import type { ReferralAction } from '../contexts/referrals/access.ts';
import type { PlatformAction } from '../platform/access/actions.ts';

/** Every action that there is. */
export type Action = PlatformAction | OrganisationAction | IdentificationAction | ReferralAction | DecisionAction;
