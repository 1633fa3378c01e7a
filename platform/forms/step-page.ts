import type { FieldError } from '../pure/result.ts';
import type { ButtonOptions } from '../views/components.generated.ts';
import { component } from '../views/render.ts';
import type { BackLink, PageError, PageView } from '../views/page.ts';
import { html, type Printable, type SafeHtml } from '../views/safe-html.ts';
import { itemSections, type AnswerRow } from './answer-rows.ts';
import type { Asked, ItemsList } from './asked.ts';
import { nested, type Component } from './components.ts';
import type { Answers, FieldDefinition, FormDefinition, StepDefinition } from './definition.ts';
import type { Given } from './fields/kind.ts';
import { joinInputs, sentFrom, type Inputs, type Sent } from './inputs.ts';
import { itemsField, itemsIn, mostItems } from './items.ts';
import { askedOn } from './journey.ts';
import { kindOf } from './kinds.ts';
import { ownValue } from './conditions.ts';
import { isSealed } from './sealed.ts';
import { inBoth, type Interpreting, secondChooser, secondNotice } from './second.ts';
import { faultOf, inPageOrder, targetOf } from './page-errors.ts';
import { fieldWording, stepWording, type Speaking } from './wording.ts';

/** A step to be shown: of which form, with which answers, in whose words. */
export interface StepToShow extends Speaking {
  readonly form: FormDefinition;
  readonly step: StepDefinition;
  /** All answers so far, of every step. */
  readonly answers: Answers;
  /** Which codes are in force, and which dates lie ahead. */
  readonly today: Given['today'];
  /** What was typed, where the page is shown again; else the inputs hold the answers. */
  readonly typed?: unknown;
  readonly errors?: readonly FieldError[];
  readonly action: string;
  readonly tokens: StepView['tokens'];
  readonly back?: BackLink;
  /** Where one of several of a kind is asked of, and where it is taken out. */
  readonly items?: ItemLinks;
  /** What the page is called instead of its step: a page about one of several of a kind. */
  readonly title?: string;
  /** Of the button that leaves the page for later, where that can be done. It is sent as `leaveName`. */
  readonly leaveText?: string;
  /** What the person may read for themselves before they answer. */
  readonly sheet?: StepView['sheet'];
  /** Which languages may stand beside the page's own, and which does. */
  readonly interpreting?: Interpreting;
  /** What the page is made from (`writeBase`): it comes back with what is sent. */
  readonly base?: string;
  /** Said above the questions: who else is here, what was found again. */
  readonly notes?: readonly string[];
  /** Where else something is put right that the notes or the errors speak of. */
  readonly ways?: StepView['ways'];
  /** Where scripts run, what is typed is saved as it is typed. */
  readonly savesTyping?: boolean;
}

interface ItemLinks {
  readonly change: (item: string) => string;
  readonly remove: (item: string) => string;
  readonly add: string;
}

/** Beginning with `_`, as everything that a page sends beside answers. */
export const leaveName = '_leave';

export interface StepView extends PageView {
  /** Absent where the only question is the heading. */
  readonly heading: Printable | undefined;
  readonly guidance: readonly Printable[];
  readonly parts: readonly Component[];
  readonly action: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
  readonly continueText: string;
  readonly leave: ButtonOptions | undefined;
  /** Of a second language beside the first: that it is shown, and where one is chosen. */
  readonly notice: SafeHtml | undefined;
  readonly chooser: SafeHtml | undefined;
  readonly sheet: { readonly href: string; readonly text: string } | undefined;
  /** Buttons that answer for the whole page at once. */
  readonly all: readonly ButtonOptions[];
  readonly base: string | undefined;
  /** Sent along, unseen. */
  readonly carried: readonly { readonly name: string; readonly value: string }[];
  readonly notes: readonly string[];
  readonly ways: readonly { readonly href: string; readonly text: string }[];
  /** Words for the script that saves what is typed (`typing.js`), as JSON. */
  readonly typing: string | undefined;
}

