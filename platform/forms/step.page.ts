import { Temporal } from '../pure/time.ts';
import type { FieldError } from '../pure/result.ts';
import { definePage, type Words } from '../views/page.ts';
import { clashPage } from './clash-page.ts';
import type { Answers, FormDefinition } from './definition.ts';
import { exampleAnswers } from './example.ts';
import { stepOf } from './journey.ts';
import { parseStep } from './parse.ts';
import { sampleForm, samplePack, sampleSpeaking, sealedForm } from './sample.ts';
import { checkStep } from './schema.ts';
import { stepPage, type StepToShow, type StepView } from './step-page.ts';

/** One step of any form. */
export const page = definePage<StepView>({
  name: 'forms/step',
  template: 'platform/forms/step.njk',
  examples: {
    'one question that is the heading': words => example(words, 'about'),
    'a page that can be left for later': words => example(words, 'about', { leaveText: words('form.leave') }),
    'an answer is missing': words => example(words, 'consent', { sent: {} }),
    'names, dates and lists, empty': words => example(words, 'person', { answers: {} }),
    'names, dates and lists, filled': words => example(words, 'person'),
    'names, dates and lists, wrong': words =>
      example(words, 'person', {
        sent: {
          'born.day': '31',
          'born.month': '2',
          'born.year': '2001',
          children: 'yes',
          howMany: 'some',
          'languages.1': 'c02',
          'languages.2': 'nowhere',
        },
      }),
    'boxes that bring up more': words => example(words, 'contact'),
    'boxes that bring up more, wrong': words =>
      example(words, 'contact', { sent: { channels: ['phone', 'email'], phone: '12', email: 'nobody' } }),
    'a statement': words => example(words, 'account'),
    'a statement is missing': words => example(words, 'account', { sent: { 'since.day': '3' } }),
    'something to be sealed': words => sealedExample(words),
    'something to be sealed, too long': words =>
      sealedExample(words, { sent: { town: '', address: 'x'.repeat(101) } }),
    'something was sealed': words => sealedExample(words, { answers: sealedAnswers }),
    'something was sealed, another answer is missing': words =>
      sealedExample(words, { answers: sealedAnswers, sent: { town: '' } }),
    'somebody else is here, and what was typed is back': words =>
      example(words, 'person', {
        notes: [words('form.others-here', { names: 'Bethan Lloyd', count: 1 }), words('form.typing.found')],
        base: '1',
        savesTyping: true,
      }),
    'something is put right on another page': words =>
      example(words, 'about', {
        notes: [words('form.others-here', { names: 'Bethan Lloyd', count: 1 })],
        ways: [{ href: '/example/back', text: words('form.back') }],
      }),
    'two versions of a page': words => clashExample(words),
    'several of a kind, none yet': words => listExample(words, { answers: {} }),
    'several of a kind': words => listExample(words),
    signs: words => example(words, 'seen'),
    'a sign without how it is known': words => example(words, 'seen', { sent: { signs: ['work2'] } }),
  },
});

const today = Temporal.PlainDate.from('2026-03-02');
const given = { pack: samplePack, today };

const sealedAnswers: Answers = {
  stay: { town: 'Northland', address: { seal: '00000000-0000-4000-8000-000000000000', box: 'AAAA' } },
};
const sealedExample = (words: Words, more: Shown = {}) =>
  example(words, 'stay', { form: sealedForm, answers: {}, ...more });

/** As packs leave it: no guidance, and no label of its own. */
const listExample = (words: Words, more: Shown = {}) => {
  const at = '/example/others';
  const items = {
    change: (item: string) => `${at}/${item}`,
    remove: (item: string) => `${at}/${item}/remove`,
    add: `${at}/new`,
  };
  return example(words, 'others', { items, ...more });
};

function clashExample(words: Words) {
  const step = stepOf(sampleForm, 'person');
  if (!step) throw new Error('The sample has no step person');
  return clashPage({
    ...sampleSpeaking(words),
    form: sampleForm,
    step,
    answers: exampleAnswers(sampleForm, given),
    today,
    typed: { givenName: 'Tess', children: 'yes', howMany: '2' },
    clashes: ['givenName', 'children', 'howMany'],
    saved: { by: 'Bethan Lloyd', at: '2 March 2026' },
    salt: 'example',
    action: '/example',
    tokens: { csrf: 'example', key: '00000000-0000-4000-8000-000000000000' },
    back: { href: '/example/back', text: words('form.back') },
  });
}

interface Shown {
  readonly form?: FormDefinition;
  readonly answers?: Answers;
  readonly sent?: object;
  readonly leaveText?: string;
  readonly notes?: readonly string[];
  readonly ways?: NonNullable<StepToShow['ways']>;
  readonly items?: NonNullable<StepToShow['items']>;
  readonly base?: string;
  readonly savesTyping?: boolean;
}

function example(
  words: Words,
  stepId: string,
  { form = sampleForm, answers = exampleAnswers(sampleForm, given), sent, ...more }: Shown = {},
) {
  const step = stepOf(form, stepId);
  if (!step) throw new Error(`The sample has no step ${stepId}`);
  const errors = sent && faults(form, step, sent, answers);
  return stepPage({
    ...sampleSpeaking(words),
    form,
    step,
    answers,
    today,
    ...(sent && errors && { typed: sent, errors }),
    ...more,
    action: '/example',
    tokens: { csrf: 'example', key: '00000000-0000-4000-8000-000000000000' },
    back: { href: '/example/back', text: words('form.back') },
  });
}

function faults(
  form: FormDefinition,
  step: NonNullable<ReturnType<typeof stepOf>>,
  sent: object,
  answers: Answers,
): readonly FieldError[] {
  const checked = checkStep(form, step, parseStep(form, step, sent, answers), answers, given);
  return checked.ok ? [] : (checked.error.fields ?? []);
}
