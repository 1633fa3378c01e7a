import type { Entry } from '../../platform/ledger/entry.ts';
import { ok, refuse, type Result } from '../../platform/pure/result.ts';
import { endOf, type Given, sharing } from './rules.ts';

/**
 * What an adult agreed to who agreed to be referred. The authority reads a referral on its public task, so nothing is
 * granted by this; when it ends, the authority is told, and keeps what it holds. Undefined where the pack names no such
 * consent, or the person did not decide: a child, or an adult for whom others did.
 */
export function agreedToReferral(
  consent: string | undefined,
  authority: string,
  given: Given,
): Result<Entry | undefined> {
  const { referral, purposes, deciders, lasts } = given.pack.consent;
  if (!referral || consent !== 'given') return ok(undefined);
  const purpose = purposes.find(({ code }) => code === referral.purpose);
  const decider = deciders.find(({ code }) => code === referral.decider);
  if (!purpose || !decider) return refuse('not-in-the-pack');
  const expiresOn = given.today.add({ days: lasts.consent });
  const shared = {
    purpose: purpose.code,
    recipient: referral.recipient,
    party: undefined,
    classes: purpose.classes,
  };
  return ok({
    type: 'consent-given',
    payload: {
      process: {
        ...sharing(shared, given),
        decider: decider.code,
        path: decider.path,
        tells: authority,
        expiresOn: expiresOn.toString(),
        until: endOf(expiresOn, given),
      },
    },
  });
}
