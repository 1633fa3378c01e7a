/** Several people from one situation: each is referred alone, beginning with what they share. */
import type { Permit } from '../../../platform/access/permit.ts';
import { byClass, factsOf } from '../../../platform/forms/concepts.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { consentRefusal } from '../../../platform/pack/consent.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { startDraft, type Opened } from '../commands.ts';
import { refuseClosed } from '../draft/consent-first.ts';
import { theForm } from '../forms.ts';
import { personTreatedAs } from '../rules.ts';
import { knownOfPerson, withoutNaming } from './naming.ts';
import { answersSent, isTakenBack, situationOf } from './rules.ts';
import { findDraftAnswers } from '../store.ts';

/**
 * Opens a draft for somebody else from the same situation. An adult who has not agreed to be referred gives nothing over,
 * not even where it happened.
 */
export async function referAnother(
  work: Work,
  permit: Permit<'referral:another'>,
): Promise<Result<Opened & { readonly step: string | undefined; readonly leftOut: number }>> {
  const { record } = permit;
  const form = theForm(work.pack);
  const isDraft = record.stage === 'draft';
  const entries = isDraft ? [] : await listEntries(work, record.recordId);
  if (isTakenBack(entries)) return refuse('consent-missing');
  const answers = isDraft ? await findDraftAnswers(work, record.recordId) : answersSent(entries);
  const open = isDraft ? refuseClosed(work, answers) : ok(true);
  if (!open.ok) return open;
  const facts = factsOf(form, answers);
  const as = personTreatedAs({ pack: work.pack, form }, facts, work.today);
  if (!as.ok) return as;
  const nation = facts.nation ?? null;
  const consent = consentRefusal(work.pack, as.value, facts.consent ?? 'not-asked', {
    nation,
    on: work.today,
  });
  if (!consent.ok) return refuse('not-in-the-pack');
  if (consent.value) return refuse(consent.value);
  const known = knownOfPerson(form, answers, work.pack);
  const { answers: shared, leftOut } = withoutNaming(form, situationOf(form, answers, work.newId), known);
  const classes = ['process', ...Object.keys(byClass(form, shared))] as DataClass[];
  await recordSight(work, [record.recordId], isDraft ? 'draft-seen' : 'referral-seen', [...new Set(classes)]);
  const opened = await startDraft(work, permit, shared);
  return opened.ok ? ok({ ...opened.value, leftOut }) : opened;
}
