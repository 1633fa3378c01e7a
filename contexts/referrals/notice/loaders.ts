/** What each page of a notice reads, and the sight of it that is recorded with the reading. */
import { joinClasses, whereAsked } from '../../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { applicable, stepOf, submittable } from '../../../platform/forms/journey.ts';
import type { StepView } from '../../../platform/forms/step-page.ts';
import type { Asked, Typed } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { payloadClasses } from '../../../platform/pure/classes.ts';
import { type FieldError, ok, refuse, refuseUntil, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { writeChecked } from '../draft/checked.ts';
import { findSalt, listOpenPages } from '../draft/together-store.ts';
import { inNotice } from './nameless.ts';
import { aroundPage } from '../draft/page-view.ts';
import { seeDraft } from '../loaders.ts';
import { findingsOf } from './commands.ts';
import { noticeCheckView, noticeStepView, noticesView, noticeView } from './views.ts';
import { withoutConsentView } from './without-consent-view.ts';
import type { NoticeCheckView } from './pages/notice-check.page.ts';
import type { NoticeView } from './pages/notice.page.ts';
import type { NoticesView } from './pages/notices.page.ts';
import type { WithoutConsentView } from './pages/without-consent.page.ts';
import { listNotices } from '../queries.ts';
import { standingIn } from './removal.ts';
import { findDraftAnswers, findDraftAuthors } from '../store.ts';

type OnRecord = Pick<Asked<string>, 'permit' | 'words' | 'tokens' | 'may'>;

export async function loadWithoutConsent(work: Work, asked: OnRecord): Promise<Result<WithoutConsentView>> {
  const { record } = asked.permit;
  const answers = await findDraftAnswers(work, record.recordId);
  const standing = standingIn(work, answers);
  if (record.stage !== 'draft' || standing.is === 'going-on') return refuse('not-found');
  return ok(withoutConsentView(work, asked, record.reference, { standing, answers }));
}

export async function loadNoticeStep(
  work: Work,
  asked: OnRecord & { readonly params: { readonly step: string } },
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<StepView>> {
  const { record } = asked.permit;
  const found = await findNoticeDraft(work, record);
  const step = found && stepOf(found.form, asked.params.step);
  if (!found || !step || !applicable(found.form, found.answers).some(each => each.step === step))
    return refuse('not-found');
  if (found.asksFirst && step.id !== found.asksFirst) return refuseUntil(`/notice/steps/${found.asksFirst}`);
  const own = found.answers[step.id];
  await seeDraft(work, record.recordId, own ? { [step.id]: own } : {}, found.form);
  const page = { recordId: record.recordId, ...found, step, place: inNotice + step.id };
  const around = await aroundPage(work, asked.words, page, again);
  const here = { ...asked, ...around.interpreted };
  return ok(noticeStepView(work, here, { ...found, reference: record.reference }, step, around));
}

export async function loadNoticeCheck(
  work: Work,
  asked: OnRecord,
  errors: readonly FieldError[] = [],
): Promise<Result<NoticeCheckView>> {
  const { record } = asked.permit;
  const found = await findNoticeDraft(work, record);
  if (!found) return refuse('not-found');
  if (found.asksFirst) return refuseUntil(`/notice/steps/${found.asksFirst}`);
  await seeDraft(work, record.recordId, submittable(found.form, found.answers), found.form);
  const findings = await findingsOf(work, record.recordId, found.answers);
  const authors = await findDraftAuthors(work, record.recordId);
  const checked = writeChecked({ ...found, salt: (await findSalt(work, record.recordId)) ?? '' });
  const notice = { ...found, reference: record.reference };
  const open = (await listOpenPages(work, record.recordId))
    .filter(({ step }) => step.startsWith(inNotice))
    .map(page => ({ ...page, step: page.step.slice(inNotice.length) }));
  return ok(noticeCheckView(work, asked, notice, { findings, errors, authors, checked, open }));
}

async function findNoticeDraft(
  work: Work,
  record: { readonly recordId: string; readonly stage: string },
): Promise<
  | {
      readonly form: FormDefinition;
      readonly answers: Answers;
      /** The step that asks whether the person may be named, until it is answered: nothing else is read before. */
      readonly asksFirst: string | undefined;
    }
  | undefined
> {
  if (record.stage !== 'draft') return undefined;
  const answers = await findDraftAnswers(work, record.recordId);
  const standing = standingIn(work, answers);
  if (standing.is !== 'owing-notice') return undefined;
  const { form } = standing.duty;
  const [asking] = whereAsked(form, 'identification')?.split('.') ?? [];
  return { form, answers, asksFirst: standing.identified === undefined ? asking : undefined };
}

/** For those who sent it and those who received it: each through their own grants. */
export async function loadNotice(work: Work, asked: OnRecord, isNew: boolean): Promise<Result<NoticeView>> {
  const { record } = asked.permit;
  const entries = await listEntries(work, record.recordId);
  const entry = entries.find(each => each.type === 'duty-to-notify-sent');
  const form = entry && work.pack.forms[String(entry.payload.process?.['form'])];
  if (!entry || !form) return refuse('not-found');
  const shown = payloadClasses.filter(name => entry.payload[name] !== undefined);
  await recordSight(work, [record.recordId], 'notice-seen', shown);
  const isReceived = asked.may('notice:list');
  const list = isReceived
    ? { href: '/notices', text: asked.words('notices.list.title') }
    : { href: '/referrals', text: asked.words('referrals.show.list') };
  const { reference } = record;
  return ok(noticeView(work, asked, { reference, entry, form, answers: answersIn(entry), isNew, list }));
}

const answersIn = ({ payload }: StoredEntry): Answers =>
  joinClasses(payloadClasses.map(name => (payload[name]?.['answers'] ?? {}) as Answers));

export async function loadNotices(
  work: Work,
  asked: Pick<Asked<string>, 'words' | 'tokens'>,
  before: string | undefined,
): Promise<Result<NoticesView>> {
  return ok(noticesView(work, asked, await listNotices(work, before)));
}
