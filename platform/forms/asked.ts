import { html, type SafeHtml } from '../views/safe-html.ts';
import type {
  ButtonOptions,
  ErrorMessageOptions,
  FieldsetOptions,
  HintOptions,
  LabelOptions,
  SummaryListOptions,
} from '../views/components.generated.ts';
import type { FieldDefinition } from './definition.ts';
import type { Given } from './fields/kind.ts';
import type { Sent } from './inputs.ts';
import { inBoth, said } from './second.ts';
import type { FieldWording } from './wording.ts';

/** A field as it stands on a page: its words, what its inputs hold, and what was wrong. */
export interface Asked {
  readonly given: Given;
  readonly wording: FieldWording;
  readonly sent: Sent;
  /** As it stands on the page: marked where the answer may be left out. */
  readonly label: string;
  readonly fault: Fault | undefined;
  /** The label of a step's only field is the heading of the page. */
  readonly isHeading: boolean;
  /** Of a sealed field: there is an answer already, which nobody reads here. */
  readonly isGiven: boolean;
  /** Of `items`: those that there are, and the way to another, where the page can lead there. */
  readonly items?: ItemsList | undefined;
  /** Fields that an option brings up, by its code. Without JavaScript they stand open beneath it. */
  readonly reveals: ReadonlyMap<string, SafeHtml>;
}
export interface ItemsList {
  /** How several are told apart, where the pack says nothing of its own above them. */
  readonly hint: string | undefined;
  /** Absent where there is none yet. */
  readonly list: SummaryListOptions | undefined;
  /** Absent where there are as many as there may be. */
  readonly add: ButtonOptions | undefined;
}
export interface Fault {
  readonly message: string; // its id: tells a date which part to mark
  readonly text: string;
}

/** What every single input takes: a label, a hint, an error. */
export function labelled(asked: Asked): { label: LabelOptions } & Described {
  const { isHeading, label } = asked;
  return {
    label: {
      ...said(label, asked.wording.labelId, asked.wording),
      isPageHeading: isHeading,
      classes: isHeading ? 'govuk-label--l' : 'govuk-label--s',
    },
    ...described(asked),
  };
}

/** What every group of inputs takes: a legend, a hint, an error. */
export function grouped(asked: Asked): { fieldset: FieldsetOptions } & Described {
  const { isHeading, label } = asked;
  const classes = isHeading ? 'govuk-fieldset__legend--l' : 'govuk-fieldset__legend--s';
  return {
    fieldset: {
      legend: { ...said(label, asked.wording.labelId, asked.wording), isPageHeading: isHeading, classes },
    },
    ...described(asked),
  };
}

interface Described {
  readonly hint: HintOptions | undefined;
  readonly errorMessage: ErrorMessageOptions | undefined;
}
export function described({ wording, fault }: Asked): Described {
  return {
    hint: hintOf(wording),
    errorMessage: fault && { text: fault.text, visuallyHiddenText: wording.words('form.error-prefix') },
  };
}

function hintOf(wording: FieldWording): HintOptions | undefined {
  const { hint, hintId, isListed, second, words } = wording;
  if (!second) return hint === undefined ? undefined : { text: hint };
  const both = hint === undefined ? [] : [inBoth(hint, hintId, wording)];
  const list = isListed
    ? [html`<span class="nrm-second--none">${words('form.second.list', { language: second.name })}</span>`]
    : [];
  return both.length + list.length === 0 ? undefined : { html: html`${[...both, ...list]}` };
}

/** The browser remembers nothing of another person's answers, and sends none of them to a spelling service. */
export const unremembered = { autocomplete: 'off', spellcheck: false } as const;

export const nameOf = (field: FieldDefinition, part?: string): string =>
  part ? `${field.id}.${part}` : field.id;
export const idOf = (field: FieldDefinition, part?: string): string =>
  part ? `${field.id}-${part}` : field.id;
