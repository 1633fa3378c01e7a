import type { Answers, StepDefinition } from '../../../platform/forms/definition.ts';
import { itemSections, summaryLists } from '../../../platform/forms/summary.ts';
import { aboutItem, itemsIn } from '../../../platform/forms/items.ts';
import type { StepView } from '../../../platform/forms/step-page.ts';
import { itemTitle } from '../../../platform/forms/wording.ts';
import type { Asked } from '../../../platform/http/route.ts';
import type { Work } from '../../../platform/work.ts';
import { draftPage, type Around } from '../draft/page-view.ts';
import { theForm } from '../forms.ts';
import type { RemoveView } from './pages/remove-item.page.ts';
import type { Interpreted } from '../interpreting/second-language.ts';

type Here = Pick<Asked<string>, 'words' | 'tokens' | 'permit'>;
const speaking = (work: Work, { words }: Here) => ({ words, pack: work.pack, language: work.language });

/** The page of one of several of a kind; what is not there yet has the next number. */
export function itemView(
  work: Work,
  here: Here & Interpreted,
  {
    step,
    answers,
    item,
  }: { readonly step: StepDefinition; readonly answers: Answers; readonly item: string },
  around: Around,
): StepView {
  const { reference } = here.permit.record;
  const form = theForm(work.pack);
  const about = aboutItem(form, answers, step, item);
  const items = itemsIn(answers, step);
  const place = items.findIndex(({ id }) => id === item);
  const list = `/referrals/${reference}/steps/${step.id}`;
  const page = {
    ...about,
    title: itemTitle(form, step, (place < 0 ? items.length : place) + 1, speaking(work, here)),
    action: `${list}/items/${item}`,
    back: list,
  };
  return draftPage(work, here, page, around);
}

/** Before one is taken out, what would be lost. */
export function removeView(
  work: Work,
  here: Here,
  {
    step,
    answers,
    place,
  }: { readonly step: StepDefinition; readonly answers: Answers; readonly place: number },
): RemoveView {
  const { words, tokens } = here;
  const list = `/referrals/${here.permit.record.reference}/steps/${step.id}`;
  const section = itemSections(theForm(work.pack), step, answers[step.id] ?? {}, speaking(work, here))[place];
  const title = words('referrals.remove.title', { what: section?.title ?? '' });
  return {
    title,
    back: { href: list, text: words('referrals.back') },
    heading: title,
    list: summaryLists(section ? [section] : [], here)[0]?.list ?? { rows: [] },
    action: `${list}/items/${section?.item ?? ''}/remove`,
    tokens,
    remove: words('referrals.remove.yes'),
    keep: { href: list, text: words('referrals.remove.no') },
  };
}
