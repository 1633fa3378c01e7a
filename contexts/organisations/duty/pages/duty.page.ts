import { Temporal } from '../../../../platform/pure/time.ts';
import type {
  ButtonOptions,
  DateInputOptions,
  InputOptions,
  SelectOptions,
} from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { dutyView } from '../view.ts';
import { exampleShowing } from '../../trail/pages/trail-example.ts';

/** Who of a team is on duty. */
export interface DutyView extends PageView {
  readonly team: string;
  readonly intro: string;
  readonly listHeading: string;
  readonly ifNone: string;
  readonly duties: readonly {
    readonly name: string;
    readonly when: string;
    readonly end: { readonly action: string; readonly text: string; readonly of: string } | undefined;
  }[];
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly form:
    | {
        readonly heading: string;
        readonly person: SelectOptions;
        readonly day: DateInputOptions;
        readonly at: InputOptions;
        readonly hours: InputOptions;
        readonly button: ButtonOptions;
      }
    | undefined;
}

const at = (time: string) => Temporal.Instant.from(`2026-03-02T${time}:00Z`);
const duties = [
  { dutyId: 'a', personId: 'p', name: 'Mara Example', from: at('08:00'), until: at('16:00') },
  { dutyId: 'b', personId: 'q', name: 'Ash Example', from: at('16:00'), until: at('23:00') },
];
type More = Partial<Parameters<typeof dutyView>[2]> & { readonly again?: Parameters<typeof dutyView>[3] };

const example = (words: Words, sets: boolean, { again, ...more }: More = {}): DutyView =>
  dutyView(
    { ...exampleShowing(words), now: at('09:30'), today: Temporal.PlainDate.from('2026-03-02') },
    {
      words,
      may: () => sets,
      tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
    },
    { team: 'Team of examples', duties, candidates: [], ...more },
    again,
  );

export const page = definePage<DutyView>({
  name: 'organisations/duty',
  template: 'contexts/organisations/duty/pages/duty.njk',
  examples: {
    'who keeps it': words => example(words, true),
    'who reads it': words => example(words, false),
    nobody: words => example(words, false, { duties: [] }),
    'nothing filled in': words =>
      example(words, true, {
        again: {
          typed: {},
          errors: [
            { field: 'person', message: 'duty.error.person' },
            { field: 'day', message: 'error.date-missing' },
            { field: 'at', message: 'duty.error.at' },
            { field: 'hours', message: 'duty.error.hours', values: { most: 168 } },
          ],
        },
      }),
  },
});
