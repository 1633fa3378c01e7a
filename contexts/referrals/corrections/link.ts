import type { StepDefinition } from '../../../platform/forms/definition.ts';
import { type Speaking, stepWording } from '../../../platform/forms/wording.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { severalSteps } from '../additions/rules.ts';
import { addable, correctable } from './rules.ts';
import { theForm } from '../forms.ts';
import type { ShowView } from '../pages/show.page.ts';
import { answersIn } from '../standing.ts';
import { givenIn } from '../sent.ts';

/** The steps of which an answer may be corrected, and those that were left out. It tells which were answered, and none of the answers. */
export function correctLinks(
  entries: readonly StoredEntry[],
  { reference, may }: { readonly reference: string; readonly may: (action: string) => boolean },
  speaking: Speaking,
): ShowView['correct'] {
  if (!may('referral:correct')) return undefined;
  const form = theForm(speaking.pack);
  const answers = answersIn(givenIn(entries));
  const linksOf = (steps: readonly StepDefinition[], at = 'correct') =>
    steps.map(step => ({
      href: `/referrals/${reference}/${at}/${step.id}`,
      text: stepWording(form, step, speaking).title,
    }));
  const { words, pack } = speaking;
  return {
    summary: words('referrals.correct.summary'),
    intro: words('referrals.correct.intro'),
    links: linksOf(correctable(form, answers)),
    add: {
      heading: words('referrals.add.heading'),
      intro: words('referrals.add.intro'),
      links: linksOf(addable(form, answers, pack.protection)),
    },
    more: {
      heading: words('referrals.more.heading'),
      intro: words('referrals.more.intro'),
      links: linksOf(severalSteps(form, pack, answers), 'more'),
    },
  };
}
