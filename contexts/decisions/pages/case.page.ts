import type { SummaryListOptions, TableOptions } from '../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../platform/views/page.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import type { ConsentNotice } from '../../consent/public.ts';
import type { ProtectionView } from '../../referrals/public.ts';
import type { ActionsView } from './case-actions.ts';
import { type AsKnownOnView, readDayAsked } from './as-known-on.ts';
import { caseView, type ToShow } from './case-view.ts';
import { exampleCase, exampleForm, exampleShown, exampleToday, exampleTokens } from './examples.ts';
import type { ReasonedView, ReturnedView } from './reasoned.ts';
import type { Link } from './showing.ts';
import type { StatementsView } from './statements.ts';

export interface CaseShown extends PageView, StatementsView {
  readonly reference: string;
  /** Said first where the page shows the past. */
  readonly past: { readonly text: string; readonly now: Link } | undefined;
  readonly notice: string | undefined;
  readonly facts: SummaryListOptions;
  /** As it stands now; absent where the page shows the past. */
  readonly consents: ConsentNotice | undefined;
  /** What had to be done to protect a child, and whether it was. */
  readonly protection: ProtectionView | undefined;
  readonly evidence: Link | undefined;
  readonly actions: ActionsView | undefined;
  readonly reasoned: ReasonedView | undefined;
  readonly returnedHeading: string;
  readonly returned: readonly ReturnedView[];
  readonly sealed: Link | undefined;
  readonly messages: Link | undefined;
  /** At the person's wish. */
  readonly withdraw: Link | undefined;
  /** What may be taken along of the referral. */
  readonly copies: readonly Link[];
  readonly chronologyHeading: string;
  readonly chronology: TableOptions | undefined;
  readonly asKnownOn: AsKnownOnView;
}

const everything = () => true;
const asCaseworker = (action: string) => action !== 'case:allocate' && action !== 'decision:second-read';
const nothing = () => false;

function example(words: Words, of: Parameters<typeof exampleCase>[0], more: Partial<ToShow> = {}): CaseShown {
  const file = exampleCase(of);
  const { speaking, today, colleagues, deciderId } = exampleShown(words, file);
  const asking = {
    reference: 'NRM-7KBC-9QXD-R4T',
    file,
    form: exampleForm,
    today,
    may: asCaseworker,
    viewerId: deciderId,
    colleagues,
    files: 2,
    linked: [],
    tokens: exampleTokens,
    asked: readDayAsked({}, today),
    now: exampleNow,
  };
  return caseView({ ...asking, ...more }, speaking);
}

const exampleProtection = (words: Words): ProtectionView => ({
  heading: words('referrals.protection.heading'),
  tasks: {
    idPrefix: 'protection',
    items: [
      {
        title: { text: words('decisions.fact.treated-as') },
        hint: { text: words('referrals.protection.call', { who: 'Guardians', number: '0800 000 000' }) },
        status: { tag: { text: words('referrals.protection.due'), classes: 'govuk-tag--red' } },
      },
    ],
  },
});

const exampleNow = Temporal.Instant.from('2026-11-24T16:20:00Z');
const asked = (query: Record<string, string>) => readDayAsked(query, exampleToday);

export const page = definePage<CaseShown>({
  name: 'decisions/case',
  template: 'contexts/decisions/pages/case.njk',
  said: [
    'referrals.said.withdrawn',
    'decisions.said.taken',
    'decisions.said.allocated',
    'decisions.said.draft',
    'decisions.said.proposed',
    'decisions.said.recorded',
    'decisions.said.agreed',
    'decisions.said.returned',
  ],
  examples: {
    'nobody has it': words => example(words, 'unallocated'),
    'nobody has it, for a manager': words => example(words, 'unallocated', { may: everything }),
    'allocated to the viewer': words => example(words, 'allocated'),
    'others were referred from the same situation': words =>
      example(words, 'allocated', { linked: ['NRM-4C7D-8XQK-R2M', 'NRM-9HTP-3WBN-V6K'] }),
    'a child, the aim has passed': words => ({
      ...example(words, 'child'),
      protection: exampleProtection(words),
    }),
    'a decision is begun': words =>
      example(words, 'allocated', { draftSavedAt: Temporal.Instant.from('2026-11-24T16:20:00Z') }),
    'no colleague chosen': words =>
      example(words, 'allocated', {
        may: everything,
        errors: [{ field: 'to', message: 'decisions.error.colleague' }],
      }),
    'waits for a second reader': words => example(words, 'second-reading', { may: nothing }),
    'the second reader may read': words => example(words, 'second-reading', { may: everything }),
    'returned by the second reader': words => example(words, 'returned'),
    'decided, positive': words => example(words, 'positive', { may: nothing }),
    'decided, negative': words => example(words, 'negative', { may: nothing }),
    withdrawn: words => example(words, 'withdrawn', { may: nothing }),
    'as known before it was decided': words =>
      example(words, 'allocated', { asked: asked({ on: '2026-11-24' }) }),
    'as known before it was received': words =>
      example(words, 'not-yet', { asked: asked({ on: '2026-11-21' }) }),
    'a day that cannot be': words =>
      example(words, 'allocated', { asked: asked({ 'on.day': '30', 'on.month': '2', 'on.year': '2026' }) }),
  },
});
