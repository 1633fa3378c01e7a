import type { Permit } from '../../../platform/access/permit.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { findTakingPart } from '../../organisations/public.ts';
import { findTask } from './queries.ts';
import { type Answered, sayReturned } from './returned.ts';
import { openReturned } from './store.ts';

/** Writes down what the viewer's team did with what it was told to return or destroy. Another team's task is no task. */
export async function confirmReturned(
  work: Work,
  _permit: Permit<'consent:confirm'>,
  taskId: string,
  answered: Answered,
): Promise<Result<{ readonly reference: string }>> {
  const task = await findTask(work, taskId);
  if (!task) return refuse('not-found');
  const { watchesReferrer } = await findTakingPart(work);
  const said = sayReturned(task, answered, {
    terms: work.pack.consent,
    team: work.viewer.team.id,
    watches: watchesReferrer,
  });
  return said.ok ? ok({ reference: await openReturned(work, said.value) }) : said;
}
