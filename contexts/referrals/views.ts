import type { Asked } from '../../platform/http/route.ts';
import { previousStep } from '../../platform/forms/journey.ts';
import type { Answers, StepDefinition } from '../../platform/forms/definition.ts';
import type { StepView } from '../../platform/forms/step-page.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import { readRule } from '../../platform/pack/rules.ts';
import { parseDate } from '../../platform/pure/time.ts';
import { html } from '../../platform/views/safe-html.ts';
import { formatDate } from '../../platform/text/format.ts';
import type { Work } from '../../platform/work.ts';
import { consentNotice } from '../consent/public.ts';
import { evidenceLink } from './evidence/pages/link.ts';
import { afterSend } from './after-send-links.ts';
import { unsentNotes } from './draft/unsent.ts';
import { draftPage, type Around } from './draft/page-view.ts';
import { theForm } from './forms.ts';
import type { ShowView } from './pages/show.page.ts';
import { protectionIn, protectionView } from './draft/protection.ts';
import { withdrawnRows } from './withdrawal/views.ts';
import { sameSituationRows } from './situation/linked-view.ts';
import { isTakenBack } from './situation/rules.ts';
import { sealedOf, sealedStep } from './sealed/rules.ts';
import { sheetFor } from './interpreting/sheet-link.ts';
import type { Interpreted } from './interpreting/second-language.ts';

type Here = Pick<Asked<string>, 'words' | 'tokens'>;

export const speaking = (work: Work, { words }: Here) => ({
  words,
  pack: work.pack,
  language: work.language,
});
export const refusedHref = (reference: string): string => `/referrals/${reference}/without-consent`;
export const stepHref = (reference: string, step: string): string => `/referrals/${reference}/steps/${step}`;

export function stepView(
  work: Work,
  here: Here & Interpreted,
  reference: string,
  step: StepDefinition,
  answers: Answers,
  around: Around,
): StepView {
  const form = theForm(work.pack);
  const previous = previousStep(form, answers, step.id);
  const page = {
    form,
    step,
    answers,
    action: stepHref(reference, step.id),
    sheet: sheetFor(work, here, step, answers),
    items: itemLinks(reference, step.id),
    back: previous
      ? stepHref(reference, previous.id)
      : `/referrals/${reference}${step.more ? '/sections' : ''}`,
  };
  return draftPage(work, here, page, around);
}

const itemLinks = (reference: string, step: string) => {
  const one = (item: string) => `${stepHref(reference, step)}/items/${item}`;
  return { change: one, remove: (item: string) => `${one(item)}/remove`, add: one('new') };
};

export interface DraftAtAGlance {
  /** Where it goes on, under its address; undefined where all is answered. */
  readonly resume: string | undefined;
  readonly isRefused: boolean;
  /** Pages wait for the answer about consent. */
  readonly isWaiting: boolean;
  readonly notes: readonly string[];
  /** It is about to be put away, or was. */
  readonly isAgeing: boolean;
}

