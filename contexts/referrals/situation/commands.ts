/** Several people from one situation: each is referred alone, beginning with what they share. */
import type { Permit } from '../../../platform/access/permit.ts';
import { byClass, factsOf } from '../../../platform/forms/concepts.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { consentRefusal } from '../../../platform/pack/consent.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { startDraft, type Opened } from '../commands.ts';
import { refuseClosed } from '../draft/consent-first.ts';
import { theForm } from '../forms.ts';
import type { Known } from '../notice/identifying.ts';
import { personTreatedAs } from '../rules.ts';
import { readDecided } from './decide.ts';
import { joinKnown, knownOfPerson, type NamingText, textsNaming, withDecided } from './naming.ts';
import { answersSent, saidSince, isTakenBack, situationOf } from './rules.ts';
import { findDraftAnswers } from '../store.ts';

/** What may begin another's referral, and which texts of it somebody has to look at first. */
export interface Shared {
  readonly answers: Answers;
  readonly texts: readonly NamingText[];
  readonly known: Known;
}

/**
 * Opens a draft for somebody else from the same situation. A text that names the first person is copied only as somebody
 * looked at it and changed or confirmed it; what names nobody goes as it is.
 */
export async function referAnother(
  work: Work,
  permit: Permit<'referral:another'>,
  body: unknown,
): Promise<Result<Opened & { readonly step: string | undefined; readonly leftOut: number }>> {
  const shared = await sharedWith(work, permit);
  if (!shared.ok) return shared;
  const { answers, texts, known } = shared.value;
  const decided = readDecided(texts, body, { known, pack: work.pack, today: work.today });
  if (!decided.ok) return decided;
  const leftOut = [...decided.value.values()].filter(text => text === undefined).length;
  const begun = withDecided(theForm(work.pack), answers, decided.value);
  const opened = await startDraft(work, permit, begun, permit.record);
  return opened.ok ? ok({ ...opened.value, leftOut }) : opened;
}

/**
 * What is of the situation. An adult who has not agreed to be referred gives nothing over, not even where it happened. That
 * it was looked at is kept.
 */
export async function sharedWith(
  work: Work,
  { record }: Pick<Permit<string>, 'record'>,
): Promise<Result<Shared>> {
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
  const known = joinKnown([answers, ...saidSince(entries)].map(each => knownOfPerson(form, each, work.pack)));
  const shared = situationOf(form, answers, work.newId);
  const texts = textsNaming(form, shared, known);
  const classes = ['process', ...Object.keys(byClass(form, shared))] as DataClass[];
  await recordSight(work, [record.recordId], isDraft ? 'draft-seen' : 'referral-seen', [...new Set(classes)]);
  return ok({ answers: shared, texts, known });
}
