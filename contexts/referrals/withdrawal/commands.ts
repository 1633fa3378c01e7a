import type { Permit } from '../../../platform/access/permit.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import { checkStep } from '../../../platform/forms/schema.ts';
import { append } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import type { Json } from '../../../platform/pure/json.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { endConsents, tellRecipients } from '../../consent/public.ts';
import { notifyTeam } from '../jobs.ts';
import { refuseMove } from '../rules.ts';
import { type WithdrawalForm, withdrawalForm } from './forms.ts';
import { askers, partiesOf, type Reason } from './model.ts';
import { reasonsFor, withdraw } from './rules.ts';

/** The form of this referral: with the reasons for which it may be withdrawn at all. */
export async function findToWithdraw(
  work: Work,
  { recordId, stage }: { readonly recordId: string; readonly stage: string },
  words?: (id: string) => string,
): Promise<Result<{ readonly asked: WithdrawalForm; readonly reasons: readonly Reason[] }>> {
  if (!refuseMove(stage, 'withdraw').ok) return refuse('not-in-this-stage');
  const reasons = reasonsFor(await listEntries(work, recordId), work);
  return reasons.ok
    ? ok({ asked: withdrawalForm(work.pack, reasons.value, words), reasons: reasons.value })
    : reasons;
}

export interface Done {
  readonly reference: string;
  /** Where whoever withdrew it finds it now. */
  readonly place: string;
}

/**
 * Withdraws a referral. At the person's own wish every consent of theirs ends in the same step, and whoever got something
 * by it is told. The other side is told that something is new, and nothing of it.
 */
export async function withdrawReferral(
  work: Work,
  { record }: Permit<'referral:withdraw'>,
  read: (asked: WithdrawalForm) => Answers[string],
): Promise<Result<Done>> {
  const found = await findToWithdraw(work, record);
  if (!found.ok) return found;
  const { asked } = found.value;
  const checked = checkStep(asked.form, asked.step, read(asked), {}, { pack: asked.pack, today: work.today });
  if (!checked.ok) return checked;
  const said = submittable(asked.form, { withdrawal: checked.value })['withdrawal'] ?? {};
  const entries = await listEntries(work, record.recordId);
  const isAuthority = work.viewer.purpose === 'identification-decision';
  const withdrawn = withdraw(
    entries,
    {
      reason: textOf(said['reason']),
      other: textOf(said['other']),
      askedBy: askers.find(each => each === said['askedBy']) ?? 'team',
      words: textOf(said['words']),
    },
    { ...work, stage: record.stage, reference: record.reference, isAuthority },
  );
  if (!withdrawn.ok) return withdrawn;
  const ended = withdrawn.value.endsConsents ? await endConsents(work, record.recordId) : [];
  await append(work, record, [withdrawn.value.entry, ...ended]);
  await tellRecipients(work, ended);
  const { referrer, authority } = partiesOf(entries);
  const other = isAuthority ? referrer : authority;
  if (other !== undefined) await work.jobs.add(notifyTeam, { team: other, about: 'something-new' });
  return ok({
    reference: record.reference,
    place: `/${isAuthority ? 'cases' : 'referrals'}/${record.reference}`,
  });
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
