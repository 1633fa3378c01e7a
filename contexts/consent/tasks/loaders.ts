import { stepPage, type StepView } from '../../../platform/forms/step-page.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import type { Asked, FormTokens } from '../../../platform/http/route.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import type { Again } from '../form-view.ts';
import { consentForm, stepNamed } from '../forms.ts';
import { classesInWords } from '../showing.ts';
import { loadWaitingLinks } from '../waiting/loaders.ts';
import type { TasksShown } from './pages/tasks.page.ts';
import { findTask, listOwnAnswers, listTasks, type Task } from './queries.ts';
import { answerable } from './returned.ts';
import { tasksView } from './view.ts';

type Here = Pick<Asked<string>, 'words' | 'may' | 'tokens'>;

const speaking = (work: Work, { words }: Pick<Here, 'words'>): Speaking => ({
  words,
  pack: work.pack,
  language: work.language,
});

export async function loadTasks(work: Work, here: Here): Promise<Result<TasksShown>> {
  const waiting = await loadWaitingLinks(work, here);
  const [tasks, answers] = [await listTasks(work), await listOwnAnswers(work)];
  return ok(
    tasksView(
      { tasks, answers, today: work.today },
      speaking(work, here),
      {
        cases: work.viewer.purpose === 'identification-decision' ? '/cases' : '/referrals',
        mayAnswer: here.may('consent:confirm'),
      },
      waiting,
    ),
  );
}

/** A task of the viewer's team of which something is to be answered still. */
export async function taskToAnswer(work: Work, taskId: string): Promise<Result<Task>> {
  const task = await findTask(work, taskId);
  if (!task) return refuse('not-found');
  return answerable(task).length > 0 ? ok(task) : refuse('not-in-this-stage');
}

/** The form by which a team says what it did with what it was told to return or destroy. */
export async function loadAnswer(
  work: Work,
  asked: Here & { readonly params: { readonly task: string } },
  again?: Again,
): Promise<Result<StepView>> {
  const found = await taskToAnswer(work, asked.params.task);
  if (!found.ok) return found;
  return ok(
    answerView(found.value, speaking(work, asked), { today: work.today, tokens: asked.tokens }, again),
  );
}

/** Nothing can be ticked that was not to be returned, or is gone. */
export const formOfAnswer = ({ pack, words }: Pick<Speaking, 'pack' | 'words'>, task: Task) =>
  consentForm(pack, words, { agreed: answerable(task) });

export function answerView(
  task: Task,
  spoken: Speaking,
  { today, tokens }: { readonly today: PlainDate; readonly tokens: FormTokens },
  again?: Again,
): StepView {
  const { words, language } = spoken;
  const form = formOfAnswer(spoken, task);
  const view = stepPage({
    words,
    pack: form.pack,
    language,
    form: form.form,
    step: stepNamed(form, 'returned'),
    answers: {},
    today,
    ...again,
    action: `/consents/tasks/${task.id}`,
    tokens,
    back: { href: '/consents', text: words('consent.tasks.back') },
  });
  return {
    ...view,
    heading: view.heading ?? view.title,
    guidance: [
      words('consent.tasks.of', { reference: task.reference }),
      words(`consent.tasks.${task.kind}`),
      words('consent.tasks.open', { classes: classesInWords(answerable(task), spoken) }),
    ],
    continueText: words('consent.send.returned'),
  };
}
