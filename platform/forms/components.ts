import type {
  Components,
  ErrorMessageOptions,
  FieldsetOptions,
  HintOptions,
} from '../views/components.generated.ts';
import type { ItemsList } from './asked.ts';
import { component } from '../views/render.ts';
import { html, type SafeHtml } from '../views/safe-html.ts';

const macros = {
  radios: 'govukRadios',
  checkboxes: 'govukCheckboxes',
  input: 'govukInput',
  textarea: 'govukTextarea',
  date: 'govukDateInput',
  select: 'govukSelect',
  fieldset: 'govukFieldset',
} as const satisfies Record<string, keyof Components>;
type Kind = keyof typeof macros;

type Single = { [K in Kind]: { readonly kind: K; readonly options: Components[(typeof macros)[K]] } }[Kind];

/** Those that there are of several alike, and the way to another. */
interface Several {
  readonly kind: 'items';
  readonly options: ItemsList & {
    readonly id: string;
    readonly empty: string;
    readonly fault: string | undefined;
    readonly faultPrefix: string;
  };
}

/** One question of more than one component, in their order. */
interface Parts {
  readonly kind: 'several';
  readonly options: readonly SafeHtml[];
}

/** One field of a page: which component shows it, and what that component takes. `step.njk` has one call per kind. */
export type Component = Single | Several | Parts;

/** A field as HTML, to stand inside another: what an answer reveals, or one of several alike. */
export function nested(part: Component): SafeHtml {
  if (part.kind === 'items') throw new Error('Several of a kind stand alone on their page');
  if (part.kind === 'several') return html`${part.options}`;
  // One call per kind would say the same seven times: the pair is typed where it is made.
  return component(macros[part.kind], part.options as never);
}

interface Group {
  readonly fieldset: FieldsetOptions;
  readonly hint: HintOptions | undefined;
  readonly errorMessage: ErrorMessageOptions | undefined;
}
/** Several components as one field: what radios and dates do for themselves. */
export function groupOf(
  id: string,
  { fieldset, hint, errorMessage }: Group,
  parts: readonly SafeHtml[],
): FieldsetOptions {
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const about = [
    ...(hint ? [component('govukHint', { ...hint, id: hintId })] : []),
    ...(errorMessage ? [component('govukErrorMessage', { ...errorMessage, id: errorId })] : []),
  ];
  const describedBy = [...(hint ? [hintId] : []), ...(errorMessage ? [errorId] : [])].join(' ');
  const marked = errorMessage ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group';
  return {
    ...fieldset,
    ...(describedBy && { describedBy }),
    html: html`<div class="${marked}">${about}${parts}</div>`,
  };
}
