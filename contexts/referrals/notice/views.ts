import type { Asked } from '../../../platform/http/route.ts';
import { applicable, firstUnanswered, previousStep } from '../../../platform/forms/journey.ts';
import type { Answers, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import type { StepView } from '../../../platform/forms/step-page.ts';
import { answersToRead, summaryLists, summarySections } from '../../../platform/forms/summary.ts';
import { fieldWording, stepWording } from '../../../platform/forms/wording.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { parseDate, Temporal } from '../../../platform/pure/time.ts';
import { formatDate, formatList } from '../../../platform/text/format.ts';
import { html, type SafeHtml } from '../../../platform/views/safe-html.ts';
import type { Work } from '../../../platform/work.ts';
import { changedSinceChecked } from '../draft/changed-view.ts';
import { type OpenPage, ownHalfTyped } from '../draft/open-pages.ts';
import { draftPage, type Around } from '../draft/page-view.ts';
import type { Authors } from '../model.ts';
import type { Finding } from './identifying.ts';
import { idOf } from './rules.ts';
import type { NoticeCheckView } from './pages/notice-check.page.ts';
import type { NoticeView } from './pages/notice.page.ts';
import type { NoticesView } from './pages/notices.page.ts';
import type { NoticeRow } from '../queries.ts';
import type { Interpreted } from '../interpreting/second-language.ts';

type Here = Pick<Asked<string>, 'words' | 'tokens'>;
type Words = Here['words'];

const speaking = (work: Work, { words }: Here) => ({ words, pack: work.pack, language: work.language });
export const at = (reference: string, rest: string): string => `/referrals/${reference}/${rest}`;
export const stepHref = (reference: string, step: string): string => at(reference, `notice/steps/${step}`);

interface OfNotice {
  readonly reference: string;
  readonly form: FormDefinition;
  readonly answers: Answers;
}

export function noticeStepView(
  work: Work,
  here: Here & Interpreted,
  { reference, form, answers }: OfNotice,
  step: StepDefinition,
  around: Around,
): StepView {
  const previous = previousStep(form, answers, step.id);
  const page = {
    form,
    step,
    answers,
    action: stepHref(reference, step.id),
    back: previous ? stepHref(reference, previous.id) : at(reference, 'without-consent'),
  };
  return draftPage(work, here, page, around);
}

export function noticeCheckView(
  work: Work,
  here: Here,
  { reference, form, answers }: OfNotice,
  {
    findings,
    errors,
    authors,
    checked,
    open,
  }: {
    readonly findings: readonly Finding[];
    readonly errors: readonly FieldError[];
    readonly authors: Authors;
    /** What the page is made from (`writeChecked`). */
    readonly checked: string;
    /** Pages of the notice that somebody began and did not go on from. */
    readonly open: readonly OpenPage[];
  },
): NoticeCheckView {
  const { words, tokens } = here;
  const faulty = new Set(errors.map(error => error.field.split('.')[0]));
  const unanswered = firstUnanswered(form, answers);
  const missing = applicable(form, answers)
    .map(({ step }) => step)
    .filter(step => step === unanswered || faulty.has(step.id) || ownHalfTyped(step, open).length > 0)
    .map(step => ({
      href: stepHref(reference, step.id),
      text: stepWording(form, step, speaking(work, here)).title,
    }));
  const unread = errors.find(({ field }) => field === 'confirmed');
  return {
    title: words('notices.check.title'),
    errors: [
      ...changedSinceChecked(work, here, {
        errors,
        authors,
        steps: form.steps,
        titleOf: step => stepWording(form, step, speaking(work, here)).title,
        hrefOf: step => stepHref(reference, step.id),
        filesHref: at(reference, ''),
      }),
      ...(unread ? [{ text: words(unread.message), href: '#confirmed' }] : []),
    ],
    heading: words('notices.check.title'),
    back: { href: at(reference, 'without-consent'), text: words('referrals.back') },
    sections: summarySections({
      ...speaking(work, here),
      form,
      answers,
      change: step => stepHref(reference, step),
    }),
    missing,
    missingHeading: words('referrals.check.missing'),
    sending:
      missing.length > 0
        ? undefined
        : {
            findings:
              findings.length === 0
                ? undefined
                : findingsToRead(work, here, { form, answers, findings, unread }),
            declaration: words('notices.check.declaration'),
            action: at(reference, 'notice/send'),
            base: checked,
            tokens,
            send: words('notices.check.send'),
          },
    agreed: { href: at(reference, 'without-consent'), text: words('notices.check.agreed') },
  };
}

type Checkboxes = NonNullable<NonNullable<NoticeCheckView['sending']>['findings']>;

function findingsToRead(
  work: Work,
  here: Here,
  asking: {
    readonly form: FormDefinition;
    readonly answers: Answers;
    readonly findings: readonly Finding[];
    readonly unread: FieldError | undefined;
  },
): Checkboxes {
  const { words } = here;
  const { form, answers, findings, unread } = asking;
  const questionOf = ({ step: stepId, field: fieldId }: Finding): string => {
    const step = form.steps.find(({ id }) => id === stepId);
    const field = step?.fields.find(({ id }) => id === fieldId);
    return step && field ? fieldWording(form, step, field, speaking(work, here)).label : '';
  };
  return {
    idPrefix: 'confirmed',
    name: 'confirmed',
    fieldset: { legend: { text: words('notices.check.findings'), classes: 'govuk-fieldset__legend--m' } },
    hint: { text: words('notices.check.findings-hint') },
    errorMessage: unread && { text: words(unread.message), visuallyHiddenText: words('form.error-prefix') },
    items: findings.map(finding => ({
      value: idOf(finding),
      html: excerpt(String(answers[finding.step]?.[finding.field] ?? ''), finding),
      hint: { text: `${words(`notices.finding.${finding.kind}`)} ${questionOf(finding)}` },
    })),
  };
}

/** A few words on each side: enough to judge, without scrolling back. */
function excerpt(text: string, { start, length, kind }: Finding): SafeHtml {
  // All of it stands above: its beginning says which it is.
  if (kind === 'not-compared') return html`${text.slice(0, 60)}…`;
  const before = text.slice(Math.max(0, start - 30), start);
  const after = text.slice(start + length, start + length + 30);
  return html`…${before}<strong>${text.slice(start, start + length)}</strong>${after}…`;
}

export function noticeView(
  work: Work,
  here: Here,
  notice: {
    readonly reference: string;
    readonly entry: StoredEntry;
    readonly answers: Answers;
    readonly form: FormDefinition;
    readonly isNew: boolean;
    readonly list: NoticeView['list'];
  },
): NoticeView {
  const { words } = here;
  const { reference, entry, answers, form, isNew, list } = notice;
  const sent = entry.payload.process ?? {};
  const day = typeof sent['notifiedOn'] === 'string' ? parseDate(sent['notifiedOn']) : undefined;
  const by = (sent['by'] ?? {}) as { readonly organisation?: string };
  const row = (name: string, text: string) => ({ key: { text: words(name) }, value: { text } });
  const urgency = Array.isArray(sent['urgency']) ? sent['urgency'].map(String) : [];
  return {
    title: words('notices.show.title'),
    sent: isNew
      ? { titleText: words('notices.sent.title'), text: words('referrals.sent.reference', { reference }) }
      : undefined,
    heading: isNew ? undefined : words('notices.show.heading', { reference }),
    facts: {
      rows: [
        row('referrals.show.reference', reference),
        row('notices.show.sent', day ? formatDate(day, work.language) : words('referrals.show.not-known')),
        row('notices.show.by', by.organisation ?? words('referrals.show.not-known')),
        row('notices.show.nation', nationInWords(sent['nation'], words)),
        row(
          'notices.show.identified',
          words(`notices.identified.${sent['identified'] === true ? 'yes' : 'no'}`),
        ),
        row('notices.show.urgency', urgencyInWords(urgency, work, words)),
      ],
    },
    sections: summaryLists(answersToRead(form, answers, speaking(work, here)), { words }),
    nextHeading: words('referrals.show.next'),
    next: words('notices.show.next'),
    list,
  };
}

export function noticesView(
  work: Work,
  { words }: Here,
  {
    rows,
    next,
    count,
  }: { readonly rows: readonly NoticeRow[]; readonly next: string | undefined; readonly count: number },
): NoticesView {
  const labels = ['reference', 'sent', 'nation', 'identified', 'urgency'].map(name =>
    words(`notices.list.${name}`),
  );
  return {
    title: words('notices.list.title'),
    intro: words('notices.list.intro'),
    count: words('notices.list.count', { count }),
    table:
      rows.length === 0
        ? undefined
        : {
            classes: 'nrm-stacking',
            caption: words('notices.list.title'),
            captionClasses: 'govuk-visually-hidden',
            firstCellIsHeader: true,
            head: labels.map(text => ({ text })),
            rows: rows.map(each =>
              [
                {
                  html: html`<a class="govuk-link nrm-code" href="/notices/${each.reference}">${each.reference}</a>`,
                },
                { text: formatDate(dayOf(each.sentAt, work), work.language) },
                { text: nationInWords(each.nation, words) },
                { text: words(`notices.identified.${each.isIdentified ? 'yes' : 'no'}`) },
                { text: urgencyInWords(each.urgency, work, words) },
              ].map((cell, place) => ({ ...cell, attributes: { 'data-label': labels[place] ?? '' } })),
            ),
          },
    next:
      next === undefined
        ? undefined
        : { href: `/notices?before=${next}`, text: words('referrals.list.next') },
  };
}

const nationInWords = (nation: unknown, words: Words): string =>
  typeof nation === 'string' ? words(`nation.${nation}`) : words('referrals.show.not-known');
const urgencyInWords = (urgency: readonly string[], work: Work, words: Words): string =>
  urgency.length === 0
    ? words('urgency.none')
    : formatList(
        urgency.map(each => words(`urgency.${each}`)),
        work.language,
      );
const dayOf = (day: Date, { pack }: Work) =>
  Temporal.Instant.fromEpochMilliseconds(day.getTime()).toZonedDateTimeISO(pack.timeZone).toPlainDate();
