/** Before a draft is sent: every answer, what is missing, what protects a child, and whether it was read back. */
import { factsOf } from '../../../platform/forms/concepts.ts';
import type { Answers, StepDefinition } from '../../../platform/forms/definition.ts';
import { applicable, firstUnanswered, stepOf, submittable } from '../../../platform/forms/journey.ts';
import { summarySections } from '../../../platform/forms/summary.ts';
import { stepWording } from '../../../platform/forms/wording.ts';
import type { Asked } from '../../../platform/http/route.ts';
import { protectionOf } from '../../../platform/pack/protection.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { formatList } from '../../../platform/text/format.ts';
import type { Work } from '../../../platform/work.ts';
import { partLinks, partOf, weighList } from '../../../platform/views/parts.ts';
import { evidenceLink } from '../evidence/pages/link.ts';
import { theForm } from '../forms.ts';
import type { Authors } from '../model.ts';
import { changedSinceChecked } from './changed-view.ts';
import { changedSteps, nameChecked, saidNothingChecked } from './checked.ts';
import { askedFirst } from './consent-first.ts';
import { doubtLinks } from './doubts.ts';
import { halfTypedByOthers, type OpenPage, ownHalfTyped, placeOf } from './open-pages.ts';
import type { CheckView } from './pages/check.page.ts';
import { protectionView } from './protection.ts';
import { readBackOf } from './read-back.ts';
import { refusedHref, speaking, stepHref } from '../views.ts';

type Here = Pick<Asked<string>, 'words' | 'tokens'>;

interface DraftToCheck {
  readonly errors: readonly FieldError[];
  readonly isRefused: boolean;
  readonly authors: Authors;
  readonly files: number;
  readonly open: readonly OpenPage[];
  readonly notes: readonly string[];
  /** Which part of what was said, where it is too long for one page. */
  readonly part?: string | undefined;
  /** Which answers the first part was of (`nameChecked`). */
  readonly of?: string | undefined;
  /** What the page is made from (`writeChecked`). */
  readonly checked: string;
  /** Steps that wait for the answer about consent. */
  readonly later: readonly StepDefinition[];
  /** Steps that nobody reads or answers any more, since the person refused. */
  readonly closed: readonly StepDefinition[];
}

