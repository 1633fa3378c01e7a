import type { Answers, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import { applicable, firstUnanswered, previousStep } from '../../../platform/forms/journey.ts';
import type { StepView } from '../../../platform/forms/step-page.ts';
import { answersToRead, summaryLists, summarySections } from '../../../platform/forms/summary.ts';
import { stepWording } from '../../../platform/forms/wording.ts';
import type { Asked } from '../../../platform/http/route.ts';
import { formatDate } from '../../../platform/text/format.ts';
import { html } from '../../../platform/views/safe-html.ts';
import type { Work } from '../../../platform/work.ts';
import { instantOf, type Keeping, keepingInWords, keepingOf } from '../draft/keeping.ts';
import { type Around, draftPage } from '../draft/page-view.ts';
import type { OfDraft } from '../handing-over/store.ts';
import type { Interpreted } from '../interpreting/second-language.ts';
import type { ReferralRow } from '../queries.ts';
import type { RequestView } from './pages/check.page.ts';
import type { RequestsView } from './pages/list.page.ts';

type Here = Pick<Asked<string>, 'words' | 'tokens'>;
const speaking = (work: Work, { words }: Here) => ({ words, pack: work.pack, language: work.language });
const stepHref = (reference: string, step: string): string => `/requests/${reference}/steps/${step}`;

interface OfRequest {
  readonly reference: string;
  readonly form: FormDefinition;
  readonly answers: Answers;
  readonly handOver: OfDraft | undefined;
  /** How long it stands; undefined while a team is asked. */
  readonly keeping?: Keeping | undefined;
}

export function requestStepView(
  work: Work,
  here: Here & Interpreted,
  { reference, form, answers }: OfRequest,
  step: StepDefinition,
  around: Around,
): StepView {
  const previous = previousStep(form, answers, step.id);
  const page = {
    form,
    step,
    answers,
    action: stepHref(reference, step.id),
    back: previous ? stepHref(reference, previous.id) : '/requests',
  };
  return draftPage(work, here, page, around);
}

export function requestView(
  work: Work,
  here: Here & Pick<Asked<string>, 'may'>,
  { reference, form, answers, handOver, keeping }: OfRequest,
): RequestView {
  const { words, tokens } = here;
  const isWaiting = handOver?.state === 'asked';
  const base = `/requests/${reference}`;
  const unanswered = firstUnanswered(form, answers);
  const warned = keeping && keepingInWords(keeping, work, words, 'requests');
  const missing = applicable(form, answers)
    .filter(({ step }) => step === unanswered)
    .map(({ step }) => ({
      href: stepHref(reference, step.id),
      text: stepWording(form, step, speaking(work, here)).title,
    }));
  return {
    title: words('requests.check.title'),
    back: { href: '/requests', text: words('referrals.back') },
    reference,
    notes: [
      ...(warned === undefined ? [] : [warned]),
      ...(handOver ? [words(`requests.state.${handOver.state}`)] : []),
    ],
    keep:
      warned === undefined
        ? undefined
        : { action: `${base}/keep`, tokens, text: words('requests.keeping.keep') },
    links: [
      ...(handOver
        ? [{ href: `/hand-overs/${handOver.reference}`, text: words('requests.check.hand-over') }]
        : []),
      ...(handOver && here.may('consent:view')
        ? [{ href: `/consents/${reference}`, text: words('requests.check.consents') }]
        : []),
    ],
    sections: isWaiting
      ? summaryLists(answersToRead(form, answers, speaking(work, here)), { words })
      : summarySections({
          ...speaking(work, here),
          form,
          answers,
          change: step => stepHref(reference, step),
        }),
    missingHeading: words('requests.check.missing'),
    missing: isWaiting ? [] : missing,
    next:
      isWaiting || missing.length > 0
        ? undefined
        : { href: `${base}/ask`, text: words('requests.check.next') },
    remove: isWaiting
      ? undefined
      : {
          action: `${base}/delete`,
          tokens,
          hint: words('requests.check.delete.hint'),
          text: words('requests.check.delete'),
        },
  };
}

/** What came of it, and whether it is about to be put away: not while a team looks at it. */
function stateCell(work: Work, words: Here['words'], state: string, savedAt: Date | undefined) {
  const text = words(`requests.state.${state}`);
  if (savedAt === undefined || state === 'asked') return { text };
  const keeping = keepingInWords(keepingOf(instantOf(savedAt), work), work, words, 'requests');
  return keeping === undefined ? { text } : { html: html`${text}<br><strong>${keeping}</strong>` };
}

export interface ListedRequest extends ReferralRow {
  readonly state: string;
  readonly isOpen: boolean;
}

export function requestsView(
  work: Work,
  { words }: Here,
  rows: readonly ListedRequest[],
  next: string | undefined,
  { isPutAway = false, hasPutAway = false } = {},
): RequestsView {
  const heads = ['reference', 'started', 'state'].map(name => words(`requests.list.${name}`));
  return {
    title: words(isPutAway ? 'requests.list.put-away' : 'requests.list.title'),
    intro: words(isPutAway ? 'requests.list.put-away.intro' : 'requests.list.intro'),
    other: isPutAway
      ? { href: '/requests', text: words('requests.list.title') }
      : hasPutAway
        ? { href: '/requests?view=put-away', text: words('requests.list.put-away') }
        : undefined,
    start: { href: '/requests/start', text: words('requests.list.start') },
    caption: words('requests.list.title'),
    empty: words(isPutAway ? 'requests.list.put-away.none' : 'requests.list.none'),
    table:
      rows.length === 0
        ? undefined
        : {
            classes: 'nrm-stacking',
            caption: words('requests.list.title'),
            captionClasses: 'govuk-visually-hidden',
            firstCellIsHeader: true,
            head: heads.map(text => ({ text })),
            rows: rows.map(({ reference, isOpen, openedAt, state, saved }) =>
              [
                {
                  html: html`<a class="govuk-link nrm-code" href="${isOpen ? `/requests/${reference}/check` : `/hand-overs/${reference}`}">${reference}</a>`,
                },
                { text: formatDate(dayOf(openedAt, work), work.language) },
                stateCell(work, words, state, isOpen && saved ? saved.at : undefined),
              ].map((cell, place) => ({ ...cell, attributes: { 'data-label': heads[place] ?? '' } })),
            ),
          },
    next:
      next === undefined
        ? undefined
        : {
            href: `/requests?${isPutAway ? 'view=put-away&' : ''}before=${next}`,
            text: words('referrals.list.next'),
          },
  };
}

const dayOf = (at: Date, { pack }: Work) => instantOf(at).toZonedDateTimeISO(pack.timeZone).toPlainDate();
