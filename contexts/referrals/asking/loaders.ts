/** What each page of a request reads, and the sight of it that is recorded with the reading. */
import { factsOf } from '../../../platform/forms/concepts.ts';
import { applicable, stepOf, submittable } from '../../../platform/forms/journey.ts';
import type { StepView } from '../../../platform/forms/step-page.ts';
import type { Asked } from '../../../platform/http/route.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { instantOf, keepingOf, putAwayBefore } from '../draft/keeping.ts';
import { type Again, aroundPage } from '../draft/page-view.ts';
import { askForm, type AskForm } from '../handing-over/form.ts';
import { askView } from '../handing-over/ask-view.ts';
import { findHandOverOf, type OfDraft } from '../handing-over/store.ts';
import { listTeamsToAsk } from '../handing-over/teams.ts';
import { findSavedAt } from '../draft/together-store.ts';
import { seeDraft } from '../loaders.ts';
import { listReferrals } from '../queries.ts';
import { personTreatedAs } from '../rules.ts';
import { findDraftAnswers } from '../store.ts';
import type { RequestView } from './pages/check.page.ts';
import type { RequestsView } from './pages/list.page.ts';
import { agreesToBeToldOf } from './rules.ts';
import { listAskedFor, listOpen } from './store.ts';
import { requestTerms } from './terms.ts';
import { type ListedRequest, requestsView, requestStepView, requestView } from './views.ts';

type OnRecord = Pick<Asked<string>, 'permit' | 'words' | 'tokens' | 'may'>;

async function findRequest(work: Work, { permit }: Pick<OnRecord, 'permit'>) {
  const { record } = permit;
  const found = requestTerms(work.pack);
  if (!found || record.stage !== 'draft') return undefined;
  const handOver = await findHandOverOf(work, record.recordId);
  const answers = await findDraftAnswers(work, record.recordId);
  return { ...found, record, reference: record.reference, handOver, answers };
}
const isAsked = (handOver: OfDraft | undefined): boolean => handOver?.state === 'asked';

export async function loadRequestStep(
  work: Work,
  asked: OnRecord & { readonly params: { readonly step: string } },
  again?: Again,
): Promise<Result<StepView>> {
  const found = await findRequest(work, asked);
  const step = found && stepOf(found.form, asked.params.step);
  if (!found || !step || isAsked(found.handOver)) return refuse('not-found');
  const { form, answers, record } = found;
  if (!applicable(form, answers).some(each => each.step === step)) return refuse('not-found');
  const own = answers[step.id];
  await seeDraft(work, record.recordId, own ? { [step.id]: own } : {}, form);
  const page = { recordId: record.recordId, form, step, answers, place: `asking.${step.id}` };
  const around = await aroundPage(work, asked.words, page, again);
  const here = { ...asked, ...around.interpreted };
  return ok(requestStepView(work, here, found, step, around));
}

/** A request as it stands: what it holds, and whether a team is asked. */
export async function loadRequest(work: Work, asked: OnRecord): Promise<Result<RequestView>> {
  const found = await findRequest(work, asked);
  if (!found) return refuse('not-found');
  const { recordId } = found.record;
  await seeDraft(work, recordId, submittable(found.form, found.answers), found.form);
  const savedAt = isAsked(found.handOver) ? undefined : await findSavedAt(work, recordId);
  const keeping = savedAt && keepingOf(instantOf(savedAt), work);
  return ok(requestView(work, asked, { ...found, keeping }));
}

/** Whom to ask, and what the person agreed that they see. */
export async function choosingOf(
  work: Work,
  { permit, words }: Pick<OnRecord, 'permit' | 'words'>,
): Promise<Result<AskForm & { readonly is: 'child' | 'agreed' | 'not-agreed'; readonly hasTeams: boolean }>> {
  const found = await findRequest(work, { permit });
  if (!found || isAsked(found.handOver)) return refuse('not-found');
  const { form } = found;
  const answers = submittable(form, found.answers);
  const facts = factsOf(form, answers);
  const as = personTreatedAs({ pack: work.pack, form }, facts, work.today);
  if (!as.ok) return as;
  const teams = await listTeamsToAsk(work, facts.nation);
  const agreed = agreesToBeToldOf(form, answers);
  const asking = askForm(work.pack, words, { teams, treatedAs: as.value, isRequest: true, agreed });
  const is = as.value === 'child' ? 'child' : agreed ? 'agreed' : 'not-agreed';
  return ok({ ...asking, is, hasTeams: teams.length > 0 });
}

export async function loadChoosing(work: Work, asked: OnRecord, again?: Again): Promise<Result<StepView>> {
  const asking = await choosingOf(work, asked);
  if (!asking.ok) return asking;
  const { words, tokens, permit } = asked;
  await seeDraft(work, permit.record.recordId, {});
  const { is, hasTeams } = asking.value;
  const base = `/requests/${permit.record.reference}`;
  const guidance = [words(`requests.ask.${is}`), ...(hasTeams ? [] : [words('requests.ask.no-team')])];
  const { language, today } = work;
  const of = {
    action: `${base}/send`,
    back: `${base}/check`,
    title: words('requests.ask.title'),
    send: words('requests.ask.send'),
  };
  const { reference } = permit.record;
  const typed = again && { typed: again.typed as object, errors: again.errors };
  return ok(
    askView({ asking: asking.value, reference, guidance, words, language, today, tokens, of }, typed),
  );
}

/** The team's requests: each once, as what is still open, or as what was asked. */
export async function loadRequests(
  work: Work,
  asked: Pick<Asked<string>, 'words' | 'tokens'>,
  { before, view }: { readonly before?: string | undefined; readonly view?: 'put-away' | undefined },
): Promise<Result<RequestsView>> {
  const cutoff = putAwayBefore(work);
  const isPutAway = view !== undefined;
  const among = (only: boolean) => cutoff && { before: cutoff, only, unlessAsked: true };
  const { rows, next } = await listReferrals(work, before, among(isPutAway));
  const hasPutAway =
    cutoff !== undefined && !isPutAway && (await listReferrals(work, undefined, among(true))).rows.length > 0;
  const askedFor = await listAskedFor(
    work,
    rows.map(({ recordId }) => recordId),
  );
  const open = await listOpen(
    work,
    askedFor.map(({ sourceId }) => sourceId),
  );
  const listed = rows.flatMap((row): ListedRequest[] => {
    const handOver = askedFor.find(({ recordId }) => recordId === row.recordId);
    // As long as the request is open, it says itself what came of asking.
    if (handOver)
      return open.has(handOver.sourceId) ? [] : [{ ...row, state: handOver.state, isOpen: false }];
    if (row.stage !== 'draft') return [];
    const newest = askedFor.find(({ sourceId }) => sourceId === row.recordId);
    return [{ ...row, state: newest?.state ?? 'draft', isOpen: true }];
  });
  return ok(requestsView(work, asked, listed, next, { isPutAway, hasPutAway }));
}
