import type { Speaking } from '../../../platform/forms/wording.ts';
import type { ButtonOptions, InputOptions } from '../../../platform/views/components.generated.ts';
import type { ToShow } from './case-view.ts';

/** Asks for a day on which to see the case as it was known. */
export interface AsKnownOnView {
  readonly heading: string;
  readonly action: string;
  readonly input: InputOptions;
  readonly button: ButtonOptions;
}

export function asKnownOnView(asking: ToShow, { words }: Speaking): AsKnownOnView {
  const { reference, typedDay, asKnownOn, today, errors } = asking;
  const error = errors?.find(({ field }) => field === 'on');
  return {
    heading: words('decisions.as-known.heading'),
    action: `/cases/${reference}`,
    input: {
      id: 'on',
      name: 'on',
      type: 'date',
      label: { text: words('decisions.as-known.label'), classes: 'govuk-label--s' },
      hint: { text: words('decisions.as-known.hint') },
      errorMessage: error && {
        text: words(error.message),
        visuallyHiddenText: words('form.error-prefix'),
      },
      value: typedDay ?? asKnownOn?.toString() ?? '',
      classes: 'govuk-input--width-10',
      attributes: { max: today.toString() },
    },
    button: { text: words('decisions.as-known.button'), classes: 'govuk-button--secondary' },
  };
}
