import { z } from 'zod';
import { type AnyRoute, type Asked, routesFor, saying, type Typed } from '../../../platform/http/route.ts';
import { Unfinished } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { actions } from '../access.ts';
import { breakGlass, endGlass, reviewOpening } from './commands.ts';
import { page as openPage, type OpenView } from './pages/open.page.ts';
import { page as openingPage, type OpeningView } from './pages/opening.page.ts';
import { page as openingsPage } from './pages/openings.page.ts';
import { findOpening, findWords, listAlerts, listOpenings, listOwn } from './queries.ts';
import { termsOn } from './rules.ts';
import { openingsView, openingView } from './review-view.ts';
import { openView, placeOf } from './view.ts';

const { page, form } = routesFor(actions);
const byReference = z.object({ reference: z.string() });
const byOpening = z.object({ reference: z.string(), opening: z.uuid() });
const typedForm = z.record(z.string(), z.unknown());
interface Again {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

/** Opening a record in an emergency, and looking at that again. */
export const glassRoutes: readonly AnyRoute[] = [
  page('/glass', { access: 'glass:open', page: openPage, load: (work, asked) => loadOpen(work, asked) }),
  form('/glass', {
    access: 'glass:open',
    entry: 'opened-by-glass',
    form: typedForm,
    handle: (work, { permit }, typed) => breakGlass(work, permit, typed),
    next: done => (done instanceof Unfinished ? '/glass' : placeOf(done)),
    again: { page: openPage, load: (work, asked, typed, errors) => loadOpen(work, asked, { typed, errors }) },
  }),
  form('/glass/:reference/end', {
    access: 'glass:end',
    params: byReference,
    entry: 'glass-ended',
    form: z.object({}),
    handle: (work, { permit }) => endGlass(work, permit),
    next: () => '/glass',
    says: saying('glass.said.ended'),
  }),
  page('/openings', {
    access: 'glass:list',
    page: openingsPage,
    load: async (work, { words }) =>
      ok(openingsView(work, words, await listOpenings(work), await listAlerts(work))),
  }),
  page('/openings/:reference/:opening', {
    access: 'glass:review',
    params: byOpening,
    page: openingPage,
    load: (work, asked) => loadOpening(work, asked),
  }),
  form('/openings/:reference/:opening', {
    access: 'glass:review',
    params: byOpening,
    entry: 'opening-reviewed',
    form: typedForm,
    handle: (work, { permit, params }, typed) => reviewOpening(work, permit, params.opening, typed),
    next: () => '/openings',
    says: saying('openings.said'),
    again: {
      page: openingPage,
      load: (work, asked, typed, errors) => loadOpening(work, asked, { typed, errors }),
    },
  }),
];

async function loadOpen(
  work: Work,
  here: Pick<Asked<string>, 'words' | 'tokens'>,
  again?: Again,
): Promise<Result<OpenView>> {
  const terms = termsOn(work.pack.glass, work.today);
  return terms ? ok(openView(work, here, terms, await listOwn(work), again)) : refuse('not-found');
}

/** Why somebody opened a record tells of it: reading it is a sight. */
async function loadOpening(
  work: Work,
  asked: Asked<'glass:review', z.output<typeof byOpening>>,
  again?: Again,
): Promise<Result<OpeningView>> {
  const { recordId } = asked.permit.record;
  const opening = await findOpening(work, recordId, asked.params.opening);
  if (!opening) return refuse('not-found');
  const said = await findWords(work, recordId, opening.id);
  await recordSight(work, [recordId], 'opening-seen', ['trail']);
  return ok(openingView(work, asked, { opening, said }, again));
}
