import type { RecordFacts } from '../../../platform/access/record.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { forgetForms } from '../../../platform/http/session-kept-form.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { dropDraftFiles } from '../evidence/drop.ts';
import { listTyped, listWhoWasIn } from '../draft/together-store.ts';
import { theForm } from '../forms.ts';
import {
  type Finding,
  findIdentifying,
  findInAnswers,
  knownAmong,
  notCompared,
  textsOf,
} from './identifying.ts';
import { knownTyped } from './typed-names.ts';
import { forgetBeginnings } from '../situation/store.ts';
import { openToCompare } from './sealed.ts';
import { keptAfterRefusal, removesIdentity, type Standing, standingOf } from './refusing.ts';
import {
  findDraftAnswers,
  findDraftAuthors,
  forgetSealed,
  listFindings,
  replaceDraft,
  replaceFindings,
} from '../store.ts';

/** Where a draft stands with the person's consent, as its answers are now. */
export const standingIn = (work: Work, answers: Answers): Standing =>
  standingOf({ pack: work.pack, form: theForm(work.pack) }, answers, work.today);

/**
 * After each change of a draft: where identification is refused, by whatever way the draft came there, everything that is not
 * kept goes in this very transaction, from the draft and from whatever its pages left behind. Answers what is left.
 */
export async function removeWhatWasRefused(
  work: Work,
  record: RecordFacts,
  answers: Answers,
  /** The answers before this change, where they are known. */
  before?: Answers,
): Promise<Result<Answers>> {
  const { pack, today } = work;
  const form = theForm(pack);
  const standing = standingIn(work, answers);
  if (!removesIdentity(standing)) return ok(answers);
  if (!isOurs(record)) return refuse('not-permitted');
  const kept = keptAfterRefusal({ pack, form }, standing, answers, today);
  const authors = Object.values(await findDraftAuthors(work, record.recordId)).map(
    ({ personId }) => personId,
  );
  // Whoever's page was wrong throughout wrote nothing, and yet a form of theirs may wait.
  const others = await listWhoWasIn(work, record.recordId);
  const foundBefore = await listFindings(work, record.recordId);
  // A name that was typed and never gone on with is gone now too, and may stand in a text that stays.
  const typed = knownTyped(
    pack,
    [form, ...kept.map(each => each.form)],
    await listTyped(work, record.recordId),
  );
  const hasTexts = kept.some(each => textsOf(each.form, each.answers).length > 0);
  const opened = hasTexts
    ? await openToCompare(work, record.recordId, form, answers)
    : { answers, isWhole: true };
  // What this change itself takes out is still in the answers before it.
  const told = before ? [opened.answers, before] : [opened.answers];
  const found = kept.flatMap(each => [
    ...[
      ...[form, each.form].flatMap(asked => told.map(said => knownAmong(asked, said, pack))),
      ...typed,
    ].flatMap(known => findInAnswers(each.form, each.answers, text => findIdentifying(text, known))),
    ...(opened.isWhole ? [] : notCompared(each.form, each.answers)),
  ]);
  await dropDraftFiles(work, record.recordId);
  await forgetSealed(work, record.recordId, form);
  await forgetBeginnings(work, record.recordId);
  const goesOn = standing.is === 'owing-notice' && before !== undefined;
  const keepsNotice = goesOn && removesIdentity(standingIn(work, before));
  await replaceDraft(work, record.recordId, kept, { keepsNotice });
  await replaceFindings(work, record.recordId, distinct([...foundBefore, ...found], kept));
  await forgetForms(work.db, `/referrals/${record.reference}`, [
    ...new Set([...authors, ...others, work.viewer.personId]),
  ]);
  return ok(await findDraftAnswers(work, record.recordId));
}

/** Whoever was lent a part of a draft would leave behind the part that they do not see: only the team whose it is ends it. */
export const isOurs = ({ relations }: RecordFacts): boolean => relations.includes('referring-team');

/** Places in texts that are still there, each once. */
function distinct(
  findings: readonly Finding[],
  kept: readonly { readonly answers: Answers }[],
): readonly Finding[] {
  const isThere = ({ step, field }: Finding) =>
    kept.some(({ answers }) => Object.hasOwn(answers[step] ?? {}, field));
  return [
    ...new Map(
      findings.filter(isThere).map(each => [`${each.step}.${each.field}.${each.start}.${each.kind}`, each]),
    ).values(),
  ];
}
