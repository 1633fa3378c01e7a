/** What each page of a hand-over reads, and the sight of it that is recorded with the reading. */
import type { RecordFacts } from '../../../platform/access/record.ts';
import { byClass, factsOf } from '../../../platform/forms/concepts.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import type { StepView } from '../../../platform/forms/step-page.ts';
import type { Asked } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { type DataClass, dataClasses } from '../../../platform/pure/classes.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { formNamed, theForm } from '../forms.ts';
import { seeDraft } from '../loaders.ts';
import { standingIn } from '../notice/removal.ts';
import { personTreatedAs } from '../rules.ts';
import { findDraftAnswers, findDraftAuthors } from '../store.ts';
import { type Again, askView } from './ask-view.ts';
import { askForm, type AskForm, coveredClasses } from './form.ts';
import type { HandOverView } from './pages/hand-over.page.ts';
import { isGroundFor } from './close.ts';
import { decidersOf } from './ground.ts';
import { findHandOver, findShown } from './store.ts';
import { listTeamsToAsk } from './teams.ts';
import { handOverView } from './views.ts';

type Here = Pick<Asked<string>, 'permit' | 'words' | 'tokens' | 'may'>;

interface Asking {
  readonly treatedAs: 'adult' | 'child';
  readonly deciders: readonly string[] | undefined;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly classes: readonly DataClass[];
}

/** The form, for an adult or a child as the draft has it now. */
export async function askingOf(
  work: Work,
  { permit, words }: Pick<Here, 'permit' | 'words'>,
): Promise<Result<AskForm & Asking>> {
  const { record } = permit;
  if (!work.pack.consent.handOver || record.stage !== 'draft') return refuse('not-found');
  const referral = theForm(work.pack);
  const answers = await findDraftAnswers(work, record.recordId);
  if (standingIn(work, answers).is !== 'going-on') return refuse('not-found');
  const facts = factsOf(referral, submittable(referral, answers));
  const as = personTreatedAs({ pack: work.pack, form: referral }, facts, work.today);
  if (!as.ok) return as;
  const teams = await listTeamsToAsk(work, facts.nation);
  const deciders = as.value === 'adult' ? decidersOf(work, facts) : undefined;
  const form = askForm(work.pack, words, { teams, treatedAs: as.value, deciders });
  return ok({ ...form, treatedAs: as.value, deciders, teams, classes: coveredClasses(work.pack) });
}

export async function loadAsk(work: Work, asked: Here, again?: Again): Promise<Result<StepView>> {
  const asking = await askingOf(work, asked);
  if (!asking.ok) return asking;
  await seeAsking(work, asked.permit.record.recordId);
  const { words, tokens, permit } = asked;
  const guidance = [
    words('hand-over.ask.until'),
    words(`hand-over.ask.${asking.value.deciders ? 'without-capacity' : asking.value.treatedAs}`),
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

/** That somebody is about to ask tells whether the person is treated as an adult, and no answer. */
export const seeAsking = (work: Work, recordId: string): Promise<void> => seeDraft(work, recordId, {});

/** A hand-over and, for those who were asked, what they are shown of the draft; the sight of both is recorded. */
export async function seeHandOver(work: Work, record: RecordFacts) {
  const handOver = await findHandOver(work, record.recordId);
  if (!handOver) return refuse('not-found');
  const isAsked = work.viewer.team.id === handOver.asked;
  // Who asked reads the draft on its own pages.
  const isShown = isAsked && record.stage === 'asked' && handOver.permission !== undefined;
  const form = formNamed(work.pack, handOver.form);
  const lent = isShown ? await findShown(work, handOver.sourceId) : undefined;
  const held = lent ? await findDraftAnswers(work, handOver.sourceId) : {};
  // What it is shown on may have ended by the calendar alone: nobody saved anything when somebody came of age.
  const found = lent && (await isGroundFor(work, handOver, form, held)) ? lent : undefined;
  const answers = found ? held : {};
  if (found) await seeDraft(work, handOver.sourceId, answers, form);
  // Those who watch over the hand-over learn what was shown with it.
  const told = byClass(form, answers);
  const classes = dataClasses.filter(name => name === 'process' || Object.hasOwn(told, name));
  await recordSight(work, [record.recordId], 'hand-over-seen', classes);
  const authors = found ? await findDraftAuthors(work, handOver.sourceId) : {};
  const shown = found && { savedAt: found.savedAt, answers, authors };
  return ok({ handOver, shown, entries: await listEntries(work, record.recordId) });
}

export async function loadHandOver(
  work: Work,
  asked: Here,
  again: { readonly errors: HandOverView['errors'] } = { errors: [] },
): Promise<Result<HandOverView>> {
  const { record } = asked.permit;
  const seen = await seeHandOver(work, record);
  if (!seen.ok) return seen;
  const { handOver, shown, entries } = seen.value;
  return ok(
    handOverView(work, asked, {
      reference: record.reference,
      stage: record.stage,
      entries,
      isAsked: work.viewer.team.id === handOver.asked,
      permission: handOver.permission,
      form: formNamed(work.pack, handOver.form),
      shown,
      errors: again.errors ?? [],
    }),
  );
}
