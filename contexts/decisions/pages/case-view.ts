import type { FormDefinition } from '../../../platform/forms/definition.ts';
import { isSealed } from '../../../platform/forms/sealed.ts';
import { optional, type Speaking } from '../../../platform/forms/wording.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import type { Instant, PlainDate } from '../../../platform/pure/time.ts';
import type { SummaryListOptions } from '../../../platform/views/components.generated.ts';
import { formatDate } from '../../../platform/text/format.ts';
import {
  copyLinks,
  messageLink,
  sameSituationRows,
  withdrawLink,
  withdrawnRows,
} from '../../referrals/public.ts';
import { consentNotice } from '../../consent/public.ts';
import { protectionIn, protectionView } from '../../referrals/public.ts';
import type { CaseFile } from '../model.ts';
import { actionsView } from './case-actions.ts';
import type { CaseShown } from './case.page.ts';
import { chronologyTable } from './chronology.ts';
import { asKnownOnView, dayErrors, type DayAsked } from './as-known-on.ts';
import { decisionView, outcomeInWords, proposalView, returnedView } from './reasoned.ts';
import {
  aimInWords,
  dayInWords,
  momentOf,
  type Link,
  nationInWords,
  ownWords,
  row,
  type Tokens,
  treatedAsInWords,
  urgencyInWords,
} from './showing.ts';
import { partHref, statementsView } from './statements.ts';

export interface ToShow {
  readonly reference: string;
  readonly file: CaseFile;
  readonly form: FormDefinition;
  readonly today: PlainDate;
  readonly now: Instant;
  readonly may: (action: string) => boolean;
  readonly viewerId: string;
  /** Who may be given the case; asked for where the viewer may allocate. */
  readonly colleagues: readonly { readonly personId: string; readonly name: string; readonly role: string }[];
  /** How many; undefined for who may not see them. */
  readonly files: number | undefined;
  /** References of those who were referred from the same situation, as far as the viewer holds them too. */
  readonly linked: readonly string[];
  readonly tokens: Tokens;
  /** When the viewer last saved a decision that was not sent. */
  readonly draftSavedAt?: Instant | undefined;
  /** A day makes the page show the case as it was known at its end. */
  readonly asked: DayAsked;
  /** Which part of what was said. */
  readonly part?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
}

export function caseView(asking: ToShow, speaking: Speaking): CaseShown {
  const { reference, file, asked, errors = [] } = asking;
  const asKnownOn = asked.day;
  const { words, language } = speaking;
  const { decision, proposal } = file;
  return {
    title: words('decisions.case.title'),
    back: { href: '/queue', text: words('decisions.back-to-queue') },
    errors: [
      ...errors.map(error => ({ text: words(error.message), href: `#${error.field}` })),
      ...dayErrors(asked, speaking),
    ],
    reference,
    past: asKnownOn && {
      text: words('decisions.case.past', { day: formatDate(asKnownOn, language) }),
      now: { href: `/cases/${reference}`, text: words('decisions.case.now') },
    },
    notice: asKnownOn ? undefined : noticeOf(asking, speaking),
    consents: asKnownOn ? undefined : consentNotice(file.entries, asking, speaking),
    facts: factsOf(asking, speaking),
    protection: protectionView(speaking.pack, words, protectionIn(file.entries), {
      sent: { today: asKnownOn ?? asking.today, language },
    }),
    evidence:
      asking.files !== undefined && asking.may('evidence:view')
        ? {
            href: `/referrals/${reference}/evidence`,
            text: words('decisions.case.evidence', { count: asking.files }),
          }
        : undefined,
    actions: asKnownOn ? undefined : actionsView(asking, speaking),
    reasoned: decision ? decisionView(decision, speaking) : proposal && proposalView(proposal, speaking),
    returnedHeading: words('decisions.returned.heading'),
    returned: file.returned.map(each => returnedView(each, speaking)),
    sealed: sealedLink(asking, speaking),
    messages:
      file.receivedOn && !asKnownOn
        ? messageLink(file.entries, { reference, side: 'authority', words, may: asking.may })
        : undefined,
    withdraw: asKnownOn ? undefined : withdrawLink(reference, { words, may: asking.may }),
    copies: file.receivedOn ? copyLinks(reference, speaking.pack, { words, may: asking.may }) : [],
    ...statementsView(asking, speaking, {
      asked: asking.part,
      isPast: asKnownOn !== undefined,
      href: part => partHref(reference, part, asKnownOn),
    }),
    chronologyHeading: words('decisions.chronology.heading'),
    chronology: chronologyTable(file, speaking),
    asKnownOn: asKnownOnView(asking, speaking),
  };
}

