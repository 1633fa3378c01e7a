/** One referral, from a client's point of view. */
export interface Sent {
  readonly token: string;
  readonly key: string;
  readonly body: string;
  /** Its account of what happened, which no other referral has. */
  readonly statement: string;
  /** How often it was sent, with the same key each time. */
  times: number;
  /** What the server acknowledged; undefined as long as nothing was. */
  reference: string | undefined;
}

/** One draft that was opened and saved through the pages. */
export interface SentDraft {
  readonly openKey: string;
  readonly ageKey: string;
  readonly saveKey: string;
  readonly statement: string;
  reference: string | undefined;
  isSaved: boolean;
}

/** A client met what must never be: a valid request was refused, or one key had two outcomes. */
export class Broken extends Error {}

/** What of `act` was broken, for the list of problems. */
export async function problemOf(act: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof Broken) return error.message;
    throw error;
  }
}
