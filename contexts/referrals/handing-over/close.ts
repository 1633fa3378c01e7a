import { append } from '../../../platform/ledger/append.ts';
import type { Work } from '../../../platform/work.ts';
import { endSharing, livePermission } from '../../consent/public.ts';
import { notifyTeam } from '../jobs.ts';
import { referredFrom, takeBackOver } from './rules.ts';
import { findHandOver, findHandOverOf, findVersion } from './store.ts';

/**
 * Who closes what they were shown sees nothing of it afterwards. The draft's record is written to before that of the
 * hand-over, as where it is accepted: two who act at once would else wait for each other.
 */
export async function closeShown(
  work: Work,
  { sourceId, permission }: { readonly sourceId: string; readonly permission: string | undefined },
  because: 'declined' | 'taken-back',
): Promise<void> {
  const version = permission === undefined ? undefined : await findVersion(work, sourceId);
  if (permission === undefined || version === undefined) return;
  if (!(await livePermission(work, sourceId, permission))) return;
  await append(work, { recordId: sourceId, version }, [endSharing(permission, because)]);
}

/** The person refused to be referred: nobody is asked any more to refer them, and nothing of the draft is shown. */
export async function takeBackAfterRefusal(work: Work, sourceId: string): Promise<void> {
  const asked = await findHandOverOf(work, sourceId);
  if (asked?.state !== 'asked') return;
  const [handOver, version] = [
    await findHandOver(work, asked.recordId),
    await findVersion(work, asked.recordId),
  ];
  if (!handOver || version === undefined) return;
  await closeShown(work, handOver, 'taken-back');
  await append(work, { recordId: asked.recordId, version }, [takeBackOver]);
  await work.jobs.add(notifyTeam, { team: handOver.asked, about: 'something-new' });
}

/** Whoever handed the draft over, or asked for a referral, learns that one was sent; nothing else of it. */
export async function tellReferred(work: Work, handOverId: string): Promise<void> {
  const handOver = await findHandOver(work, handOverId);
  const version = await findVersion(work, handOverId);
  if (!handOver || version === undefined) return;
  await append(work, { recordId: handOverId, version }, [referredFrom]);
  await work.jobs.add(notifyTeam, { team: handOver.handing, about: 'something-new' });
}
