/** What a team was told when something ended that was shared with it, and what must be kept by law, for other systems. */
import { z } from 'zod';
import { type AnyRoute, routesFor } from '../../../platform/http/route.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { ok } from '../../../platform/pure/result.ts';
import { actions } from '../access.ts';
import { bodyOf, unprefixed } from '../api-forms.ts';
import { holdByLaw } from '../commands.ts';
import { readAnswers } from '../forms.ts';
import { formFor } from '../loaders.ts';
import { listTasks } from '../queries.ts';
import { holdIn } from '../read.ts';

const { api } = routesFor(actions);

const task = z.object({
  reference: z.string(),
  kind: z.string().meta({
    description:
      '`return-or-destroy` every copy of these classes; `ask-back` what you handed to somebody outside; anything else tells you that something ended',
  }),
  classes: z.array(z.string()),
  since: z.string(),
  still: z.array(z.string()).meta({ description: 'What you still hold of it, on another ground' }),
});

export const tasksApi = (pack: Pack): readonly AnyRoute[] => [
  api('GET', '/api/v1/consents', {
    access: 'consent:tasks',
    summary: 'What your team has to return or destroy, or was told, since something ended',
    entry: null,
    response: z.object({ tasks: z.array(task) }),
    handle: async work => {
      const tasks = await listTasks(work);
      return ok({
        tasks: tasks.map(({ madeAt, classes, still, ...each }) => ({
          ...each,
          classes: [...classes],
          still: [...still],
          since: madeAt.toISOString(),
        })),
      });
    },
  }),
  api('POST', '/api/v1/referrals/:reference/holds', {
    access: 'consent:record',
    summary: 'Record that a recipient must keep by law what it got',
    entry: 'hold-recorded',
    params: z.object({ reference: z.string() }),
    // Which teams something was shared with depends on the record, so this example is for reading.
    body: bodyOf(pack, 'hold').meta({ examples: [exampleIn(pack)] }),
    response: z.object({ reference: z.string() }),
    handle: async (work, { permit, words }, said) => {
      const asked = await formFor(work, words, permit.record, 'hold');
      const read = readAnswers(asked, 'hold', said, work.today);
      return unprefixed(read.ok ? await holdByLaw(work, permit, holdIn(read.value)) : read);
    },
  }),
];

const exampleIn = ({ consent }: Pack) => ({
  party: '019aab1c-0000-7000-8000-000000000002',
  ground: consent.grounds.find(({ allows }) => allows.includes('keep'))?.code,
  reasons: 'A trial is listed.',
});
