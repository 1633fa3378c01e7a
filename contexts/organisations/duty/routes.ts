import { z } from 'zod';
import { type AnyRoute, type Asked, routesFor, type Typed } from '../../../platform/http/route.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { actions } from '../access.ts';
import { mayBeOnDuty, readDuty } from './roster.ts';
import { dutyView } from './view.ts';
import { page as dutyPage, type DutyView } from './pages/duty.page.ts';
import { listColleagues, listDuties } from '../queries.ts';
import { endDuty, saveDuty } from '../store.ts';

const { page, form } = routesFor(actions);
const toRoster = () => '/duty';

/** Who of one's team is on duty, and putting them there. */
export const dutyRoutes: readonly AnyRoute[] = [
  page('/duty', {
    access: 'duty:view',
    page: dutyPage,
    load: (work, asked) => loadDuty(work, asked),
  }),
  form('/duty', {
    access: 'duty:set',
    entry: null,
    form: z.record(z.string(), z.unknown()),
    handle: async (work, _asked, typed) => {
      const candidates = mayBeOnDuty(work.pack, await listColleagues(work));
      const duty = readDuty(typed, { candidates, timeZone: work.pack.timeZone, now: work.now });
      return duty.ok ? ok(await saveDuty(work, duty.value)) : duty;
    },
    next: toRoster,
    again: {
      page: dutyPage,
      load: (work, asked, typed, errors) => loadDuty(work, asked, { typed, errors }),
    },
  }),
  form('/duty/:duty/end', {
    access: 'duty:set',
    params: z.object({ duty: z.uuid() }),
    entry: null,
    form: z.object({}),
    handle: async (work, { params }) =>
      (await endDuty(work, params.duty)) ? ok(params.duty) : refuse('not-found'),
    next: toRoster,
  }),
];

async function loadDuty(
  work: Work,
  asked: Pick<Asked<string>, 'words' | 'tokens' | 'may'>,
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<DutyView>> {
  const duties = await listDuties(work);
  const candidates = asked.may('duty:set') ? mayBeOnDuty(work.pack, await listColleagues(work)) : [];
  return ok(dutyView(work, asked, { team: work.viewer.team.name, duties, candidates }, again));
}
