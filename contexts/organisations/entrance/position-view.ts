import type { Words } from '../../../platform/views/page.ts';
import type { Position } from '../model.ts';
import type { PositionView } from './pages/position.page.ts';
import { permitted, whyNothing } from '../rules.ts';

export interface PositionFacts {
  /** Where the form is sent. */
  readonly action: string;
  readonly csrf: string;
  /** The key of the position in which the person acts now, if they are signed in. */
  readonly current: string | undefined;
  /** Whether the form was sent without a choice. */
  readonly isMissing: boolean;
  readonly positions: readonly {
    readonly position: Position;
    readonly key: string;
    readonly may: (action: string) => boolean;
  }[];
}

const firstInput = 'position';

/** Says of each position what one may do in it: people know what they came to do better than what their role is called. */
export function positionView(
  words: Words,
  { action, csrf, current, isMissing, positions }: PositionFacts,
): PositionView {
  const title = words(current === undefined ? 'position.title' : 'position.change');
  return {
    title,
    back: current === undefined ? undefined : { href: '/home', text: words('position.back') },
    errors: isMissing ? [{ text: words('position.missing'), href: `#${firstInput}` }] : undefined,
    action,
    csrf,
    choices: {
      idPrefix: firstInput,
      name: 'position',
      fieldset: { legend: { text: title, isPageHeading: true, classes: 'govuk-fieldset__legend--l' } },
      hint: { text: words('position.text') },
      ...(isMissing && {
        errorMessage: { text: words('position.missing'), visuallyHiddenText: words('form.error-prefix') },
      }),
      ...(current !== undefined && { value: current }),
      items: positions.map(({ position, key, may }) => ({
        value: key,
        text: words('position.choice', {
          role: words(`role.${position.role}`),
          team: position.team.name,
          organisation: position.organisation.name,
        }),
        hint: { text: whatFor(words, position, may) },
      })),
    },
    button: words('position.continue'),
  };
}

/** What is said of each thing has commas of its own. */
function whatFor(words: Words, { purpose }: Position, may: (action: string) => boolean): string {
  const can = permitted(may).map(({ name }) => words(`sign-in.can.${name}`));
  return words('position.can', {
    can: can.length > 0 ? can.join('; ') : words(`sign-in.can.${whyNothing(purpose)}`),
  });
}
