import type { Speaking } from '../../../platform/forms/wording.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import type { Instant, PlainDate } from '../../../platform/pure/time.ts';
import { formatDate, formatMoment } from '../../../platform/text/format.ts';
import { html } from '../../../platform/views/safe-html.ts';
import type { TasksShown } from './pages/tasks.page.ts';
import { classesInWords, coded, type Row, row } from '../showing.ts';
import type { OwnAnswer, Task } from './queries.ts';
import { dueOn, isOverdue, openOf, type Returned } from './returned.ts';

/** What a team has to do, what it did, and on which day that is read. */
export interface TasksToShow {
  readonly tasks: readonly Task[];
  readonly answers: readonly OwnAnswer[];
  readonly today: PlainDate;
}

/** `cases` is where the viewer opens a case; `mayAnswer`, whether they say what was done. */
export function tasksView(
  { tasks, answers, today }: TasksToShow,
  speaking: Speaking,
  { cases, mayAnswer }: { readonly cases: string; readonly mayAnswer: boolean },
  waiting: TasksShown['waiting'] = [],
): TasksShown {
  const { words } = speaking;
  const answerLink = (task: string, reference: string, message: string) =>
    mayAnswer
      ? {
          actions: {
            items: [{ href: `/consents/tasks/${task}`, text: words(message), visuallyHiddenText: reference }],
          },
        }
      : {};
  const titled = (reference: string) => ({
    text: reference,
    headingLevel: 3,
    classes: 'nrm-code',
  });
  return {
    title: words('consent.tasks.title'),
    waitingHeading: words('consent.waiting.heading'),
    waiting,
    nothingWaits: words('consent.waiting.nothing'),
    tasksHeading: words('consent.tasks.heading'),
    intro: words('consent.tasks.intro'),
    ifNone: words('consent.tasks.none'),
    tasks: tasks.map(task => {
      const isAsked = task.kind !== 'notice';
      return {
        card: {
          title: titled(task.reference),
          ...(isAsked && answerLink(task.id, task.reference, 'consent.tasks.answer')),
        },
        rows: [
          row(words('consent.tasks.what'), words(`consent.tasks.${task.kind}`)),
          row(
            words('consent.tasks.classes'),
            classesInWords(isAsked ? openOf(task) : task.classes, speaking),
          ),
          row(words('consent.tasks.since'), momentOf(task.madeAt, speaking)),
          ...(isAsked ? [row(words('consent.tasks.due'), dueInWords(task.madeAt, today, speaking))] : []),
          ...task.answers.map(each => answerRow(each, speaking)),
          ...(task.kind === 'ask-back' ? [] : [stillRow(task, speaking, cases)]),
        ],
      };
    }),
    answersHeading: words('consent.tasks.answered.heading'),
    answers: answers.map(each => ({
      card: {
        title: titled(each.reference),
        ...(each.isKept && answerLink(each.task, each.reference, 'consent.tasks.answer-again')),
      },
      rows: [answerRow(each, speaking)],
    })),
  };
}

const momentOf = (at: Instant, { pack, language }: Speaking): string =>
  formatMoment(at, pack.timeZone, language);

/** By when an answer is asked for; where that day has passed it says so first. */
function dueInWords(since: Instant, today: PlainDate, { words, pack, language }: Speaking): string {
  const due = dueOn(since, pack);
  const on = formatDate(due, language);
  return isOverdue(since, today, pack) ? words('consent.tasks.overdue', { on }) : on;
}

/** Beside a consent: what its recipient has not answered yet, and by when it is asked to. */
export const openRow = (
  open: readonly DataClass[],
  since: Instant,
  today: PlainDate,
  speaking: Speaking,
): Row =>
  row(
    speaking.words('consent.row.not-returned'),
    speaking.words('consent.returned.open', {
      classes: classesInWords(open, speaking),
      due: dueInWords(since, today, speaking),
    }),
  );

/** What was done with which classes, who said so, and when. */
export function answerRow({ done, classes, ground, at, by }: Returned, speaking: Speaking): Row {
  const { words } = speaking;
  return row(
    words(`consent.returned.${done}`),
    words(ground === undefined ? 'consent.returned.by' : 'consent.returned.kept-by', {
      classes: classesInWords(classes, speaking),
      ...(ground !== undefined && { ground: coded('ground', ground, speaking) }),
      name: by.name,
      organisation: by.organisation,
      on: momentOf(at, speaking),
    }),
  );
}

function stillRow({ still, reference }: Task, speaking: Speaking, cases: string): Row {
  const { words } = speaking;
  const key = { text: words('consent.tasks.still') };
  if (still.length === 0) return { key, value: { text: words('consent.tasks.still.nothing') } };
  const link = html`<a class="govuk-link" href="${cases}/${reference}">${words('consent.tasks.still.open')}</a>`;
  return { key, value: { html: html`${classesInWords(still, speaking)}<br>${link}` } };
}
