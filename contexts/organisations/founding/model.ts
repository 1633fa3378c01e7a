import type { Purpose } from '../../../platform/pure/classes.ts';

/** What a founding file says of one organisation. */
export interface FoundedOrganisation {
  readonly name: string;
  readonly authority?: string | undefined;
  readonly firstResponder?: string | undefined;
  readonly recipients?: readonly string[] | undefined;
  readonly domains: readonly string[];
  readonly teams: readonly { readonly name: string; readonly purpose: Purpose }[];
  readonly administrators: readonly {
    readonly name: string;
    readonly email: string;
    /** By name; without it the first that looks after accounts. */
    readonly team?: string | undefined;
  }[];
}

/** Somebody who is let in with the others, as one who opened their link sees them. */
export interface Founder {
  readonly personId: string;
  readonly positionId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly team: { readonly id: string; readonly name: string };
  readonly counts: boolean;
  /** Whether whoever looks said yes to them. */
  readonly isConfirmed: boolean;
  /** How many said yes, and whether one of another organisation did. */
  readonly confirmations: number;
  readonly fromOutside: boolean;
}