/** What became of a referral, from the process entries that the responder may see. */
export function showView(
  work: Work,
  here: Here & Pick<Asked<string>, 'may'>,
  referral: {
    readonly reference: string;
    readonly entries: readonly StoredEntry[];
    readonly isNew: boolean;
    readonly draft: DraftAtAGlance | undefined;
    /** How many; undefined for who may not see them. */
    readonly files: number | undefined;
    /** The newest hand-over of it, for the team that asked. */
    readonly handOver: { readonly reference: string; readonly state: string } | undefined;
    /** References of those who were referred from the same situation, as far as the viewer holds them too. */
    readonly linked: readonly string[];
  },
): ShowView {
  const { words } = here;
  const { reference: ref, entries, isNew, draft, files, handOver, linked } = referral;
  const hasEnded = entries.some(entry => entry.type === 'draft-ended');
  const sent = entries.find(entry => entry.type === 'referral-submitted')?.payload.process;
  const decided = entries.findLast(entry => entry.type === 'decision-recorded')?.payload.process;
  const withdrawn = withdrawnRows(entries, speaking(work, here));
  const state = !sent
    ? hasEnded
      ? 'ended'
      : 'draft'
    : withdrawn.length > 0
      ? 'withdrawn'
      : !decided
        ? 'submitted'
        : decided['outcome'] === 'positive'
          ? 'positive'
          : 'negative';
  const date = (value: unknown) => {
    const day = typeof value === 'string' ? parseDate(value) : undefined;
    return day ? formatDate(day, work.language) : words('referrals.show.not-known');
  };
  const row = (name: string, text: string) => ({
    key: { text: words(`referrals.show.${name}`) },
    value: { text },
  });
  const aim = readRule(
    work.pack,
    'rg.target',
    typeof sent?.['nation'] === 'string' ? sent['nation'] : null,
    work.today,
  );
  // Who was only shown a draft does not go on with it.
  const isOurs = here.may('referral:draft');
  return {
    title: words('referrals.show.title'),
    sent: isNew
      ? {
          titleText: words('referrals.sent.title'),
          text: words('referrals.sent.reference', { reference: ref }),
        }
      : undefined,
    heading: isNew ? undefined : words('referrals.show.heading', { reference: ref }),
    facts: {
      rows: [
        row('reference', ref),
        row('stage', words(`referrals.outcome.${state}`)),
        ...(sent
          ? [
              row('sent-on', date(sent['submittedOn'])),
              row('authority', words(`authority.${String(sent['authority'])}`)),
            ]
          : []),
        ...withdrawn.map(({ key, text, isStatement }) => ({
          key: { text: key },
          value: isStatement ? { html: html`<div class="nrm-own-words">${text}</div>` } : { text },
        })),
        ...(sent && !decided && withdrawn.length === 0 ? [row('aim', date(sent['due']))] : []),
        ...(decided ? [row('decided-on', date(decided['decidedOn']))] : []),
        ...(decided?.['recoveryUntil'] ? [row('recovery', date(decided['recoveryUntil']))] : []),
        ...sameSituationRows(linked, { words, hrefOf: other => `/referrals/${other}` }).map(
          ({ key, value }) => ({ key: { text: key }, value: { html: value } }),
        ),
      ],
    },
    consents: consentNotice(entries, { reference: ref, now: work.now, may: here.may }, speaking(work, here)),
    notes: isOurs && draft ? draft.notes : unsentNotes(work, here, entries),
    keep:
      isOurs && draft?.isAgeing
        ? {
            action: `/referrals/${ref}/keep`,
            text: words('referrals.keeping.keep'),
            tokens: here.tokens,
          }
        : undefined,
    protection: protectionView(work.pack, words, protectionIn(entries), {
      sent: work,
      hrefOf: step => (here.may('referral:protect') ? `/referrals/${ref}/protection/${step}` : undefined),
    }),
    nextHeading: words('referrals.show.next'),
    next: [
      words(`referrals.next.${draft?.isRefused ? 'refused' : state}`, {
        days: aim.ok ? aim.value.value : 0,
        unit: aim.ok && aim.value.rule.unit === 'calendar-days' ? 'calendar' : 'working',
      }),
    ],
    resume:
      isOurs && state === 'draft'
        ? {
            href: draft?.isRefused ? refusedHref(ref) : `/referrals/${ref}/${draft?.resume ?? 'check'}`,
            text: words('referrals.show.resume'),
          }
        : undefined,
    soFar:
      isOurs && state === 'draft'
        ? { href: `/referrals/${ref}/check`, text: words('referrals.show.so-far') }
        : undefined,
    another: isNew ? { text: words('referrals.sent.another'), tokens: here.tokens } : undefined,
    sealed: sealedOf(theForm(work.pack), entries).length > 0 ? words('referrals.show.sealed') : undefined,
    giveAgain: sent ? giveAgain(work, here, ref) : [],
    // Nothing is added to what was withdrawn, to a draft that has ended, or whose person refused, or by those it was shared with.
    evidence:
      files === undefined ||
      draft?.isWaiting ||
      draft?.isRefused ||
      (files === 0 && !here.may('evidence:add'))
        ? undefined
        : evidenceLink(ref, files, words),
    sameSituation:
      here.may('referral:another') &&
      !draft?.isRefused &&
      !draft?.isWaiting &&
      !hasEnded &&
      !isTakenBack(entries)
        ? {
            text: words('referrals.show.same-situation'),
            hint: words('referrals.show.same-situation-hint'),
            action: `/referrals/${ref}/another`,
            tokens: here.tokens,
          }
        : undefined,
    ...afterSend(work, here, { reference: ref, entries, isSent: sent !== undefined }),
    handOver: handOverLink(here, ref, { handOver, mayAsk: state === 'draft' && !draft?.isRefused }),
    list: { href: '/referrals', text: words('referrals.show.list') },
  };
}

/** To ask another team to refer, or to where that stands. */
function handOverLink(
  { words, may }: Here & Pick<Asked<string>, 'may'>,
  reference: string,
  of: { readonly handOver: { reference: string; state: string } | undefined; readonly mayAsk: boolean },
): ShowView['handOver'] {
  const { handOver, mayAsk } = of;
  if (handOver?.state === 'asked' || handOver?.state === 'accepted')
    return {
      href: `/hand-overs/${handOver.reference}`,
      text: words(`referrals.show.${handOver.state === 'asked' ? 'being-handed-over' : 'handed-over'}`),
    };
  return mayAsk && may('hand-over:ask')
    ? { href: `/referrals/${reference}/hand-over`, text: words('hand-over.ask.link') }
    : undefined;
}

/** To say where the person is now: after sending too, people are moved. */
function giveAgain(
  work: Work,
  { words, may }: Here & Pick<Asked<string>, 'may'>,
  reference: string,
): ShowView['giveAgain'] {
  if (!may('referral:replace-sealed')) return [];
  const form = theForm(work.pack);
  const steps = form.steps.filter(step => sealedStep(form, step.id) !== undefined);
  return steps.map(step => ({
    href: `/referrals/${reference}/sealed/${step.id}`,
    text: words('referrals.show.give-again'),
  }));
}
