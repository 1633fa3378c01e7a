import { z } from 'zod';
import { type AnyRoute, routesFor } from '../../../platform/http/route.ts';
import { ok } from '../../../platform/pure/result.ts';
import { actions } from '../access.ts';
import { addEvidence, unlessFaulty, withdrawEvidence } from './commands.ts';
import { aboutForm } from './forms.ts';
import { loadFile, loadList, openEvidence } from './loaders.ts';
import { page as filePage } from './pages/file.page.ts';
import { page as listPage } from './pages/list.page.ts';

const { page, form, upload, download } = routesFor(actions);

const byReference = z.object({ reference: z.string() });
const byFile = z.object({ reference: z.string(), file: z.uuid() });
const list = '/referrals/:reference/evidence';
const file = `${list}/:file` as const;

export const evidenceRoutes: readonly AnyRoute[] = [
  page(list, {
    access: 'evidence:view',
    params: byReference,
    page: listPage,
    load: (work, asked) => loadList(work, asked),
  }),
  upload(list, {
    via: 'browser',
    access: 'evidence:add',
    params: byReference,
    entry: 'evidence-added',
    form: aboutForm,
    handle: async (work, { permit }, sent) => unlessFaulty(await addEvidence(work, permit, sent)),
    next: ({ params }) => `/referrals/${params.reference}/evidence`,
    again: {
      page: listPage,
      load: (work, asked, typed, errors, added) => loadList(work, asked, { typed, errors, added }),
    },
  }),
  page(file, {
    access: 'evidence:view',
    params: byFile,
    page: filePage,
    load: (work, asked) => loadFile(work, asked, asked.params.file),
  }),
  download(`${file}/copy`, {
    via: 'browser',
    method: 'GET',
    access: 'evidence:view',
    params: byFile,
    handle: (work, { permit, params }) => openEvidence(work, permit.record, params.file, 'copy'),
  }),
  download(`${file}/original`, {
    via: 'browser',
    method: 'POST',
    access: 'evidence:open-original',
    params: byFile,
    handle: (work, { permit, params }) => openEvidence(work, permit.record, params.file, 'original'),
  }),
  form(`${file}/withdraw`, {
    access: 'evidence:withdraw',
    params: byFile,
    entry: 'evidence-withdrawn',
    form: z.object({}),
    handle: async (work, { permit, params }) => {
      const done = await withdrawEvidence(work, permit, params.file);
      return done.ok ? ok(params.reference) : done;
    },
    next: reference => `/referrals/${reference}/evidence`,
  }),
];