export function stepPage(asking: StepToShow): StepView {
  const { form, step, words } = asking;
  const worded = stepWording(form, step, asking);
  const { title = worded.title } = asking;
  const { guidance } = worded;
  const fields = askedOn(form, step, asking.answers);
  const sent = sentFrom(asking.typed ?? inputsOf(form, step, asking.answers));
  const onTop = fields.filter(field => !revealedBy(field, step, fields));
  const [only] = onTop;
  const isHeading = onTop.length === 1 && guidance.length === 0 && !hasNoLabel(only);
  const asked = isHeading && only !== undefined && fieldWording(form, step, only, asking).label === title;
  const page: OnePage = { ...asking, fields, sent, heading: asked ? only : undefined };
  return {
    title,
    back: asking.back,
    errors: pageErrors(page),
    heading: asked ? undefined : headingOf(title, title === worded.title, asking),
    guidance: guidanceOf(guidance, asking),
    parts: [...partsOf(onTop, page)],
    action: asking.action,
    tokens: asking.tokens,
    continueText: words('form.continue'),
    leave: leaveButton(asking.leaveText),
    notice: secondNotice(words, asking.second),
    chooser: secondChooser(words, asking.interpreting),
    sheet: asking.sheet,
    all: [],
    base: asking.base,
    carried: [],
    notes: asking.notes ?? [],
    ways: asking.ways ?? [],
    typing: asking.savesTyping && !itemsField(step) ? JSON.stringify(typingWords(asking)) : undefined,
  };
}

/** A tick says what is agreed to, and a list of several of a kind asks nothing itself: neither can be the heading. */
const hasNoLabel = (field: FieldDefinition | undefined): boolean =>
  field?.type === 'tick' || field?.type === 'items';

const idOfStep = ({ form, step }: StepToShow): string => `form.${form.id}.${step.id}`;

/** The title of one of several of a kind is made for it and stands in no catalogue of a second language. */
function headingOf(title: string, isOfStep: boolean, asking: StepToShow): Printable {
  return asking.second ? inBoth(title, isOfStep ? `${idOfStep(asking)}.title` : '', asking) : title;
}

/** Paragraph by paragraph: the pack's check holds a translation to as many. */
function guidanceOf(guidance: readonly string[], asking: StepToShow): readonly Printable[] {
  const { second, words } = asking;
  if (!second) return guidance;
  const id = `${idOfStep(asking)}.guidance`;
  const other = second.words[id]?.split(/\n\s*\n/) ?? [];
  return guidance.map((paragraph, at) => {
    const one = { ...second, words: other[at] === undefined ? {} : { [id]: other[at] } };
    return inBoth(paragraph, id, { words, second: one });
  });
}

/** What the script says, and which inputs it leaves alone: what is to be sealed is kept sealed, when one goes on. */
const typingWords = ({ step, words }: StepToShow) => ({
  saved: words('form.typing.saved', { at: '#' }),
  clash: words('form.typing.clash'),
  failed: words('form.typing.failed'),
  stopped: words('form.typing.stopped'),
  ended: words('form.typing.ended'),
  signIn: words('form.typing.sign-in'),
  sealed: words('form.typing.sealed'),
  never: step.fields.filter(({ sealed }) => sealed).map(({ id }) => id),
});

const leaveButton = (text: string | undefined): ButtonOptions | undefined =>
  text === undefined
    ? undefined
    : { text, name: leaveName, value: 'yes', classes: 'govuk-button--secondary', preventDoubleClick: true };

/** What the inputs of a step hold for answers, as a browser would send them back. */
export function inputsOf(form: FormDefinition, step: StepDefinition, answers: Answers): Inputs {
  const given = answers[step.id] ?? {};
  return joinInputs(
    askedOn(form, step, answers).flatMap(field => {
      const answer = Object.hasOwn(given, field.id) ? given[field.id] : undefined;
      return answer === undefined ? [] : [kindOf(field).write(field, answer)];
    }),
  );
}

interface OnePage extends StepToShow {
  readonly fields: readonly FieldDefinition[];
  readonly sent: Sent;
  readonly heading: FieldDefinition | undefined;
}

function componentOf(field: FieldDefinition, page: OnePage): Component {
  return kindOf(field).component(field, askedFor(field, page));
}

const partsOf = (fields: readonly FieldDefinition[], page: OnePage): readonly Component[] => [
  ...fields.filter(({ more }) => !more).map(field => componentOf(field, page)),
  ...folded(
    fields.filter(({ more }) => more === true),
    page,
  ),
];

