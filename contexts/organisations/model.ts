import type { Purpose } from '../../platform/pure/classes.ts';
import type { Instant } from '../../platform/pure/time.ts';

/** A person in one team, in one role: what one signs in as. */
export interface Position {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly team: { readonly id: string; readonly name: string };
  readonly purpose: Purpose;
}

/** An organisation to be opened, with its teams and their people. */
export interface NewOrganisation {
  readonly organisationId: string;
  readonly name: string;
  /** The pack's code of the authority that it is, if it decides. */
  readonly authority: string | null;
  /** The pack's code of the first responder that it is; absent where it may not refer. */
  readonly firstResponder?: string | undefined;
  /** The pack's codes of kinds of recipient that it is besides. */
  readonly recipients?: readonly string[] | undefined;
  /** Whose mail is the organisation's; without any nobody can be let in. */
  readonly domains?: readonly string[] | undefined;
  readonly demonstration: boolean;
  /** By what it came about, where people of other organisations let its first people in. */
  readonly letInBy?: 'founding' | 'registration' | undefined;
  readonly teams: readonly NewTeam[];
}

export interface NewTeam {
  readonly teamId: string;
  readonly name: string;
  readonly purpose: Purpose;
  /** Whether others may ask it to refer in their place. */
  readonly takesHandOvers?: boolean | undefined;
  readonly people: readonly {
    readonly personId: string;
    readonly name: string;
    readonly email: string;
    readonly role: string;
  }[];
}

/** A stretch of time in which somebody of a team is on duty: a week at most. */
export interface NewDuty {
  readonly personId: string;
  readonly from: Instant;
  readonly until: Instant;
}

export interface Duty extends NewDuty {
  readonly dutyId: string;
  readonly name: string;
}
