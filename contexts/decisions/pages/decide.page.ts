import type { FormDefinition } from '../../../platform/forms/definition.ts';
import { type Sent, sentFrom } from '../../../platform/forms/inputs.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import type { Definition } from '../../../platform/pack/definition.ts';
import { needsSecondReader } from '../../../platform/pack/second-reader.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { RadiosOptions, TextareaOptions } from '../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../platform/views/page.ts';
import { inputsOf } from '../forms.ts';
import { type CaseFile, outcomes } from '../model.ts';
import { decidedBadly, exampleCase, exampleForm, exampleShown, exampleTokens } from './examples.ts';
import { type HeadFields, headFields, outcomeField, pageErrors, reasonsField } from './decision-fields.ts';
import { returnedView, type ReturnedView } from './reasoned.ts';
import type { Tokens } from './showing.ts';
import { partHref, type StatementsView, statementsView } from './statements.ts';
import { testInWords } from './test-in-words.ts';

export interface DecideShown extends PageView, StatementsView {
  readonly reference: string;
  readonly intro: readonly string[];
  readonly returnedHeading: string;
  readonly returned: ReturnedView | undefined;
  readonly statementsSummary: string;
  readonly heads: readonly HeadFields[];
  readonly outcome: RadiosOptions;
  readonly reasons: TextareaOptions;
  readonly action: string;
  readonly draftAction: string;
  readonly tokens: Tokens;
  readonly send: string;
  readonly later: string;
}

export interface ToDecide {
  readonly reference: string;
  readonly file: CaseFile;
  readonly form: FormDefinition;
  readonly definition: Definition;
  readonly today: PlainDate;
  readonly tokens: Tokens;
  /** What was typed, or a draft; else what a second reader sent back, else nothing. */
  readonly typed?: object | undefined;
  readonly errors?: readonly FieldError[] | undefined;
}

export function decideView(asking: ToDecide, speaking: Speaking): DecideShown {
  const { reference, file, definition, errors = [] } = asking;
  const { words } = speaking;
  const filled = { sent: inputsFor(asking), errors, heads: definition.heads };
  const returned = file.returned.at(-1);
  return {
    title: words('decisions.decide.title'),
    back: { href: `/cases/${reference}`, text: words('decisions.back-to-case') },
    errors: pageErrors(filled, speaking),
    reference,
    intro: [...testInWords(file, speaking, asking.today), words('decisions.decide.intro')],
    returnedHeading: words('decisions.returned.heading'),
    returned: returned && returnedView(returned, speaking),
    statementsSummary: words('decisions.statements.open'),
    ...statementsView(asking, speaking, { href: part => partHref(reference, part) }),
    heads: headFields(filled, speaking),
    outcome: outcomeField(filled, speaking, outcome => consequence(outcome, asking, speaking)),
    reasons: reasonsField(
      'reasons',
      { label: words('decisions.decide.reasons'), hint: words('decisions.decide.reasons-hint'), rows: 10 },
      filled,
      speaking,
    ),
    action: `/cases/${reference}/decide`,
    draftAction: `/cases/${reference}/decide/draft`,
    tokens: asking.tokens,
    send: words('decisions.decide.send'),
    later: words('decisions.decide.later'),
  };
}

function inputsFor({ typed, file }: ToDecide): Sent {
  const returned = file.returned.at(-1)?.proposal;
  return sentFrom(typed ?? (returned && inputsOf(returned)));
}

/** Whether an outcome takes effect at once or goes to a second reader: the pack's rule says. */
function consequence(outcome: string, { file, today }: ToDecide, { words, pack }: Speaking): string {
  const chosen = outcomes.find(each => each === outcome) ?? 'negative';
  const second = needsSecondReader(pack, chosen, { nation: file.nation ?? null, on: today });
  return words(second.ok && !second.value ? 'decisions.decide.at-once' : 'decisions.decide.read-second');
}

const example = (words: Words, more: Partial<ToDecide> & { file: CaseFile }): DecideShown => {
  const { speaking, definition, today } = exampleShown(words, more.file);
  return decideView(
    { reference: 'NRM-7KBC-9QXD-R4T', form: exampleForm, definition, today, tokens: exampleTokens, ...more },
    speaking,
  );
};

export const page = definePage<DecideShown>({
  name: 'decisions/decide',
  template: 'contexts/decisions/pages/decide.njk',
  examples: {
    'an adult, empty': words => example(words, { file: exampleCase('allocated') }),
    'a child': words => example(words, { file: exampleCase('child') }),
    'returned by the second reader': words => example(words, { file: exampleCase('returned') }),
    'not whole': words => example(words, { file: exampleCase('allocated'), ...decidedBadly('not-whole') }),
    contradicts: words => example(words, { file: exampleCase('allocated'), ...decidedBadly('contradicts') }),
  },
});