/** Something of the case is sealed: where it says who may open it. */
function sealedLink({ reference, file, may }: ToShow, { words }: Speaking): Link | undefined {
  const isThere =
    file.statements.some(({ value }) => isSealed(value)) ||
    file.entries.some(({ type }) => type === 'sealed-replaced');
  return isThere && may('sealed:view')
    ? { href: `/sealed/${reference}`, text: words('decisions.sealed') }
    : undefined;
}

/** What happens next where that is not for the viewer to do. */
function noticeOf({ file, may }: ToShow, { words }: Speaking): string | undefined {
  if (file.state !== 'second-reading' || may('decision:second-read')) return undefined;
  return words('decisions.case.waits-for-reader');
}

function factsOf({ file, today, asked, linked }: ToShow, speaking: Speaking): SummaryListOptions {
  const { words } = speaking;
  if (!file.receivedOn)
    return { rows: [row(words('decisions.fact.state'), words('decisions.state.not-received'))] };
  const { decision } = file;
  // How far off the aim is is told as of the day that the page shows.
  const aim = aimInWords(
    { ...file, isDecided: decision !== undefined, isWithdrawn: file.state === 'withdrawn' },
    speaking,
    asked.day ?? today,
  );
  return {
    rows: [
      row(words('decisions.fact.state'), stateInWords(file, speaking)),
      ...withdrawnRows(file.entries, speaking).map(({ key, text, isStatement }) =>
        row(key, isStatement ? ownWords(text) : text),
      ),
      ...(file.urgency.length > 0
        ? [row(words('decisions.fact.urgency'), urgencyInWords(file.urgency, speaking))]
        : []),
      ...correctedRow(file, speaking),
      row(words('decisions.fact.treated-as'), treatedAs(file, speaking)),
      row(words('decisions.fact.nation'), nationInWords(file.nation, speaking)),
      row(words('decisions.fact.authority'), authorityInWords(file, speaking)),
      row(words('decisions.fact.received'), dayInWords(file.receivedOn, speaking)),
      row(words('decisions.fact.aim'), [aim.date, aim.distance].filter(Boolean).join(', ')),
      ...(decision ? [row(words('decisions.fact.decided'), dayInWords(decision.on, speaking))] : []),
      ...(decision?.recoveryUntil
        ? [row(words('decisions.fact.recovery'), dayInWords(decision.recoveryUntil, speaking))]
        : []),
      ...sameSituationRows(linked, { words, hrefOf: other => `/cases/${other}` }).map(({ key, value }) =>
        row(key, value),
      ),
    ],
  };
}

/** As it was when the referral was sent, and whether a birth date that was corrected since says otherwise. */
function treatedAs({ treatedAs: as, corrections }: CaseFile, speaking: Speaking): string {
  const said = treatedAsInWords(as, speaking);
  const last = corrections.findLast(({ payload }) => payload.process?.['ageDiffers'] !== undefined);
  return last?.payload.process?.['ageDiffers'] === true
    ? speaking.words('decisions.treated-as.differs', { as: said })
    : said;
}

/** Said loudly: whoever read the case before reads it again. */
function correctedRow({ corrections }: CaseFile, speaking: Speaking) {
  const last = corrections.at(-1);
  if (!last) return [];
  const { words } = speaking;
  const count = corrections.reduce(
    (sum, { payload }) => sum + [payload.process?.['fields'] ?? []].flat().length,
    0,
  );
  return [
    row(
      words('decisions.fact.corrected'),
      words('decisions.corrected', { count, on: momentOf(last, speaking) }),
    ),
  ];
}

function stateInWords({ state, allocatedName, decision }: CaseFile, speaking: Speaking): string {
  const { words } = speaking;
  if (decision) return outcomeInWords(decision.outcome, speaking);
  return words(`decisions.state.${state}`, { name: allocatedName ?? words('decisions.not-known') });
}

const authorityInWords = ({ authority }: CaseFile, speaking: Speaking): string =>
  authority === undefined
    ? speaking.words('decisions.not-known')
    : (optional(`authority.${authority}`, speaking) ?? authority);
