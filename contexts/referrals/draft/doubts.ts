import type { Answers } from '../../../platform/forms/definition.ts';
import { doubtsIn } from '../../../platform/forms/doubts.ts';
import type { Asked } from '../../../platform/http/route.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import { stepHref } from '../views.ts';

/** Before sending: what hardly fits together, each a link to where it can be changed. It may be right. */
export function doubtLinks(
  { pack, language }: Pick<Work, 'pack' | 'language'>,
  { words }: Pick<Asked<string>, 'words'>,
  reference: string,
  answers: Answers,
): readonly { readonly href: string; readonly text: string }[] {
  return doubtsIn(theForm(pack), answers, pack).map(({ step, item, field, answer, is, other }) => {
    const listed = field.list === undefined ? undefined : pack.lists[field.list]?.byCode.get(answer);
    const text =
      is === 'nation'
        ? words('referrals.check.doubt.nation', {
            answer: listed?.label[language] ?? answer,
            nation: words(`nation.${listed?.nation ?? other}.in`),
            other: words(`nation.${other}.in`),
          })
        : words(`referrals.check.doubt.${is}`);
    return { href: stepHref(reference, step) + (item === undefined ? '' : `/items/${item}`), text };
  });
}
