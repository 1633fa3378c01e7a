import { factsOf } from '../../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import { append } from '../../../platform/ledger/append.ts';
import type { Work } from '../../../platform/work.ts';
import { endSharing, livePermission } from '../../consent/public.ts';
import { formNamed } from '../forms.ts';
import { notifyTeam } from '../jobs.ts';
import { standingOf } from '../notice/refusing.ts';
import { setAside } from './aside-store.ts';
import { groundFits } from './ground.ts';
import { referredFrom, takeBackOver } from './rules.ts';
import { findHandOver, findHandOverOf, findVersion, type HandOver } from './store.ts';

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

/** For the asked team: whether what it is shown on still fits what it is shown. */
export async function isGroundFor(
  work: Work,
  { sourceId, permission }: HandOver,
  form: FormDefinition,
  shown: Answers,
): Promise<boolean> {
  const found = permission === undefined ? undefined : await livePermission(work, sourceId, permission);
  const { pack, today } = work;
  return (
    found !== undefined && groundFits({ pack, form }, found, factsOf(form, shown), { today, isPart: true })
  );
}

/**
 * After each change of a draft, in its transaction: where the person refused to be referred, or what the draft is shown on no
 * longer fits them as it says now, nobody is asked any more, and nothing of the draft is shown. Answers whether that was so.
 * What the change made irrelevant is shown no more either way.
 */
export async function takeBackWithoutGround(
  work: Work,
  sourceId: string,
  answers: Answers,
): Promise<boolean> {
  const asked = await findHandOverOf(work, sourceId);
  if (asked?.state !== 'asked') return false;
  const [handOver, version] = [
    await findHandOver(work, asked.recordId),
    await findVersion(work, asked.recordId),
  ];
  if (!handOver || version === undefined) return false;
  const { pack, today } = work;
  const form = formNamed(pack, handOver.form);
  if (standingOf({ pack, form }, answers, today).is === 'going-on') {
    const { permission } = handOver;
    // Where nothing is shown, it rests on nothing.
    const shownOn = permission === undefined ? undefined : await livePermission(work, sourceId, permission);
    const facts = factsOf(form, submittable(form, answers));
    if (!shownOn) return false;
    await setAside(work, sourceId, form);
    if (groundFits({ pack, form }, shownOn, facts, { today })) return false;
  }
  await closeShown(work, handOver, 'taken-back');
  await append(work, { recordId: asked.recordId, version }, [takeBackOver]);
  await work.jobs.add(notifyTeam, { team: handOver.asked, about: 'something-new' });
  return true;
}

/** Whoever handed the draft over, or asked for a referral, learns that one was sent; nothing else of it. */
export async function tellReferred(work: Work, handOverId: string): Promise<void> {
  const handOver = await findHandOver(work, handOverId);
  const version = await findVersion(work, handOverId);
  if (!handOver || version === undefined) return;
  await append(work, { recordId: handOverId, version }, [referredFrom]);
  await work.jobs.add(notifyTeam, { team: handOver.handing, about: 'something-new' });
}
