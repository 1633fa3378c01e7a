import type { Permit } from '../../platform/access/permit.ts';
import { ok, type Result } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import type { Noticed } from './model.ts';
import { saveScreening } from './store.ts';

/** Keeps what was noticed, so that a referral can begin with it. It changes no record and decides nothing. */
export async function recordScreening(
  work: Work,
  _permit: Permit<'signs:screen'>,
  noticed: Noticed,
): Promise<Result<{ screeningId: string }>> {
  return ok({ screeningId: await saveScreening(work, noticed) });
}
