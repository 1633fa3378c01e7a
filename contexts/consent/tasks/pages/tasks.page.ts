import type { SummaryListOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { tasksView } from '../view.ts';
import { exampleSpeaking, exampleTasks } from '../../pages/examples.ts';

/** What a team was told when consents ended. */
export interface TasksShown extends PageView {
  readonly intro: string;
  readonly tasks: readonly SummaryListOptions[];
  readonly ifNone: string;
}

export const page = definePage<TasksShown>({
  name: 'consent/tasks',
  template: 'contexts/consent/tasks/pages/tasks.njk',
  examples: {
    'one to return and one to keep': words => tasksView(exampleTasks, exampleSpeaking(words), '/referrals'),
    'nothing to do': words => tasksView([], exampleSpeaking(words), '/referrals'),
  },
});
