/** What somebody says of an organisation that is to take part. */
export interface Asking {
  readonly name: string;
  /** The pack's code of the first responder that it is; absent where it may not refer. */
  readonly firstResponder: string | undefined;
  /** Whose mail is the organisation's. */
  readonly domain: string;
  /** What it does, in its own words, and where that can be looked up. */
  readonly about: string;
  /** Two, who are to look after its accounts. */
  readonly people: readonly { readonly name: string; readonly email: string }[];
}

export type Outcome = 'opened' | 'refused' | 'disowned';

/** A registration that both of its people stand for, as administrators of other organisations see it. */
export interface Registration extends Asking {
  readonly registrationId: string;
  readonly askedAt: Date;
  readonly untilAt: Date;
  readonly outcome: Outcome | undefined;
  /** Organisations that have such a domain already. */
  readonly knownAs: readonly string[];
  readonly votes: readonly Vote[];
}

export interface Vote {
  readonly voterId: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly isYes: boolean;
  readonly reasons: string;
  readonly at: Date;
}
