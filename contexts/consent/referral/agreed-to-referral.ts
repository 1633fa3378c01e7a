import type { Answers } from '../../../platform/forms/definition.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import type { TreatedAs } from '../../../platform/pack/consent.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { howIn } from '../read.ts';
import { endOf, type Given, sharing } from '../rules.ts';

/**
 * What was agreed to by whoever agreed to a referral, and how: the page of the form that asks it may ask the way, the
 * language, the interpreter, the witness and until when, by the names of those that are asked of every consent. An adult
 * decides as the pack says; of a child, where a country asks one, that page asks who decided, and only those may of whom
 * the pack says that they decide for a child. The authority reads a referral on its public task, so nothing is granted by
 * this; when it ends, the authority is told, and keeps what it holds. Undefined where the pack names no such consent, or
 * nobody agreed: a child whom the law does not ask, or an adult for whom others decided.
 */
export function agreedToReferral(
  {
    consent,
    as,
    said = {},
    authority,
  }: {
    readonly consent: string | undefined;
    /** As what the law treats the person. */
    readonly as: TreatedAs;
    /** The answers of the page that asks it. */
    readonly said: Answers[string] | undefined;
    readonly authority: string;
  },
  given: Given,
): Result<Entry | undefined> {
  const { referral, purposes, deciders, lasts, ways } = given.pack.consent;
  if (!referral || consent !== 'given') return ok(undefined);
  const purpose = purposes.find(({ code }) => code === referral.purpose);
  const { way, expiresOn, told, decider: named } = howIn(said);
  const by = as === 'child' ? named : referral.decider;
  const decider = deciders.find(({ code, path }) => code === by && path === as);
  if (as === 'child' && !decider) return refuse('consent-missing');
  if (!purpose || !decider || (way !== undefined && !ways.includes(way))) return refuse('not-in-the-pack');
  const shared = {
    purpose: purpose.code,
    recipient: referral.recipient,
    party: undefined,
    classes: purpose.classes,
  };
  const how = { ...told, ...(way !== undefined && { way }) };
  const longest = given.today.add({ days: lasts.consent });
  // Somebody who says nothing agrees for as long as the pack lets anybody, and nobody agrees for longer.
  const last = expiresOn && Temporal.PlainDate.compare(expiresOn, longest) < 0 ? expiresOn : longest;
  return ok({
    type: 'consent-given',
    payload: {
      process: {
        ...sharing(shared, given),
        decider: decider.code,
        path: decider.path,
        tells: authority,
        expiresOn: last.toString(),
        until: endOf(last, given),
      },
      ...(Object.keys(how).length > 0 && { account: how }),
    },
  });
}
