import { optional, type Speaking } from '../../../platform/forms/wording.ts';
import { formatMoment } from '../../../platform/text/format.ts';
import type { ButtonOptions, SelectOptions } from '../../../platform/views/components.generated.ts';
import { referrersOf } from '../model.ts';
import { mayMove } from '../rules.ts';
import type { ToShow } from './case-view.ts';
import type { Tokens } from './showing.ts';

/** What the viewer can do now: what policy permits and the stage allows. The routes check both again. */
export interface ActionsView {
  readonly heading: string;
  readonly tokens: Tokens;
  readonly take: { readonly action: string; readonly button: ButtonOptions } | undefined;
  readonly draft: string | undefined;
  readonly decide: ButtonOptions | undefined;
  readonly read: ButtonOptions | undefined;
  readonly allocate:
    | { readonly action: string; readonly select: SelectOptions; readonly button: ButtonOptions }
    | undefined;
}

export function actionsView(asking: ToShow, speaking: Speaking): ActionsView | undefined {
  const { reference, file, may, viewerId, tokens, draftSavedAt } = asking;
  const { words, pack, language } = speaking;
  const at = (rest: string) => `/cases/${reference}/${rest}`;
  const takes = may('case:take') && mayMove(file, 'take') && !referrersOf(file).includes(viewerId);
  const decides = may('decision:record') && mayMove(file, 'decide') && file.allocatedTo === viewerId;
  const reads = may('decision:second-read') && mayMove(file, 'read-second') && file.proposal !== undefined;
  const allocates = may('case:allocate') && mayMove(file, 'allocate') && candidates(asking).length > 0;
  if (!takes && !decides && !reads && !allocates) return undefined;
  return {
    heading: words('decisions.actions.heading'),
    tokens,
    take: takes
      ? { action: at('take'), button: { text: words('decisions.actions.take'), preventDoubleClick: true } }
      : undefined,
    draft:
      decides && draftSavedAt
        ? words('decisions.actions.draft', { on: formatMoment(draftSavedAt, pack.timeZone, language) })
        : undefined,
    decide: decides
      ? {
          text: words(draftSavedAt ? 'decisions.actions.continue' : 'decisions.actions.decide'),
          href: at('decide'),
        }
      : undefined,
    read: reads ? { text: words('decisions.actions.read'), href: at('second-reading') } : undefined,
    allocate: allocates ? allocateForm(asking, speaking, at('allocate')) : undefined,
  };
}

function allocateForm(
  asking: ToShow,
  speaking: Speaking,
  action: string,
): NonNullable<ActionsView['allocate']> {
  const { words } = speaking;
  const error = asking.errors?.find(({ field }) => field === 'to');
  return {
    action,
    select: {
      id: 'to',
      name: 'to',
      label: { text: words('decisions.actions.allocate-to'), classes: 'govuk-label--s' },
      errorMessage: error && {
        text: words(error.message),
        visuallyHiddenText: words('form.error-prefix'),
      },
      items: [
        { value: '', text: words('form.choose-from-list') },
        ...candidates(asking).map(({ personId, name, role }) => ({
          value: personId,
          text: `${name}, ${optional(`role.${role}`, speaking) ?? role}`,
        })),
      ],
    },
    button: {
      text: words('decisions.actions.allocate'),
      classes: 'govuk-button--secondary',
      preventDoubleClick: true,
    },
  };
}

/** Nobody decides on a person whom they referred, and who has the case already need not be given it. */
const candidates = ({ colleagues, file }: ToShow) =>
  colleagues.filter(({ personId }) => personId !== file.allocatedTo && !referrersOf(file).includes(personId));