/** What most leave out, folded; open where it holds an answer or something to put right. */
function folded(fields: readonly FieldDefinition[], page: OnePage): readonly Component[] {
  if (fields.length === 0) return [];
  const parts = fields.map(field => nested(componentOf(field, page)));
  const isInUse = (field: FieldDefinition) => {
    const wording = fieldWording(page.form, page.step, field, page);
    const isAnswered = kindOf(field).read(field, page.sent) !== undefined;
    return isAnswered || faultOf(field, page.step, wording, page.errors ?? []) !== undefined;
  };
  const details = component('govukDetails', {
    summaryText: page.words('form.more-questions'),
    html: html`${parts}`,
    open: fields.some(isInUse),
  });
  return [{ kind: 'several', options: [details] }];
}

function askedFor(field: FieldDefinition, page: OnePage): Asked {
  const wording = fieldWording(page.form, page.step, field, page);
  const isOpen = field.required || field.type === 'tick';
  return {
    given: page,
    wording,
    sent: page.sent,
    label: isOpen ? wording.label : page.words('form.optional', { label: wording.label }),
    fault: faultOf(field, page.step, wording, page.errors ?? []),
    isHeading: field === page.heading,
    isGiven: isSealed(ownValue(page.answers[page.step.id] ?? {}, field.id)),
    items: field.fields && page.items && itemsList(page, page.items),
    reveals: revealsOf(field, page),
  };
}

/** One line for each: its first answers tell it from the others. */
function itemsList(page: OnePage, { change, remove, add }: ItemLinks): ItemsList {
  const { form, step, words } = page;
  const sections = itemSections(form, step, page.answers[step.id] ?? {}, page);
  const rows = sections.map(({ item = '', title, rows }) => ({
    key: { text: title },
    value: { text: inShort(rows) || words('form.not-answered') },
    actions: {
      items: [
        { href: change(item), text: words('form.change'), visuallyHiddenText: title },
        { href: remove(item), text: words('form.remove'), visuallyHiddenText: title },
      ],
    },
  }));
  const field = itemsField(step);
  const isFull = field !== undefined && rows.length >= mostItems(field);
  return {
    hint: stepWording(form, step, page).guidance.length > 0 ? undefined : words('form.items-hint'),
    list: rows.length > 0 ? { rows } : undefined,
    add: isFull
      ? undefined
      : {
          text: words(rows.length > 0 ? 'form.add-another' : 'form.add'),
          href: add,
          classes: 'govuk-button--secondary',
        },
  };
}
const inShort = (rows: readonly AnswerRow[]): string =>
  rows
    .filter(({ isStatement, lines }) => !isStatement && lines.length > 0)
    .slice(0, 3)
    .map(({ lines }) => lines.join(', '))
    .join('; ');

/** Which options of a field bring up others. Without JavaScript these stand open, so nothing is ever out of reach. */
function revealsOf(field: FieldDefinition, page: OnePage): ReadonlyMap<string, SafeHtml> {
  const byCode = new Map<string, FieldDefinition[]>();
  for (const other of page.fields) {
    const by = revealedBy(other, page.step, page.fields);
    if (by?.field !== field) continue;
    byCode.set(by.code, [...(byCode.get(by.code) ?? []), other]);
  }
  return new Map(
    [...byCode].map(([code, fields]) => [code, html`${partsOf(fields, page).map(part => nested(part))}`]),
  );
}

/** The one option on the same page that a field depends on; undefined where it depends on more, or on something else. */
function revealedBy(field: FieldDefinition, step: StepDefinition, fields: readonly FieldDefinition[]) {
  if (!field.when || !('field' in field.when) || field.when.is.length !== 1) return undefined;
  const {
    field: path,
    is: [code],
  } = field.when;
  const by = fields.find(other => path === `${step.id}.${other.id}`);
  const hasOptions = by?.type === 'choice' || by?.type === 'choices';
  return hasOptions && typeof code === 'string' ? { field: by, code } : undefined;
}

function pageErrors(page: OnePage): readonly PageError[] {
  return inPageOrder(page.errors ?? [], page.step, page.fields).map(({ error, field }) => {
    const wording = field && fieldWording(page.form, page.step, field, page);
    const fault = field && wording && faultOf(field, page.step, wording, [error]);
    const target = field && targetOf(field, error, page.sent, page.pack);
    const item = field?.fields && itemsIn(page.answers, page.step)[Number(error.field.split('.')[2])];
    return {
      text: fault?.text ?? page.words(error.message, error.values),
      href: item && page.items ? page.items.change(item.id) : `#${target ?? 'main-content'}`,
    };
  });
}
