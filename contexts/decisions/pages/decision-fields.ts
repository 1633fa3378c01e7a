/** The inputs of a decision: one fieldset for each head of the definition, then the outcome. */
import { unremembered } from '../../../platform/forms/asked.ts';
import { inTextarea } from '../../../platform/forms/fields/words.ts';
import type { Sent } from '../../../platform/forms/inputs.ts';
import { optional, type Speaking } from '../../../platform/forms/wording.ts';
import type { Head } from '../../../platform/pack/definition.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import type {
  ErrorMessageOptions,
  FieldsetFrame,
  RadiosOptions,
  TextareaOptions,
} from '../../../platform/views/components.generated.ts';
import type { PageError } from '../../../platform/views/page.ts';
import { longestReasons } from '../forms.ts';
import { findings, outcomes } from '../model.ts';

export interface HeadFields {
  readonly fieldset: FieldsetFrame;
  readonly hint: string | undefined;
  readonly elements: readonly RadiosOptions[];
  readonly reasons: TextareaOptions;
}

/** What the inputs hold and what is wrong with it. */
export interface Filled {
  readonly sent: Sent;
  readonly errors: readonly FieldError[];
  readonly heads: readonly Head[];
}

export const headFields = (filled: Filled, speaking: Speaking): readonly HeadFields[] =>
  filled.heads.map(head => {
    const { words } = speaking;
    return {
      fieldset: {
        legend: { text: words(`head.${head.code}`), classes: 'govuk-fieldset__legend--m' },
      },
      hint: optional(`head.${head.code}.hint`, speaking),
      elements: head.elements.map(element => elementField(head, element, filled, speaking)),
      reasons: reasonsField(
        `${head.code}.reasons`,
        { label: words('decisions.reasons-on', { head: words(`head.${head.code}`) }), rows: 6 },
        filled,
        speaking,
      ),
    };
  });

function elementField(head: Head, element: string, filled: Filled, speaking: Speaking): RadiosOptions {
  const name = `${head.code}.${element}`;
  const { words } = speaking;
  const chosen = filled.sent.one(name);
  return {
    name,
    idPrefix: idOf(name),
    classes: 'govuk-radios--inline govuk-radios--small',
    fieldset: { legend: { text: words(`head.${name}`), classes: 'govuk-fieldset__legend--s' } },
    errorMessage: errorAt(name, filled, speaking),
    items: findings.map(finding => ({
      value: finding,
      text: words(`decisions.finding.${finding}`),
      checked: finding === chosen,
    })),
  };
}

export function outcomeField(
  filled: Filled,
  speaking: Speaking,
  hintOf: (outcome: string) => string,
): RadiosOptions {
  const { words } = speaking;
  const chosen = filled.sent.one('outcome');
  return {
    name: 'outcome',
    idPrefix: 'outcome',
    fieldset: { legend: { text: words('decisions.decide.outcome'), classes: 'govuk-fieldset__legend--m' } },
    errorMessage: errorAt('outcome', filled, speaking),
    items: outcomes.map(outcome => ({
      value: outcome,
      text: words(`decisions.outcome.${outcome}`),
      hint: { text: hintOf(outcome) },
      checked: outcome === chosen,
    })),
  };
}

export function reasonsField(
  name: string,
  { label, hint, rows }: { readonly label: string; readonly hint?: string; readonly rows: number },
  filled: Filled,
  speaking: Speaking,
): TextareaOptions {
  return {
    name,
    id: idOf(name),
    label: { text: label, classes: 'govuk-label--s' },
    hint: hint === undefined ? undefined : { text: hint },
    value: inTextarea(filled.sent.one(name)),
    rows,
    errorMessage: errorAt(name, filled, speaking),
    ...unremembered,
  };
}

/** In the order of the page, each a link to the input that puts it right. */
export const pageErrors = (filled: Filled, speaking: Speaking): readonly PageError[] =>
  filled.errors.map(error => ({
    text: errorInWords(error, filled, speaking),
    href: `#${idOf(error.field)}`,
  }));

function errorAt(name: string, filled: Filled, speaking: Speaking): ErrorMessageOptions | undefined {
  const error = filled.errors.find(({ field }) => field === name);
  return (
    error && {
      text: errorInWords(error, filled, speaking),
      visuallyHiddenText: speaking.words('form.error-prefix'),
    }
  );
}

function errorInWords(
  { field, message, values }: FieldError,
  { heads }: Filled,
  { words }: Speaking,
): string {
  const head = heads.find(({ code }) => field.startsWith(`${code}.`));
  const element = head?.elements.find(each => field === `${head.code}.${each}`);
  const headWords = head ? words(`head.${head.code}`) : '';
  // Errors of texts name the text that they are about.
  const label = head ? words('decisions.reasons-on', { head: headWords }) : words('decisions.reasons');
  return words(message.startsWith('error.') ? `field-${message}` : message, {
    ...values,
    max: longestReasons,
    label,
    head: headWords,
    element: head && element ? words(`head.${head.code}.${element}`) : '',
  });
}

const idOf = (name: string): string => name.replaceAll('.', '-');
