/** The list of sections: what has to be there before sending, and what may follow. */
import type { Answers, StepDefinition } from '../../../platform/forms/definition.ts';
import { applicable, firstUnanswered } from '../../../platform/forms/journey.ts';
import { optional, stepWording } from '../../../platform/forms/wording.ts';
import type { Asked } from '../../../platform/http/route.ts';
import type { TaskListOptions } from '../../../platform/views/components.generated.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import { askedFirst } from './consent-first.ts';
import { type OpenPage, ownHalfTyped } from './open-pages.ts';
import type { SectionsView } from './pages/sections.page.ts';

type Here = Pick<Asked<string>, 'words' | 'permit'>;

export function sectionsView(
  work: Work,
  { words, permit }: Here,
  answers: Answers,
  {
    open,
    later,
    notes,
  }: {
    readonly open: readonly OpenPage[];
    /** Steps that wait for the answer about consent. */
    readonly later: readonly StepDefinition[];
    readonly notes: readonly string[];
  },
): SectionsView {
  const { reference } = permit.record;
  const form = theForm(work.pack);
  const speaking = { words, pack: work.pack, language: work.language };
  const steps = applicable(form, answers).map(({ step }) => step);
  const unanswered = firstUnanswered(form, answers);
  const isOpen = (step: StepDefinition) =>
    !Object.hasOwn(answers, step.id) || step === unanswered || ownHalfTyped(step, open).length > 0;
  const task = (step: StepDefinition): TaskListOptions['items'][number] => {
    const why = optional(`form.${form.id}.${step.id}.why`, speaking);
    if (later.includes(step))
      return {
        title: { text: stepWording(form, step, speaking).title },
        status: {
          text: words('referrals.sections.not-yet'),
          classes: 'govuk-task-list__status--cannot-start-yet',
        },
      };
    return {
      title: { text: stepWording(form, step, speaking).title },
      ...(why !== undefined && { hint: { text: why } }),
      href: `/referrals/${reference}/steps/${step.id}`,
      status: isOpen(step)
        ? {
            tag: {
              text: words(step.more ? 'referrals.sections.optional' : 'referrals.sections.to-do'),
              classes: 'govuk-tag--grey',
            },
          }
        : { text: words('referrals.sections.answered') },
    };
  };
  const named = [...new Set(steps.map(({ section }) => section))];
  return {
    title: words('referrals.sections.title'),
    back: { href: `/referrals/${reference}`, text: words('referrals.back') },
    notes,
    later:
      later.length > 0 && unanswered
        ? words('referrals.sections.later', {
            first: stepWording(form, askedFirst(form, answers) ?? unanswered, speaking).title,
          })
        : undefined,
    intro: words(unanswered ? 'referrals.sections.intro' : 'referrals.sections.enough'),
    sections: named.map((section, place) => ({
      title:
        section === undefined
          ? words('referrals.sections.first')
          : words(`form.${form.id}.section.${section}.title`),
      why: section && optional(`form.${form.id}.section.${section}.why`, speaking),
      tasks: {
        idPrefix: `section-${place + 1}`,
        items: steps.filter(step => step.section === section).map(task),
      },
    })),
    check: { href: `/referrals/${reference}/check`, text: words('referrals.sections.check') },
  };
}
