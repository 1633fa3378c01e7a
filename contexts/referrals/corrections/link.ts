import { type Speaking, stepWording } from '../../../platform/forms/wording.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { correctable } from './rules.ts';
import { theForm } from '../forms.ts';
import type { ShowView } from '../pages/show.page.ts';
import { answersIn, givenIn } from '../sent.ts';

/** The steps of which an answer may be corrected. It tells which were answered, and none of the answers. */
export function correctLinks(
  entries: readonly StoredEntry[],
  { reference, may }: { readonly reference: string; readonly may: (action: string) => boolean },
  speaking: Speaking,
): ShowView['correct'] {
  if (!may('referral:correct')) return undefined;
  const form = theForm(speaking.pack);
  const links = correctable(form, answersIn(givenIn(entries))).map(step => ({
    href: `/referrals/${reference}/correct/${step.id}`,
    text: stepWording(form, step, speaking).title,
  }));
  const { words } = speaking;
  return { summary: words('referrals.correct.summary'), intro: words('referrals.correct.intro'), links };
}
