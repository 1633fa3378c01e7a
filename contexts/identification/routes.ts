import { z } from 'zod';
import { formBody } from '../../platform/forms/parse.ts';
import { type AnyRoute, routesFor, Unfinished } from '../../platform/http/route.ts';
import { ok, refuse } from '../../platform/pure/result.ts';
import { actions } from './access.ts';
import { nowView } from './advice-view.ts';
import { recordScreening } from './commands.ts';
import { readEncounter, readNoticed } from './forms.ts';
import { page as checkPage } from './pages/check.page.ts';
import { page as nowPage } from './pages/now.page.ts';
import { page as wherePage } from './pages/where.page.ts';
import { findScreening } from './queries.ts';
import { askAgainView, checkView, wantsChange, wantsMore, whereView } from './views.ts';

const { page, form } = routesFor(actions);

export const routes: readonly AnyRoute[] = [
  page('/signs', {
    access: 'signs:screen',
    page: wherePage,
    load: async (work, asked) => ok(whereView(work, asked)),
  }),
  // Somebody who comes back to the address begins anew: where, how old and what was noticed stand in no address.
  page('/signs/check', {
    access: 'signs:screen',
    page: checkPage,
    load: async (work, asked) => ok(askAgainView(work, asked, { typed: {}, errors: [] })),
  }),
  form('/signs/check', {
    access: 'signs:screen',
    entry: null,
    form: formBody,
    handle: async (work, { permit }, body) => {
      if (wantsChange(body)) return ok(new Unfinished([]));
      const met = readEncounter(work, body);
      if (!met.ok) return met;
      if (wantsMore(body)) return ok(new Unfinished([]));
      const noticed = readNoticed(work, body);
      return noticed.ok ? recordScreening(work, permit, { ...met.value, signs: noticed.value }) : noticed;
    },
    next: ({ screeningId }) => `/signs/${screeningId}`,
    again: {
      page: checkPage,
      load: async (work, asked, typed, errors) => {
        const met = wantsChange(typed) ? undefined : readEncounter(work, typed);
        if (met?.ok) return ok(checkView(work, asked, met.value, { typed, errors }));
        return ok(askAgainView(work, asked, { typed, errors }));
      },
    },
  }),
  page('/signs/:screening', {
    access: 'signs:screen',
    params: z.object({ screening: z.uuid() }),
    page: nowPage,
    load: async (work, asked) => {
      const found = await findScreening(work, asked.params.screening);
      return found ? ok(nowView(work, asked, found)) : refuse('not-found');
    },
  }),
];
