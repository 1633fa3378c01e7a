/** A page of a notice that comes after the notice was sent, or after its draft was ended: who did, when, and what was typed. */
import type { FormDefinition } from '../../../platform/forms/definition.ts';
import { stepOf } from '../../../platform/forms/journey.ts';
import { fieldWording } from '../../../platform/forms/wording.ts';
import type { Typed } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { coreRules } from '../../../platform/pack/core-rules.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Late } from '../../../platform/views/pages/late.page.ts';
import type { Work } from '../../../platform/work.ts';
import { loadLate, type OnStep, textOf } from '../draft/late.ts';
import { theForm } from '../forms.ts';
import { momentOf, whoIs } from '../said-by.ts';
import { speaking } from '../views.ts';
import { isOurs } from './removal.ts';

/**
 * Nothing of what was typed is kept, and it is compared with nothing: the draft is gone, and its notice bears a number of its
 * own that the draft does not tell.
 */
export async function loadLateNotice(
  work: Work,
  asked: OnStep,
  typed: Typed,
  form = formWith(work.pack, asked.params.step),
): Promise<Result<Late>> {
  const { record } = asked.permit;
  const { words, params } = asked;
  const step = form && stepOf(form, params.step);
  const ended = (await listEntries(work, record.recordId)).find(({ type }) => type === 'draft-ended');
  const { by, because } = ended?.payload.process ?? {};
  if (!form || !step || !ended || by === undefined || !isOurs(record)) return refuse('not-found');
  const saying = speaking(work, asked);
  await recordSight(work, [record.recordId], 'referral-seen', ['process']);
  const is = because === 'notified' ? 'sent' : 'ended';
  return ok({
    title: words(`notices.late.${is}.title`),
    told: words(`notices.late.${is}`, {
      by: whoIs(by as JsonObject, saying),
      at: momentOf(ended.at, saying),
    }),
    typed: step.fields.flatMap(field => {
      const text = textOf(work, asked, { form, step, field, typed, before: undefined });
      const { label } = fieldWording(form, step, field, saying);
      return text === undefined ? [] : [{ id: field.id, question: label, text }];
    }),
    links: [{ href: '/referrals', text: words('referrals.show.list') }],
  });
}

/** Of a page of the referral's own form: its person refused meanwhile, and somebody sent the notice or ended the draft. */
export async function loadLatePage(work: Work, asked: OnStep, typed: Typed): Promise<Result<Late>> {
  const sent = await loadLate(work, asked, typed);
  return sent.ok || asked.params.item !== undefined
    ? sent
    : loadLateNotice(work, asked, typed, theForm(work.pack));
}

/** Which nation it was about is gone with the draft: the form of a notice that has this page. */
const formWith = ({ rules, forms }: Pack, step: string): FormDefinition | undefined =>
  rules
    .filter(({ id }) => id === 'dtn.duty')
    .map(({ value }) => forms[coreRules['dtn.duty'].parse(value).form])
    .find(form => form && stepOf(form, step));
