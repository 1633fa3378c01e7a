/** What each page of a draft reads, and the sight of it that is recorded with the reading. */
import { byClass } from '../../platform/forms/concepts.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import { stepOf } from '../../platform/forms/journey.ts';
import type { StepView } from '../../platform/forms/step-page.ts';
import type { Asked, Typed } from '../../platform/http/route.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { type DataClass, dataClasses } from '../../platform/pure/classes.ts';
import { type FieldError, ok, refuse, type Result } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import { findDraftFiles } from './evidence/store.ts';
import { writeChecked } from './draft/checked.ts';
import { ageDiffersOn } from './draft/age-differs.ts';
import { openPart, refuseClosed, waitingSteps } from './draft/consent-first.ts';
import { aroundPage, whoIsIn } from './draft/page-view.ts';
import { theForm } from './forms.ts';
import { instantOf, keepingInWords, keepingOf } from './draft/keeping.ts';
import { resumeAt } from './draft/open-pages.ts';
import type { CheckView } from './draft/pages/check.page.ts';
import { isClosed } from './notice/refusing.ts';
import { standingIn } from './notice/removal.ts';
import type { SectionsView } from './draft/pages/sections.page.ts';
import { sectionsView } from './draft/sections.ts';
import { findDraftAnswers, findDraftAuthors } from './store.ts';
import { checkView } from './draft/check-view.ts';
import { enterDraft, findSavedAt, listOpenPages } from './draft/together-store.ts';
import { type DraftAtAGlance, stepHref, stepView } from './views.ts';

type OnRecord = Pick<Asked<string>, 'permit' | 'words' | 'tokens'>;

export async function loadStep(
  work: Work,
  asked: OnRecord & { readonly params: { readonly step: string } },
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<StepView>> {
  const { record } = asked.permit;
  const step = stepOf(theForm(work.pack), asked.params.step);
  if (!step || record.stage !== 'draft') return refuse('not-found');
  const answers = await findDraftAnswers(work, record.recordId);
  const open = refuseClosed(work, answers, step);
  if (!open.ok) return open;
  const form = theForm(work.pack);
  const part = openPart({ pack: work.pack, form }, answers, step, work.today);
  const isPart = part !== step;
  const own = Object.entries(answers[step.id] ?? {}).filter(([name]) => part.fields.some(f => f.id === name));
  await seeDraft(work, record.recordId, own.length > 0 ? { [step.id]: Object.fromEntries(own) } : {});
  const place = isPart ? undefined : step.id;
  const page = { recordId: record.recordId, form, step: part, answers, place };
  const around = await aroundPage(work, asked.words, page, again);
  const differs = ageDiffersOn(
    work,
    asked.words,
    { answers, step: step.id, errors: again?.errors ?? [] },
    name => stepHref(record.reference, name),
  );
  const notes = [...(around.shown.notes ?? []), ...differs.notes];
  const shown = { ...around.shown, notes, ways: differs.ways, ...(isPart && { savesTyping: false }) };
  const here = { ...asked, ...around.interpreted };
  return ok(stepView(work, here, record.reference, part, answers, { ...around, shown }));
}

export async function loadCheck(
  work: Work,
  asked: OnRecord,
  {
    part,
    of,
    errors = [],
  }: {
    readonly part?: string | undefined;
    readonly of?: string | undefined;
    readonly errors?: readonly FieldError[];
  } = {},
): Promise<Result<CheckView>> {
  const { record } = asked.permit;
  if (record.stage !== 'draft') return refuse('not-found');
  const answers = await findDraftAnswers(work, record.recordId);
  const form = theForm(work.pack);
  const standing = standingIn(work, answers);
  const isRefused = standing.is !== 'going-on';
  // Of somebody who refused, and was not asked yet whether they may be named, nobody reads on who they are meanwhile.
  const closed = form.steps.filter(step => isClosed({ pack: work.pack, form }, standing, step));
  const shown = Object.fromEntries(
    Object.entries(answers).filter(([id]) => !closed.some(step => step.id === id)),
  );
  await seeDraft(work, record.recordId, shown);
  const authors = await findDraftAuthors(work, record.recordId);
  const files = await findDraftFiles(work, record.recordId);
  const open = await listOpenPages(work, record.recordId);
  const { notes, salt } = await enter(work, asked);
  const checked = writeChecked({ form, answers, files, salt });
  return ok(
    checkView(work, asked, record.reference, shown, {
      errors,
      isRefused,
      authors,
      files: files.length,
      open,
      notes,
      part,
      of,
      checked,
      later: waitingSteps(work, answers),
      closed,
    }),
  );
}

/** A draft as its own page shows it: where it goes on, and who is in it. */
export async function loadDraft(work: Work, asked: OnRecord): Promise<DraftAtAGlance> {
  const { recordId } = asked.permit.record;
  const answers = await findDraftAnswers(work, recordId);
  const later = waitingSteps(work, answers);
  const begun = (await listOpenPages(work, recordId)).filter(
    page => !later.some(({ id }) => id === page.step),
  );
  const resume = resumeAt(theForm(work.pack), answers, begun);
  const isRefused = standingIn(work, answers).is !== 'going-on';
  const savedAt = await findSavedAt(work, recordId);
  const isAgeing = savedAt !== undefined && keepingOf(instantOf(savedAt), work).is !== 'kept';
  return {
    resume,
    isRefused,
    isAgeing,
    isWaiting: later.length > 0,
    notes: (await enter(work, asked)).notes,
  };
}

async function enter(work: Work, { permit, words }: OnRecord) {
  const entered = await enterDraft(work, permit.record.recordId);
  const keeping = entered && keepingInWords(keepingOf(instantOf(entered.savedAt), work), work, words);
  const notes = [...(keeping === undefined ? [] : [keeping]), ...whoIsIn(work, words, entered?.others ?? [])];
  return { notes, salt: entered?.salt ?? '' };
}

export async function loadSections(work: Work, asked: OnRecord): Promise<Result<SectionsView>> {
  const { record } = asked.permit;
  if (record.stage !== 'draft') return refuse('not-found');
  const answers = await findDraftAnswers(work, record.recordId);
  // It tells which steps were answered, and none of the answers.
  await seeDraft(work, record.recordId, {});
  const open = await listOpenPages(work, record.recordId);
  const later = waitingSteps(work, answers);
  const { notes } = await enter(work, asked);
  return ok(sectionsView(work, asked, answers, { open, later, notes }));
}

/** A sight of what was shown: the classes of those answers, and no others. */
export async function seeDraft(
  work: Work,
  recordId: string,
  shown: Answers,
  form = theForm(work.pack),
): Promise<void> {
  const held = byClass(form, shown);
  const isHeld = (name: DataClass) => name === 'process' || Object.hasOwn(held, name);
  await recordSight(work, [recordId], 'draft-seen', dataClasses.filter(isHeld));
}
