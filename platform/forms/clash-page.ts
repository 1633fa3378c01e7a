import type { RadiosOptions } from '../views/components.generated.ts';
import { html, type SafeHtml } from '../views/safe-html.ts';
import { groupsOf, baseOf, writeBase, type Against } from './based.ts';
import { allName, askedName, choiceName } from './clash.ts';
import { ownValue } from './conditions.ts';
import type { Component } from './components.ts';
import type { Answers, FieldDefinition } from './definition.ts';
import { sentFrom } from './inputs.ts';
import { askedOn } from './journey.ts';
import { kindOf } from './kinds.ts';
import { parseStep } from './parse.ts';
import { shapeToday } from './shape.ts';
import type { StepToShow, StepView } from './step-page.ts';
import { fieldWording, stepWording } from './wording.ts';

interface Clash extends StepToShow {
  readonly typed: unknown;
  /** Fields of which two answers stand against each other. */
  readonly clashes: readonly string[];
  /** Who saved the other answers, and when, in words. */
  readonly saved: { readonly by: string; readonly at: string };
  readonly salt: string;
}

/** Two versions of a page, side by side: one chooses for each question, or for all. What was typed travels along, unseen. */
export function clashPage(asking: Clash): StepView {
  const { form, step, answers, words, clashes, saved } = asking;
  const { title = stepWording(form, step, asking).title } = asking;
  const before = answers[step.id] ?? {};
  const against: Against = { step, saved: before, salt: asking.salt };
  const open = step.fields.filter(({ id, sealed }) => clashes.includes(id) && !sealed);
  const sealed = step.fields.filter(({ id, sealed }) => clashes.includes(id) && sealed);
  const questions = groupsOf(step)
    .map(([first = '', ...more]) => ({
      first,
      fields: open.filter(({ id }) => id === first || more.includes(id)),
    }))
    .filter(({ fields }) => fields.length > 0);
  const isLater = sentFrom(asking.typed).one(askedName) !== '';
  return {
    title,
    back: asking.back,
    errors: questions.map(({ first, fields }) => ({
      text: words('form.clash.choose', { label: labelOf(asking, fields[0]) }),
      href: `#choose-${first}`,
    })),
    heading: words('form.clash.title'),
    guidance: [
      words('form.clash.what', saved),
      ...sealed.map(field => words('form.clash.sealed', { ...saved, label: labelOf(asking, field) })),
    ],
    parts: questions.map(question => versions(asking, question, isLater)),
    action: asking.action,
    tokens: asking.tokens,
    continueText: words('form.clash.save'),
    leave: undefined,
    all: [
      {
        text: words('form.clash.all-mine'),
        name: allName,
        value: 'mine',
        classes: 'govuk-button--secondary',
      },
      {
        text: words('form.clash.all-theirs', saved),
        name: allName,
        value: 'theirs',
        classes: 'govuk-button--secondary',
      },
    ],
    base: writeBase(baseOf(against)),
    carried: [
      { name: askedName, value: questions.map(({ first }) => first).join(' ') },
      ...carried(asking, sealed),
    ],
    notes: [],
    ways: [],
    typing: undefined,
    notice: undefined,
    chooser: undefined,
    sheet: undefined,
  };
}

function versions(
  asking: Clash,
  { first, fields }: { readonly first: string; readonly fields: readonly FieldDefinition[] },
  isLater: boolean,
): Component {
  const { words, form, step, answers, typed, saved } = asking;
  const mine = parseStep(form, step, typed, answers);
  const theirs = answers[step.id] ?? {};
  const options: RadiosOptions = {
    idPrefix: `choose-${first}`,
    name: choiceName(first),
    classes: 'nrm-versions',
    fieldset: { legend: { text: labelOf(asking, fields[0]), classes: 'govuk-fieldset__legend--m' } },
    errorMessage: isLater
      ? { text: words('form.clash.choose-here'), visuallyHiddenText: words('form.error-prefix') }
      : undefined,
    items: [
      { value: 'mine', text: words('form.clash.mine'), hint: { html: inWords(asking, fields, mine) } },
      {
        value: 'theirs',
        text: words('form.clash.theirs', saved),
        hint: { html: inWords(asking, fields, theirs) },
      },
    ],
  };
  return { kind: 'radios', options };
}

function inWords(asking: Clash, fields: readonly FieldDefinition[], answers: Answers[string]): SafeHtml {
  const lines = fields.map(field => {
    const wording = fieldWording(asking.form, asking.step, field, asking);
    const answer = ownValue(answers, field.id);
    const sound = shapeToday(asking.form, asking.step, asking).shape[field.id]?.safeParse(answer);
    // What is not an answer yet has no words but its own.
    const typed = sentFrom(asking.typed).many(field.id).join(', ');
    const shown =
      answer === undefined ? [] : sound?.success ? kindOf(field).show(field, answer, wording) : [typed];
    const text = shown.join('\n') || asking.words('form.not-answered');
    const label =
      fields.length > 1 ? html`<span class="govuk-visually-hidden">${wording.label}: </span>` : html``;
    return html`<span class="nrm-own-words nrm-version">${label}${text}</span>`;
  });
  return html`${lines}`;
}

const labelOf = (asking: Clash, field: FieldDefinition | undefined): string =>
  field ? fieldWording(asking.form, asking.step, field, asking).label : '';

/** Every input as it was sent, but for what is to be sealed: that stands on no page. */
function carried({ form, step, answers, typed }: Clash, sealed: readonly FieldDefinition[]) {
  const sent = sentFrom(typed);
  const hidden = new Set([...sealed, ...step.fields.filter(field => field.sealed)].map(({ id }) => id));
  const asked = askedOn(form, step, answers).filter(({ id }) => !hidden.has(id));
  const names = Object.keys(typeof typed === 'object' && typed !== null ? typed : {}).filter(name =>
    asked.some(({ id }) => name === id || name.startsWith(`${id}.`)),
  );
  return names.flatMap(name => sent.many(name).map(value => ({ name, value })));
}
