import type { SummaryListOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { tasksView } from '../view.ts';
import { waitingLinks } from '../../waiting/view.ts';
import { exampleAnswers, exampleSpeaking, exampleTasks, exampleToday } from '../../pages/examples.ts';

/** What waits for a team, and what it was told when consents ended. */
export interface TasksShown extends PageView {
  readonly waitingHeading: string;
  readonly waiting: readonly { readonly href: string; readonly text: string }[];
  readonly nothingWaits: string;
  readonly tasksHeading: string;
  readonly intro: string;
  readonly tasks: readonly SummaryListOptions[];
  readonly ifNone: string;
  readonly answersHeading: string;
  /** What the team did last, the newest first. */
  readonly answers: readonly SummaryListOptions[];
}

export const page = definePage<TasksShown>({
  name: 'consent/tasks',
  template: 'contexts/consent/tasks/pages/tasks.njk',
  said: ['consent.said.returned'],
  examples: {
    'one to return and one to keep': words =>
      tasksView(
        { tasks: exampleTasks, answers: exampleAnswers, today: exampleToday },
        exampleSpeaking(words),
        { cases: '/referrals', mayAnswer: true },
        waitingLinks({ review: 1, decide: 2, 'contact-ends': 12, 'sharing-ends': 100 }, words),
      ),
    'nothing to do': words =>
      tasksView({ tasks: [], answers: [], today: exampleToday }, exampleSpeaking(words), {
        cases: '/referrals',
        mayAnswer: true,
      }),
  },
});
