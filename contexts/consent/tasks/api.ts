/** What a team was told when something ended that was shared with it, its answer, and what must be kept by law, for other systems. */
import { z } from 'zod';
import { type AnyRoute, routesFor } from '../../../platform/http/route.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { ok } from '../../../platform/pure/result.ts';
import { actions } from '../access.ts';
import { bodyOf, unprefixed } from '../api-forms.ts';
import { holdByLaw } from '../commands.ts';
import { readAnswers } from '../forms.ts';
import { formFor } from '../loaders.ts';
import { holdIn, returnedIn } from '../read.ts';
import { confirmReturned } from './commands.ts';
import { formOfAnswer, taskToAnswer } from './loaders.ts';
import { findTask, listTasks } from './queries.ts';
import { dueOn, isOverdue, openOf } from './returned.ts';

const { api } = routesFor(actions);

const task = z.object({
  task: z.string().meta({ description: 'By which it is answered' }),
  reference: z.string(),
  kind: z.string().meta({
    description:
      '`return-or-destroy` every copy of these classes; `ask-back` what you handed to somebody outside; anything else tells you that something ended',
  }),
  classes: z.array(z.string()),
  since: z.string(),
  open: z.array(z.string()).meta({ description: 'Of these you did not say yet what was done' }),
  dueOn: z.string().nullable().meta({ description: 'By when you are asked to; null where nothing is asked' }),
  overdue: z.boolean(),
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
        tasks: tasks.map(each => {
          const isAsked = each.kind !== 'notice';
          return {
            task: each.id,
            reference: each.reference,
            kind: each.kind,
            classes: [...each.classes],
            still: [...each.still],
            since: each.madeAt.toString(),
            open: isAsked ? [...openOf(each)] : [],
            dueOn: isAsked ? dueOn(each.madeAt, work.pack).toString() : null,
            overdue: isAsked && isOverdue(each.madeAt, work.today, work.pack),
          };
        }),
      });
    },
  }),
  api('POST', '/api/v1/consents/tasks/:task', {
    access: 'consent:confirm',
    summary: 'Say what was done with what your team was told to return or destroy, in codes alone',
    entry: 'returned-or-destroyed',
    params: z.object({ task: z.uuid() }),
    // What is to be returned depends on the task, so this example is for reading.
    body: bodyOf(pack, 'returned').meta({ examples: [{ done: 'destroyed', classes: ['identity'] }] }),
    response: z.object({
      answer: z.string().meta({ description: 'By which your data protection officer finds it' }),
      reference: z.string(),
      open: z.array(z.string()).meta({ description: 'Of these you did not say yet what was done' }),
    }),
    handle: async (work, { permit, params, words }, said) => {
      const found = await taskToAnswer(work, params.task);
      if (!found.ok) return found;
      const task = found.value;
      const read = readAnswers(formOfAnswer({ pack: work.pack, words }, task), 'returned', said, work.today);
      if (!read.ok) return unprefixed(read);
      const done = await confirmReturned(work, permit, task.id, returnedIn(read.value));
      if (!done.ok) return unprefixed(done);
      const { reference } = task;
      const now = (await findTask(work, task.id)) ?? task;
      return ok({ answer: done.value.reference, reference, open: [...openOf(now)] });
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
