import { factsOf } from '../../../platform/forms/concepts.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import type { Asked } from '../../../platform/http/route.ts';
import type { Work } from '../../../platform/work.ts';
import { numbersInWords, numbersTonight } from '../draft/tonight.ts';
import { theForm } from '../forms.ts';
import { personTreatedAs } from '../rules.ts';
import type { WithoutConsentView } from './pages/without-consent.page.ts';
import type { Standing } from './refusing.ts';
import { at, stepHref } from './views.ts';

/** What the responder can still do for the person today, and what may have to be reported. */
export function withoutConsentView(
  work: Work,
  { words, tokens }: Pick<Asked<string>, 'words' | 'tokens'>,
  reference: string,
  { standing, answers }: { readonly standing: Standing; readonly answers: Answers },
): WithoutConsentView {
  const form = theForm(work.pack);
  const facts = factsOf(form, submittable(form, answers));
  const said = facts.nation;
  const treated = personTreatedAs({ pack: work.pack, form }, facts, work.today);
  const as = treated.ok ? treated.value : 'child';
  const nation = work.pack.nations.find(({ code }) => code === said);
  const consent = form.steps.find(step => step.fields.some(field => field.concept === 'consent'));
  const change = at(reference, `steps/${consent?.id ?? ''}`);
  const first = standing.is === 'owing-notice' ? standing.duty.form.steps[0] : undefined;
  return {
    title: words('referrals.without-consent.title'),
    back: { href: change, text: words('referrals.back') },
    paragraphs: [
      as === 'adult' ? 'not-sent' : 'not-sent-child',
      standing.is,
      'danger',
      'support',
      'files',
    ].map(name => words(`referrals.without-consent.${name}`)),
    help: nation && numbersInWords(nation, numbersTonight(nation, as), words, work.language),
    notice: first && {
      href: stepHref(reference, first.id),
      text: words('referrals.without-consent.notice'),
    },
    end: { action: at(reference, 'end'), text: words('referrals.without-consent.end'), tokens },
    changeHeading: words('referrals.without-consent.change-heading'),
    removed: words(`referrals.without-consent.removed.${standing.is}`),
    change: { href: change, text: words('referrals.without-consent.change') },
    list: { href: '/referrals', text: words('referrals.show.list') },
  };
}
