/** What each page of a hand-over reads, and the sight of it that is recorded with the reading. */
import { byClass, factsOf } from '../../../platform/forms/concepts.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import type { StepView } from '../../../platform/forms/step-page.ts';
import type { Asked } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { dataClasses } from '../../../platform/pure/classes.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { listTeamsActing } from '../../organisations/public.ts';
import { theForm } from '../forms.ts';
import { seeDraft } from '../loaders.ts';
import { standingIn } from '../notice/removal.ts';
import { personTreatedAs } from '../rules.ts';
import { findDraftAnswers, findDraftAuthors } from '../store.ts';
import { type Again, askView } from './ask-view.ts';
import { askForm, type AskForm } from './form.ts';
import type { HandOverView } from './pages/hand-over.page.ts';
import { findHandOver, findShown } from './store.ts';
import { handOverView } from './views.ts';

type Here = Pick<Asked<string>, 'permit' | 'words' | 'tokens' | 'may'>;

/** The form, for an adult or a child as the draft has it now. */
export async function askingOf(
  work: Work,
  { permit, words }: Pick<Here, 'permit' | 'words'>,
): Promise<Result<AskForm & { readonly treatedAs: 'adult' | 'child' }>> {
  const { record } = permit;
  if (!work.pack.consent.handOver || record.stage !== 'draft') return refuse('not-found');
  const form = theForm(work.pack);
  const answers = await findDraftAnswers(work, record.recordId);
  if (standingIn(work, answers).is !== 'going-on') return refuse('not-found');
  const facts = factsOf(form, submittable(form, answers));
  const as = personTreatedAs({ pack: work.pack, form }, facts, work.today);
  if (!as.ok) return as;
  const teams = await listTeamsActing(work, ['referral']);
  return ok({ ...askForm(work.pack, words, { teams, treatedAs: as.value }), treatedAs: as.value });
}

export async function loadAsk(work: Work, asked: Here, again?: Again): Promise<Result<StepView>> {
  const asking = await askingOf(work, asked);
  if (!asking.ok) return asking;
  // It tells whether the person is treated as an adult, and no answer.
  await seeDraft(work, asked.permit.record.recordId, {});
  const { words, tokens, permit } = asked;
  const guidance = [
    words('hand-over.ask.until'),
    words(`hand-over.ask.${asking.value.treatedAs}`),
    words('hand-over.ask.sealed'),
  ];
  const { reference } = permit.record;
  return ok(
    askView(
      {
        asking: asking.value,
        reference,
        guidance,
        words,
        language: work.language,
        today: work.today,
        tokens,
      },
      again,
    ),
  );
}

export async function loadHandOver(
  work: Work,
  asked: Here,
  again: { readonly errors: HandOverView['errors'] } = { errors: [] },
): Promise<Result<HandOverView>> {
  const { record } = asked.permit;
  const handOver = await findHandOver(work, record.recordId);
  if (!handOver) return refuse('not-found');
  const isAsked = work.viewer.team.id === handOver.asked;
  // Who asked reads the draft on its own pages.
  const isShown = isAsked && record.stage === 'asked' && handOver.permission !== undefined;
  const shown = isShown ? await findShown(work, handOver.sourceId) : undefined;
  const answers = shown ? await findDraftAnswers(work, handOver.sourceId) : {};
  if (shown) await seeDraft(work, handOver.sourceId, answers);
  // Those who watch over the hand-over learn what was shown with it.
  const held = byClass(theForm(work.pack), answers);
  const classes = dataClasses.filter(name => name === 'process' || Object.hasOwn(held, name));
  await recordSight(work, [record.recordId], 'hand-over-seen', classes);
  const authors = shown ? await findDraftAuthors(work, handOver.sourceId) : {};
  return ok(
    handOverView(work, asked, {
      reference: record.reference,
      stage: record.stage,
      entries: await listEntries(work, record.recordId),
      isAsked,
      permission: handOver.permission,
      shown: shown && { savedAt: shown.savedAt, answers, authors },
      errors: again.errors ?? [],
    }),
  );
}
