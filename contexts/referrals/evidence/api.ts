import { z } from 'zod';
import { type AnyRoute, routesFor } from '../../../platform/http/route.ts';
import { ok } from '../../../platform/pure/result.ts';
import { actions } from '../access.ts';
import { addEvidence, toldOf } from './commands.ts';
import { aboutForm } from './forms.ts';
import { openEvidence, refuseList, seeEvidence } from './loaders.ts';
import { handlings } from './model.ts';
import { listEvidence, type Listed } from './queries.ts';

const { api, upload, download } = routesFor(actions);

const byReference = z.object({ reference: z.string() });
const byFile = z.object({ reference: z.string(), file: z.uuid() });
const list = '/api/v1/referrals/:reference/evidence';

const file = z.object({
  file: z.string().meta({ description: 'By which its content is asked for' }),
  name: z.string(),
  description: z.string(),
  exhibit: z.string().meta({ description: 'Reference of an exhibit or a body-worn video' }),
  source: z.string(),
  handling: z.enum(handlings),
  kind: z.string().meta({ description: 'As found from its content', example: 'jpeg' }),
  size: z.int().meta({ description: 'In bytes' }),
  sha256: z.string().meta({ description: 'Of the original' }),
  addedAt: z.string(),
  scan: z.enum(['waiting', 'not-scanned', 'clean', 'infected']),
  copy: z
    .enum(['none', 'waiting', 'made', 'too-large', 'damaged', 'too-costly'])
    .meta({ description: 'The copy of a picture without place, time and device; or why there is none' }),
});

const shown = ({ about, added, file: facts }: Listed): z.input<typeof file> => ({
  ...about,
  file: facts.fileId,
  kind: facts.kind,
  size: facts.size,
  sha256: facts.sha256,
  addedAt: added.at,
  scan: facts.scan,
  copy: facts.copy,
});

export const evidenceApi: readonly AnyRoute[] = [
  api('GET', list, {
    access: 'evidence:view',
    summary: 'The files of a referral',
    entry: null,
    params: byReference,
    response: z.object({ files: z.array(file) }),
    handle: async (work, { permit }) => {
      const open = await refuseList(work, permit.record);
      if (!open.ok) return open;
      const listed = await listEvidence(work, permit.record);
      await seeEvidence(work, permit.record, 'evidence-listed', listed);
      return ok({ files: listed.map(shown) });
    },
  }),
  upload(list, {
    via: 'api',
    summary: 'Add files to a referral or to its draft: those that are sound; 207 where one was not taken',
    access: 'evidence:add',
    params: byReference,
    entry: 'evidence-added',
    form: aboutForm,
    response: z.object({
      files: z
        .array(z.string())
        .meta({ description: 'Those that were added, in the order in which they came' }),
      notAdded: z
        .array(
          z.object({
            number: z
              .int()
              .meta({ description: 'Its place among the files that were sent, the first being 1' }),
            reason: z.enum(['empty', 'too-big', 'not-taken', 'too-many']),
            message: z.string(),
          }),
        )
        .meta({ description: 'Those that were not, and why; empty with 201' }),
    }),
    handle: async (work, { permit, words }, sent) => toldOf(await addEvidence(work, permit, sent), words),
  }),
  download(`${list}/:file/copy`, {
    via: 'api',
    method: 'GET',
    summary: 'The copy of a picture without the place, the time and the device',
    access: 'evidence:view',
    params: byFile,
    handle: (work, { permit, params }) => openEvidence(work, permit.record, params.file, 'copy'),
  }),
  download(`${list}/:file/original`, {
    via: 'api',
    method: 'GET',
    summary: 'A file as it came: it may say where and by whom it was made',
    access: 'evidence:open-original',
    params: byFile,
    handle: (work, { permit, params }) => openEvidence(work, permit.record, params.file, 'original'),
  }),
];
