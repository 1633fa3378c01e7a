import type { FormDefinition } from '../../../platform/forms/definition.ts';
import { sentFrom } from '../../../platform/forms/inputs.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { RadiosOptions, TextareaOptions } from '../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../platform/views/page.ts';
import type { CaseFile, Proposal } from '../model.ts';
import { pageErrors, reasonsField } from './decision-fields.ts';
import { exampleCase, exampleForm, exampleShown, exampleTokens } from './examples.ts';
import { proposalView, type ReasonedView } from './reasoned.ts';
import type { Tokens } from './showing.ts';
import { partHref, type StatementsView, statementsView } from './statements.ts';

export interface SecondReadingShown extends PageView, StatementsView {
  readonly reference: string;
  readonly intro: string;
  readonly reasoned: ReasonedView;
  readonly statementsSummary: string;
  readonly reading: RadiosOptions;
  readonly reasons: TextareaOptions;
  readonly action: string;
  readonly tokens: Tokens;
  readonly send: string;
}

export interface ToRead {
  readonly reference: string;
  readonly file: CaseFile;
  readonly proposal: Proposal;
  readonly form: FormDefinition;
  readonly today: PlainDate;
  readonly tokens: Tokens;
  readonly typed?: object | undefined;
  readonly errors?: readonly FieldError[] | undefined;
}

export function secondReadingView(asking: ToRead, speaking: Speaking): SecondReadingShown {
  const { reference, proposal, errors = [] } = asking;
  const { words } = speaking;
  const filled = { sent: sentFrom(asking.typed), errors, heads: [] };
  const reading = errors.find(({ field }) => field === 'reading');
  return {
    title: words('decisions.second.title'),
    back: { href: `/cases/${reference}`, text: words('decisions.back-to-case') },
    errors: pageErrors(filled, speaking),
    reference,
    intro: words('decisions.second.intro'),
    reasoned: proposalView(proposal, speaking),
    statementsSummary: words('decisions.statements.open'),
    ...statementsView(asking, speaking, { href: part => partHref(reference, part) }),
    reading: {
      name: 'reading',
      idPrefix: 'reading',
      fieldset: { legend: { text: words('decisions.second.reading'), classes: 'govuk-fieldset__legend--m' } },
      errorMessage: reading && {
        text: words(reading.message),
        visuallyHiddenText: words('form.error-prefix'),
      },
      items: (['agree', 'return'] as const).map(value => ({
        value,
        text: words(`decisions.second.${value}`),
        hint: { text: words(`decisions.second.${value}-hint`) },
        checked: filled.sent.one('reading') === value,
      })),
    },
    reasons: reasonsField(
      'reasons',
      { label: words('decisions.second.reasons'), hint: words('decisions.second.reasons-hint'), rows: 8 },
      filled,
      speaking,
    ),
    action: `/cases/${reference}/second-reading`,
    tokens: asking.tokens,
    send: words('decisions.second.send'),
  };
}

function example(words: Words, more: Partial<ToRead> = {}): SecondReadingShown {
  const file = exampleCase('second-reading');
  const { speaking, today } = exampleShown(words, file);
  if (!file.proposal) throw new Error('The example waits for a second reader');
  const asking = { reference: 'NRM-7KBC-9QXD-R4T', file, proposal: file.proposal, form: exampleForm };
  return secondReadingView({ ...asking, today, tokens: exampleTokens, ...more }, speaking);
}

export const page = definePage<SecondReadingShown>({
  name: 'decisions/second-reading',
  template: 'contexts/decisions/pages/second-reading.njk',
  examples: {
    'a negative is proposed': words => example(words),
    'nothing chosen': words =>
      example(words, { typed: {}, errors: [{ field: 'reading', message: 'decisions.error.reading' }] }),
    'returned without reasons': words =>
      example(words, {
        typed: { reading: 'return' },
        errors: [{ field: 'reasons', message: 'decisions.error.reasons-to-return' }],
      }),
  },
});
