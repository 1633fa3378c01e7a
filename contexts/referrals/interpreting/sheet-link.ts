/** From the first page and from the consent, the way to what the person may read for themselves. */
import type { Answers, StepDefinition } from '../../../platform/forms/definition.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import type { Interpreted } from './second-language.ts';

export function sheetFor(
  work: Work,
  { words, second }: Interpreted & { readonly words: Words },
  step: StepDefinition,
  answers: Answers,
) {
  const { information } = work.pack;
  const isFirst = theForm(work.pack).steps[0] === step;
  const asksConsent = step.fields.some(({ concept }) => concept === 'consent');
  if (!information || !(isFirst || asksConsent)) return undefined;
  const spoken = languageIn(work, answers);
  const language = information.languages.find(
    ({ code, spoken: codes }) => code === second?.code || (spoken !== undefined && codes.includes(spoken)),
  );
  return language
    ? {
        href: `/information/${language.code}/1`,
        text: words('referrals.sheet.in', { language: language.name }),
      }
    : { href: '/information/links', text: words('referrals.sheet') };
}

/** What an answer says that the person speaks. */
function languageIn({ pack }: Work, answers: Answers): string | undefined {
  return theForm(pack)
    .steps.flatMap(step =>
      step.fields.filter(({ list }) => list === 'languages').map(({ id }) => answers[step.id]?.[id]),
    )
    .find(code => typeof code === 'string');
}