export function checkView(
  work: Work,
  here: Here,
  reference: string,
  answers: Answers,
  {
    errors,
    isRefused,
    authors,
    files,
    open: begun,
    notes,
    part: asked,
    of,
    checked,
    later,
    closed,
  }: DraftToCheck,
): CheckView {
  const { words } = here;
  const form = theForm(work.pack);
  const faulty = new Set(errors.map(error => error.field.split('.')[0]));
  const unanswered = firstUnanswered(form, answers);
  const titleOf = (step: StepDefinition | undefined) =>
    step === undefined ? '' : stepWording(form, step, speaking(work, here)).title;
  const titled = (step: StepDefinition, place: string) => ({
    href: `/referrals/${reference}/${place}`,
    text: titleOf(step),
  });
  const waits = (id: string) => later.some(step => step.id === id);
  const isWaiting = later.length > 0;
  const open = applicable(form, answers).flatMap(({ step }) => {
    if (waits(step.id)) return [];
    const half = ownHalfTyped(step, begun).map(page => titled(step, placeOf(page)));
    if (half.length > 0) return half;
    return step === unanswered || faulty.has(step.id) ? [titled(step, `steps/${step.id}`)] : [];
  });
  const others = halfTypedByOthers(begun).flatMap(page => {
    const step = stepOf(form, page.step);
    return step && !waits(step.id) ? [{ ...titled(step, placeOf(page)), by: page.by }] : [];
  });
  const refused = { href: refusedHref(reference), text: words('referrals.without-consent.title') };
  const missing = isRefused ? [refused] : open;
  const sections = summarySections({
    ...speaking(work, here),
    form: { ...form, steps: form.steps.filter(step => !waits(step.id) && !closed.includes(step)) },
    answers,
    change: (step, item) => stepHref(reference, step) + (item === undefined ? '' : `/items/${item}`),
  });
  const part = partOf(sections, weighList, asked);
  const [isFirst, isLast] = [part.number === 1, part.number === part.count];
  // Who read the first part before somebody changed it has not read what would be sent.
  const isAsRead = isFirst || of === nameChecked(checked);
  return {
    title: words('referrals.check.title'),
    // What a field's kind says of an answer is said on its own page; what holds between pages is said here.
    errors: [
      ...changedSinceChecked(work, here, {
        errors,
        authors,
        steps: form.steps,
        titleOf,
        hrefOf: step => stepHref(reference, step.id),
        filesHref: `/referrals/${reference}/evidence`,
      }),
      ...errors
        .filter(
          error =>
            !error.message.startsWith('error.') &&
            changedSteps([error]).length === 0 &&
            !saidNothingChecked([error]),
        )
        .map(({ field, message, values }) => ({
          text: words(message, values),
          href: field.includes('.')
            ? stepHref(reference, field.split('.')[0] ?? '')
            : `/referrals/${reference}`,
        })),
    ],
    heading: words('referrals.check.title'),
    back: { href: `/referrals/${reference}`, text: words('referrals.back') },
    sections: part.items,
    parts:
      part.count === 1
        ? undefined
        : {
            which: words('component.part.which', { number: part.number, count: part.count }),
            about: words('referrals.check.parts', { count: part.count }),
            links: partLinks(
              part,
              words,
              number => `/referrals/${reference}/check?part=${number}&of=${nameChecked(checked)}`,
            ),
          },
    notes: isAsRead ? notes : [...notes, words('referrals.check.changed-parts')],
    others: others.map(({ by, ...link }) => ({
      ...link,
      text: words('referrals.check.typed-by', { by, page: link.text }),
    })),
    othersHeading: words('referrals.check.not-sent'),
    doubts: isRefused || isWaiting || !isFirst ? [] : doubtLinks(work, here, reference, answers),
    doubtsHeading: words('referrals.check.doubts'),
    missing,
    evidence:
      isLast && !isWaiting && !isRefused
        ? { heading: words('evidence.title'), ...evidenceLink(reference, files, words) }
        : undefined,
    missingHeading: words('referrals.check.missing'),
    later:
      isWaiting && isFirst
        ? {
            heading: words('referrals.sections.not-yet'),
            text: words('referrals.sections.later', { first: titleOf(askedFirst(form, answers)) }),
            steps: later.filter(({ more }) => !more).map(titleOf),
          }
        : undefined,
    protection:
      isRefused || isWaiting || !isFirst
        ? undefined
        : protectionView(work.pack, words, protectionSoFar(work, answers), {
            hrefOf: step => stepHref(reference, step),
          }),
    readBack:
      isRefused || isWaiting || !isLast ? undefined : readBackView(work, here, reference, answers, authors),
    more:
      isFirst && form.steps.some(step => step.more)
        ? { href: `/referrals/${reference}/sections`, text: words('referrals.check.more') }
        : undefined,
    sending:
      missing.length > 0 || !isLast || !isAsRead
        ? undefined
        : {
            declaration: words('referrals.check.declaration'),
            action: `/referrals/${reference}/submit`,
            base: checked,
            tokens: here.tokens,
            send: words('referrals.check.send'),
          },
  };
}

function readBackView(
  work: Work,
  here: Here,
  reference: string,
  answers: Answers,
  authors: Authors,
): CheckView['readBack'] {
  const form = theForm(work.pack);
  const { words } = here;
  const found = readBackOf(form, answers, authors);
  if (!found) return undefined;
  const title = (id: string) => {
    const step = stepOf(form, id);
    return step ? stepWording(form, step, speaking(work, here)).title : id;
  };
  return {
    text: words(`referrals.read-back.${found.is}`),
    changed:
      found.changed.length > 0
        ? words('referrals.read-back.changed', { what: formatList(found.changed.map(title), work.language) })
        : undefined,
    link: { href: stepHref(reference, found.step), text: words('referrals.read-back.link') },
  };
}

/** What the answers of a draft bring up to be done, whether or not it is sent. */
const protectionSoFar = (work: Work, answers: Answers) => {
  const form = theForm(work.pack);
  const { nation = null } = factsOf(form, submittable(form, answers));
  return protectionOf(work.pack, form, answers, { nation, on: work.today });
};
