import type { FieldDefinition } from '../../../platform/forms/definition.ts';
import {
  dateComponent,
  dateFault,
  firstFaultyPart,
  readDate,
  writeDate,
} from '../../../platform/forms/fields/date-parts.ts';
import { type Sent, sentFrom } from '../../../platform/forms/inputs.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import { parseDate, type PlainDate } from '../../../platform/pure/time.ts';
import type { ButtonOptions, DateInputOptions } from '../../../platform/views/components.generated.ts';
import type { PageError } from '../../../platform/views/page.ts';

/** Asks for a day on which to see the case as it was known. */
export interface AsKnownOnView {
  readonly heading: string;
  readonly action: string;
  readonly input: DateInputOptions;
  readonly button: ButtonOptions;
}

/** The day that was asked for: none, one, or something that cannot be one, with what is wrong with it. */
export interface DayAsked {
  readonly sent: Sent;
  readonly day: PlainDate | undefined;
  readonly fault: string | undefined;
}

const field: FieldDefinition = { id: 'on', type: 'date', class: 'process', required: false, past: true };

/** Out of `?on=2026-11-27`, as links have it, or of `?on.day=27&on.month=11&on.year=2026`, as the form sends it. */
export function readDayAsked(query: Readonly<Record<string, unknown>>, today: PlainDate): DayAsked {
  const { on } = query;
  const sent = sentFrom(typeof on === 'string' && on !== '' ? writeDate(field, on) : query);
  const text = readDate(field, sent);
  const fault = text === undefined ? undefined : dateFault(text, { partial: false, latest: today });
  return { sent, fault, day: text === undefined || fault ? undefined : parseDate(text) };
}

export function asKnownOnView(
  {
    reference,
    today,
    asked,
  }: { readonly reference: string; readonly today: PlainDate; readonly asked: DayAsked },
  speaking: Speaking,
): AsKnownOnView {
  const { words, pack } = speaking;
  const label = words('decisions.as-known.label');
  const { options } = dateComponent(field, {
    given: { pack, today },
    wording: { ...speaking, label, hint: words('decisions.as-known.hint'), option: code => code },
    sent: asked.sent,
    label,
    fault:
      asked.fault === undefined
        ? undefined
        : { message: asked.fault, text: faultInWords(asked.fault, speaking) },
    isHeading: false,
    isGiven: false,
    reveals: new Map(),
  });
  return {
    heading: words('decisions.as-known.heading'),
    action: `/cases/${reference}`,
    input: options as DateInputOptions, // what `dateComponent` is for
    button: { text: words('decisions.as-known.button'), classes: 'govuk-button--secondary' },
  };
}

export const dayErrors = ({ fault }: DayAsked, speaking: Speaking): readonly PageError[] =>
  fault === undefined ? [] : [{ text: faultInWords(fault, speaking), href: `#on-${firstFaultyPart(fault)}` }];

const faultInWords = (fault: string, { words }: Speaking): string =>
  words(`field-${fault}`, { label: words('decisions.as-known.label'), year: '1900' });
