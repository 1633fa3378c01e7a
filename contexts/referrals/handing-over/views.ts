import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { answersToRead, summaryLists } from '../../../platform/forms/summary.ts';
import type { Asked } from '../../../platform/http/route.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { formatList } from '../../../platform/text/format.ts';
import type { Work } from '../../../platform/work.ts';
import { momentOf, whoIs } from '../said-by.ts';
import { theForm } from '../forms.ts';
import type { Authors } from '../model.ts';
import type { HandOverView } from './pages/hand-over.page.ts';

type Here = Pick<Asked<string>, 'words' | 'tokens' | 'may'>;

interface ToShow {
  readonly reference: string;
  readonly stage: string;
  readonly entries: readonly StoredEntry[];
  /** Of the team that was asked; otherwise of the one that asked. */
  readonly isAsked: boolean;
  readonly permission: string | undefined;
  /** By which the draft was written. */
  readonly form: FormDefinition;
  readonly shown:
    | { readonly savedAt: string; readonly answers: Answers; readonly authors: Authors }
    | undefined;
  readonly errors: HandOverView['errors'];
}

/** Who asks whom, why, and what came of it; for those who were asked, what the person agreed that they see. */
export function handOverView(work: Work, here: Here, of: ToShow): HandOverView {
  const { words, tokens, may } = here;
  const speaking = { words, pack: work.pack, language: work.language };
  const { reference, stage, isAsked, shown, errors, form } = of;
  // Of another form than the referral's: whoever asked may not refer.
  const isRequest = form.id !== theForm(work.pack).id;
  const first = of.entries.find(({ type }) => type === 'hand-over-asked');
  const said = first?.payload.process ?? {};
  const declined = of.entries.find(({ type }) => type === 'hand-over-declined')?.payload.process?.['reason'];
  const row = (name: string, text: string) => ({
    key: { text: words(`hand-over.${name}`) },
    value: { text },
  });
  const by = (said['by'] ?? {}) as Record<string, string>;
  const urgency = Array.isArray(said['urgency']) ? said['urgency'].map(String) : [];
  const nation = said['nation'];
  // Whoever may not refer does not go on with a draft themselves.
  const side = isAsked ? 'asked-us' : may('request:list') ? 'we-requested' : 'we-asked';
  const referred = of.entries.find(({ type }) => type === 'hand-over-referred');
  const authorOf = (step: string) => {
    const author = shown?.authors[step];
    return (
      author && {
        by: whoIs(author.by, speaking),
        on: momentOf(Temporal.Instant.from(author.at), speaking),
      }
    );
  };
  const base = `/hand-overs/${reference}`;
  return {
    title: words(isRequest ? 'requests.hand-over.title' : 'hand-over.title'),
    back: { href: may('request:list') ? '/requests' : '/referrals', text: words('referrals.back') },
    errors: errors ?? [],
    reference,
    facts: {
      rows: [
        row('state', words(`hand-over.state.${side}.${stage}`)),
        row('from', first ? whoIs(by, speaking) : words('referrals.show.not-known')),
        row('to', String(said['to'] ?? '')),
        ...(first ? [row('asked-at', momentOf(first.at, speaking))] : []),
        row('reason', words(`hand-over-reason.${String(said['reason'])}`)),
        row(
          'nation',
          typeof nation === 'string' ? words(`nation.${nation}`) : words('referrals.show.not-known'),
        ),
        row(
          'urgency',
          urgency.length === 0
            ? words('urgency.none')
            : formatList(
                urgency.map(each => words(`urgency.${each}`)),
                work.language,
              ),
        ),
        ...(stage === 'accepted'
          ? [
              row(
                'referred',
                referred
                  ? words('hand-over.referred.yes', { at: momentOf(referred.at, speaking) })
                  : words('hand-over.referred.no'),
              ),
            ]
          : []),
        ...(typeof declined === 'string' ? [row('declined', words(`hand-over-decline.${declined}`))] : []),
      ],
    },
    next: words(`hand-over.next.${side}.${stage}`),
    sharedHeading: isAsked && stage === 'asked' ? words('hand-over.shared') : undefined,
    notShown:
      isAsked && stage === 'asked' && !shown
        ? words(of.permission === undefined ? 'hand-over.not-agreed' : 'hand-over.no-longer')
        : undefined,
    sections: shown ? summaryLists(answersToRead(form, shown.answers, speaking, authorOf), { words }) : [],
    accept:
      may('hand-over:answer') && (shown || of.permission === undefined)
        ? {
            action: `${base}/accept`,
            tokens,
            seen: shown?.savedAt ?? '',
            hint: words(shown ? 'hand-over.accept.hint' : 'hand-over.accept.hint-nothing'),
            text: words('hand-over.accept'),
          }
        : undefined,
    decline: may('hand-over:answer')
      ? {
          action: `${base}/decline`,
          tokens,
          heading: words('hand-over.decline.heading'),
          reasons: {
            idPrefix: 'reason',
            name: 'reason',
            fieldset: {
              legend: { text: words('hand-over.decline.reason'), classes: 'govuk-fieldset__legend--s' },
            },
            errorMessage: errors?.[0] && {
              text: errors[0].text ?? '',
              visuallyHiddenText: words('form.error-prefix'),
            },
            items: (work.pack.consent.handOver?.declines ?? []).map(({ code }) => ({
              value: code,
              text: words(`hand-over-decline.${code}`),
            })),
          },
          text: words('hand-over.decline'),
        }
      : undefined,
    takeBack: may('hand-over:take-back')
      ? { action: `${base}/take-back`, tokens, text: words('hand-over.take-back') }
      : undefined,
  };
}
