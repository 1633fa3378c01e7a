import { samplePack, sampleSpeaking } from '../../../../platform/forms/sample.ts';
import { stepPage, type StepView } from '../../../../platform/forms/step-page.ts';
import type { FieldError } from '../../../../platform/pure/result.ts';
import { Temporal } from '../../../../platform/pure/time.ts';
import { definePage, type Words } from '../../../../platform/views/page.ts';
import { withdrawalForm } from '../forms.ts';
import type { Reason } from '../model.ts';

/** What follows is said before anything is chosen: none of it can be undone. */
export function withdrawView(view: StepView, reasons: readonly Reason[], words: Words): StepView {
  const hasWish = reasons.some(({ kind }) => kind === 'wish');
  return {
    ...view,
    heading: view.heading ?? view.title,
    guidance: [
      words('referrals.withdraw.follows'),
      words(hasWish ? 'referrals.withdraw.consents' : 'referrals.withdraw.no-wish'),
      words('referrals.withdraw.for-good'),
    ],
    continueText: words('referrals.withdraw.send'),
  };
}

const wish: Reason = { code: 'wish', kind: 'wish' };
const others: readonly Reason[] = [
  { code: 'twice', kind: 'duplicate' },
  { code: 'other', kind: 'other' },
];
const exampleWords: Readonly<Record<string, string>> = {
  'withdrawal-reason.wish': 'The person withdrew',
  'withdrawal-reason.twice': 'They were referred twice',
  'withdrawal-reason.other': 'Another reason',
};

function example(words: Words, reasons: readonly Reason[], errors?: readonly FieldError[]): StepView {
  const { language } = sampleSpeaking(words);
  const known: Words = (id, values) => exampleWords[id] ?? words(id, values);
  const view = stepPage({
    words: known,
    language,
    ...withdrawalForm(samplePack, reasons, known),
    answers: {},
    today: Temporal.PlainDate.from('2026-11-23'),
    ...(errors && { typed: { reason: 'wish', askedBy: 'team' }, errors }),
    action: '/referrals/NRM-7KBC-9QXD-R4T/withdraw',
    tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
    back: { href: '/referrals/NRM-7KBC-9QXD-R4T', text: words('referrals.back') },
  });
  return withdrawView(view, reasons, words);
}

export const page = definePage<StepView>({
  name: 'referrals/withdraw',
  template: 'platform/forms/step.njk',
  examples: {
    'of an adult': words => example(words, [wish, ...others]),
    'of a child': words => example(words, others),
    'not at their wish': words =>
      example(
        words,
        [wish, ...others],
        [
          { field: 'withdrawal.askedBy', message: 'referrals.withdraw.error.wish-of-the-person' },
          { field: 'withdrawal.words', message: 'error.missing' },
        ],
      ),
  },
});
