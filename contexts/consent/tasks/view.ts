import type { Speaking } from '../../../platform/forms/wording.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import type { Instant } from '../../../platform/pure/time.ts';
import { formatMoment } from '../../../platform/text/format.ts';
import { html } from '../../../platform/views/safe-html.ts';
import type { TasksShown } from './pages/tasks.page.ts';
import { classesInWords, type Row, row } from '../showing.ts';

/** What a team was told when something ended that was shared with it, or that it had handed on. */
export interface Task {
  readonly kind: string;
  readonly classes: readonly DataClass[];
  /** What the team still holds of the case, on whatever ground. */
  readonly still: readonly DataClass[];
  readonly reference: string;
  readonly madeAt: Instant;
}

/** `cases` is where the viewer opens a case. */
export function tasksView(
  tasks: readonly Task[],
  speaking: Speaking,
  cases: string,
  waiting: TasksShown['waiting'] = [],
): TasksShown {
  const { words, pack, language } = speaking;
  return {
    title: words('consent.tasks.title'),
    waitingHeading: words('consent.waiting.heading'),
    waiting,
    nothingWaits: words('consent.waiting.nothing'),
    tasksHeading: words('consent.tasks.heading'),
    intro: words('consent.tasks.intro'),
    ifNone: words('consent.tasks.none'),
    tasks: tasks.map(task => ({
      card: { title: { text: task.reference, headingLevel: 3, classes: 'nrm-code' } },
      rows: [
        row(words('consent.tasks.what'), words(`consent.tasks.${task.kind}`)),
        row(words('consent.tasks.classes'), classesInWords(task.classes, speaking)),
        row(words('consent.tasks.since'), formatMoment(task.madeAt, pack.timeZone, language)),
        ...(task.kind === 'ask-back' ? [] : [stillRow(task, speaking, cases)]),
      ],
    })),
  };
}

function stillRow({ still, reference }: Task, speaking: Speaking, cases: string): Row {
  const { words } = speaking;
  const key = { text: words('consent.tasks.still') };
  if (still.length === 0) return { key, value: { text: words('consent.tasks.still.nothing') } };
  const link = html`<a class="govuk-link" href="${cases}/${reference}">${words('consent.tasks.still.open')}</a>`;
  return { key, value: { html: html`${classesInWords(still, speaking)}<br>${link}` } };
}
