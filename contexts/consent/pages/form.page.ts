import type { StepView } from '../../../platform/forms/step-page.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { definePage, type Words } from '../../../platform/views/page.ts';
import { type FormToShow, formView } from '../form-view.ts';
import { consentForm, readStep, type StepName } from '../forms.ts';
import { answerView, formOfAnswer } from '../tasks/loaders.ts';
import { exampleSpeaking, exampleTasks } from './examples.ts';

const today = Temporal.PlainDate.from('2026-11-23');
const house = { id: 't-1', name: 'Harbour house (fictional), Desk', purpose: 'referral' } as const;

function shown(words: Words, step: StepName, isDraft = false): FormToShow {
  const { words: spoken, pack, language } = exampleSpeaking(words);
  return {
    form: consentForm(pack, spoken, { teams: [house], holders: [house], isDraft }),
    step,
    reference: 'NRM-7KBC-9QXD-R4T',
    at: step,
    words: spoken,
    language,
    today,
    tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
  };
}

function example(words: Words, step: StepName, sent?: object, guidance?: readonly string[]): StepView {
  const asking = shown(words, step);
  const read = sent && readStep(asking.form, step, sent, today);
  return formView(
    { ...asking, ...(guidance && { guidance }) },
    read && { typed: sent, errors: read.ok ? [] : (read.error.fields ?? []) },
  );
}

function answerExample(words: Words, sent?: object): StepView {
  const [task] = exampleTasks;
  if (!task) throw new Error('There is no example of a task');
  const spoken = exampleSpeaking(words);
  const read = sent && readStep(formOfAnswer(spoken, task), 'returned', sent, today);
  const { tokens } = shown(words, 'returned');
  const errors = read && !read.ok ? (read.error.fields ?? []) : [];
  return answerView(task, spoken, { today, tokens }, sent && { typed: sent, errors });
}

/** Every form of consents and safe contact. */
export const page = definePage<StepView>({
  name: 'consent/form',
  template: 'platform/forms/step.njk',
  said: ['consent.said.contact-outdated'],
  examples: {
    'a consent': words => example(words, 'consent'),
    'a consent, before sending': words =>
      formView({ ...shown(words, 'consent', true), guidance: [words('consent.draft')] }),
    'a consent of a child, not whole': words =>
      example(words, 'consent', {
        answer: 'given',
        decider: 'heard-child',
        classes: 'identity',
        'expiresOn.day': '40',
      }),
    'a consent for an adult without capacity, not whole': words =>
      example(words, 'consent', { answer: 'given', decider: 'spokesperson' }),
    'to withdraw': words =>
      example(words, 'withdrawal', undefined, [words('consent.withdraw.kept'), words('consent.not-undone')]),
    'to hand over a copy': words => example(words, 'handover', undefined, [words('consent.hand-over.after')]),
    'to hand over a copy, not whole': words => example(words, 'handover', {}),
    'to share without consent': words => example(words, 'override'),
    'to share without consent, not whole': words => example(words, 'override', { atOnce: 'true' }),
    'to decide': words => example(words, 'verdict', undefined, [words('consent.withdraw.tell')]),
    'to review, not whole': words => example(words, 'review', {}),
    'what must be kept': words => example(words, 'hold'),
    'what was returned or destroyed': words => answerExample(words),
    'what was returned or destroyed, not whole': words => answerExample(words, { done: 'kept' }),
    'safe contact': words => example(words, 'contact'),
    'safe contact, not whole': words =>
      example(words, 'contact', { channel: 'phone', phone: '12', letters: 'no', fallback: 'somebody' }),
  },
});
