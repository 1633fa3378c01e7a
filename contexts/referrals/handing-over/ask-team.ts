/** Asks a team to take a draft over: the hand-over, and what it is shown of the person. For whoever may refer, and whoever may not. */
import { openRecord } from '../../../platform/access/open.ts';
import type { RecordFacts } from '../../../platform/access/record.ts';
import type { Facts } from '../../../platform/forms/concepts.ts';
import { append } from '../../../platform/ledger/append.ts';
import type { ConsentTerms } from '../../../platform/pack/consent-terms.ts';
import { ok, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { type HandedTo, shareToHandOver } from '../../consent/public.ts';
import { findTakingPart } from '../../organisations/public.ts';
import type { Opened } from '../commands.ts';
import { formNamed } from '../forms.ts';
import { notifyTeam } from '../jobs.ts';
import { setAside } from './aside-store.ts';
import { askOver } from './rules.ts';

interface ToAsk extends Omit<HandedTo, 'nation'> {
  readonly terms: NonNullable<ConsentTerms['handOver']>;
  readonly facts: Facts;
  /** Whether the person agreed that the team sees something of them, or is a child. */
  readonly isShown: boolean;
  /** The pack's name of the draft's form, where it is not the referral's: whoever asks may not refer. */
  readonly form?: string;
}

export async function askTeam(
  work: Work,
  record: RecordFacts,
  { terms, facts, isShown, form, ...to }: ToAsk,
): Promise<Result<Opened>> {
  const shared = isShown
    ? await shareToHandOver(work, record.recordId, { ...to, nation: facts.nation })
    : undefined;
  if (shared && !shared.ok) return shared;
  const { watchesReferrer } = await findTakingPart(work);
  const handOver = await openRecord(work, terms.prefix);
  const parties = {
    [form === undefined ? 'handing' : 'asking']: work.viewer.team.id,
    asked: to.party.id,
    ...(watchesReferrer && { 'handing-data-protection': watchesReferrer }),
  };
  await append(work, handOver, [
    askOver({
      parties,
      source: record.recordId,
      form,
      to: to.party.name,
      reason: to.reason,
      nation: facts.nation,
      urgency: facts.urgency,
      permission: shared?.value.permission,
    }),
  ]);
  if (shared) {
    await setAside(work, record.recordId, formNamed(work.pack, form ?? ''));
    await append(work, record, shared.value.entries);
  }
  await work.jobs.add(notifyTeam, { team: to.party.id, about: 'work-waiting' });
  return ok({ reference: handOver.reference });
}
