import { append } from '../../../platform/ledger/append.ts';
import type { Work } from '../../../platform/work.ts';
import { endSharing, livePermission } from '../../consent/public.ts';
import { notifyTeam } from '../jobs.ts';
import { takeBackOver } from './rules.ts';
import { findHandOver, findHandOverOf, findVersion } from './store.ts';

/** Last of all: who closes what they were shown sees nothing of it afterwards, and writes nothing to it. */
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
  await append(work, { recordId: asked.recordId, version }, [takeBackOver]);
  await closeShown(work, handOver, 'taken-back');
  await work.jobs.add(notifyTeam, { team: handOver.asked, about: 'something-new' });
}
