import { type SafeAddress, safeAddress } from '../../../platform/mail/safe-address.ts';
import type { Work } from '../../../platform/work.ts';
import { type Attempt, mayReach, type NotNow, type Reach } from './safe-contact.ts';
import { findConsents } from '../queries.ts';

export type MailTo =
  | { readonly may: true; readonly to: SafeAddress }
  | { readonly may: false; readonly why: NotNow; readonly fallback: FallbackOf<Reach> };
type FallbackOf<R> = R extends { readonly may: false; readonly fallback: infer F } ? F : never;

/** Whether a person of a record may be reached so, now; where not, through whom instead. */
export async function reachNow(work: Work, recordId: string, attempt: Attempt): Promise<Reach> {
  const { contact } = await findConsents(work, recordId);
  const { timeZone, consent } = work.pack;
  return mayReach(contact, attempt, { at: work.now, timeZone, terms: consent });
}

/** The one way to an address of mail of a person: the mailer takes no other, and nothing else makes one. */
export async function mailTo(work: Work, recordId: string): Promise<MailTo> {
  const reach = await reachNow(work, recordId, 'email');
  // A machine reads no note.
  if (reach.may && reach.known.note !== undefined)
    return { may: false, why: 'read-first', fallback: reach.known.fallback };
  return reach.may ? { may: true, to: safeAddress(reach.address) } : reach;
}
