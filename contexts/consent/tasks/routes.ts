import { z } from 'zod';
import { formBody } from '../../../platform/forms/parse.ts';
import { type AnyRoute, routesFor, saying } from '../../../platform/http/route.ts';
import { actions } from '../access.ts';
import { readStep } from '../forms.ts';
import { page as formPage } from '../pages/form.page.ts';
import { returnedIn } from '../read.ts';
import { confirmReturned } from './commands.ts';
import { formOfAnswer, loadAnswer, loadTasks, taskToAnswer } from './loaders.ts';
import { page as tasksPage } from './pages/tasks.page.ts';

const { page, form } = routesFor(actions);
const byTask = z.object({ task: z.uuid() });

/** What a team was told when something ended, and its answer. */
export const taskRoutes: readonly AnyRoute[] = [
  page('/consents', {
    access: 'consent:tasks',
    page: tasksPage,
    load: (work, asked) => loadTasks(work, asked),
  }),
  page('/consents/tasks/:task', {
    access: 'consent:confirm',
    params: byTask,
    page: formPage,
    load: (work, asked) => loadAnswer(work, asked),
  }),
  form('/consents/tasks/:task', {
    access: 'consent:confirm',
    params: byTask,
    entry: 'returned-or-destroyed',
    form: formBody,
    handle: async (work, { permit, params, words }, body) => {
      const task = await taskToAnswer(work, params.task);
      if (!task.ok) return task;
      const asked = formOfAnswer({ pack: work.pack, words }, task.value);
      const read = readStep(asked, 'returned', body, work.today);
      return read.ok ? confirmReturned(work, permit, task.value.id, returnedIn(read.value)) : read;
    },
    next: () => '/consents',
    says: saying('consent.said.returned'),
    again: {
      page: formPage,
      load: (work, asked, typed, errors) => loadAnswer(work, asked, { typed, errors }),
    },
  }),
];
