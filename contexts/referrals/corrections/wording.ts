import type { Speaking } from '../../../platform/forms/wording.ts';
import type { Words } from '../../../platform/views/page.ts';
import { reasonName } from './rules.ts';

/** Why an answer was wrong, or how what was left out is known, is asked by the core, on whatever step of the pack. */
export function speakingOfReason(
  { words, pack, language }: Speaking,
  step: string,
  is: 'correct' | 'add',
): Speaking {
  const own = `form.referral.${step}.${reasonName}`;
  const known = { [`${own}.label`]: `referrals.${is}.why`, [`${own}.hint`]: `referrals.${is}.why.hint` };
  const knowing: Words = (id, values) => words(known[id] ?? id, values);
  const messages = { ...pack.messages, en: { ...pack.messages.en, ...known } };
  return { words: knowing, pack: { ...pack, messages }, language };
}
