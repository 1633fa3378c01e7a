/** A page of a draft that comes after the referral was sent: who sent it, when, and where what was typed may still go. */
import { isDeepStrictEqual } from 'node:util';
import type { FieldDefinition, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import { sentFrom } from '../../../platform/forms/inputs.ts';
import { itemsIn, stepOfItem } from '../../../platform/forms/items.ts';
import { stepOf } from '../../../platform/forms/journey.ts';
import { kindOf } from '../../../platform/forms/kinds.ts';
import { shapeToday } from '../../../platform/forms/shape.ts';
import { belongs } from '../../../platform/forms/typed-part.ts';
import { fieldWording } from '../../../platform/forms/wording.ts';
import type { Asked, Typed } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Late } from '../../../platform/views/pages/late.page.ts';
import type { Work } from '../../../platform/work.ts';
import { adding } from '../additions/rules.ts';
import { addable, correctable } from '../corrections/rules.ts';
import { theForm } from '../forms.ts';
import { isOurs } from '../notice/removal.ts';
import { momentOf, whoIs } from '../said-by.ts';
import { answersIn } from '../standing.ts';
import { givenIn } from '../sent.ts';
import { speaking } from '../views.ts';

export type OnStep = Asked<string, { readonly step: string; readonly item?: string }>;

/** Nothing of what was typed is kept: it may name what the person took back, and nobody went on with it. */
export async function loadLate(work: Work, asked: OnStep, typed: Typed): Promise<Result<Late>> {
  const { record } = asked.permit;
  const { words, may, params } = asked;
  const form = theForm(work.pack);
  const step = stepOf(form, params.step);
  const entries = await listEntries(work, record.recordId);
  const sent = entries.find(({ type }) => type === 'referral-submitted');
  const by = sent?.payload.process?.['by'];
  // Who was lent a referral was in no draft of it.
  if (!step || !sent || by === undefined || !isOurs(record)) return refuse('not-found');
  const said = answersIn(givenIn(entries));
  const saying = speaking(work, asked);
  const one = params.item === undefined ? step : stepOfItem(step);
  const before =
    params.item === undefined ? said[step.id] : itemsIn(said, step).find(({ id }) => id === params.item);
  const own = `/referrals/${record.reference}`;
  const mayCorrect =
    may('referral:correct') &&
    [...correctable(form, said), ...addable(form, said, [])].some(({ id }) => id === step.id);
  const mayAdd = may('referral:correct') && adding(form, work.pack, step.id, said) !== undefined;
  const ways = [
    mayCorrect && { href: `${own}/correct/${step.id}`, text: words('referrals.late.correct') },
    mayAdd && { href: `${own}/more/${step.id}`, text: words('referrals.late.more') },
    may('evidence:add') && { href: `${own}/evidence`, text: words('referrals.late.evidence') },
    may('message:send') && { href: `/messages/${record.reference}`, text: words('referrals.late.message') },
    { href: own, text: words('referrals.late.show') },
  ];
  const shown = one.fields.flatMap(field => {
    const text = textOf(work, asked, { form, step: one, field, typed, before: before?.[field.id] });
    return text === undefined ? [] : [{ field, text }];
  });
  // What was sent as it was typed is left out: so the page tells something of those answers.
  const classes = shown.map(({ field }) => field.class);
  await recordSight(work, [record.recordId], 'referral-seen', [
    ...new Set<DataClass>(['process', ...classes]),
  ]);
  return ok({
    title: words('referrals.late.title'),
    told: words('referrals.late.told', {
      by: whoIs(by as JsonObject, saying),
      at: momentOf(sent.at, saying),
    }),
    typed: shown.map(({ field, text }) => ({
      id: field.id,
      question: fieldWording(form, one, field, saying).label,
      text,
    })),
    links: ways.filter(way => way !== false),
  });
}

/** What stood in the inputs of a question, in words where it is an answer, else as it was typed; undefined where it was sent so. */
export function textOf(
  work: Work,
  asked: OnStep,
  {
    form,
    step,
    field,
    typed,
    before,
  }: {
    readonly form: FormDefinition;
    readonly step: StepDefinition;
    readonly field: FieldDefinition;
    readonly typed: Typed;
    readonly before: unknown;
  },
): string | undefined {
  const sent = sentFrom(typed);
  const names = Object.keys(typed).filter(name => belongs(name, field.id));
  const raw = names.flatMap(name => sent.many(name)).filter(text => text.trim() !== '');
  if (raw.length === 0 || field.fields) return undefined;
  const answer = kindOf(field).read(field, sent);
  const plain = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value);
  if (isDeepStrictEqual(plain(answer), plain(before))) return undefined;
  if (typeof answer === 'string' && ['text', 'paragraph'].includes(field.type)) return answer;
  const shape = shapeToday(form, step, { pack: work.pack, today: work.today }).shape[field.id];
  const parsed = shape?.safeParse(answer);
  if (!parsed?.success || parsed.data === undefined || field.sealed) return raw.join('\n');
  return kindOf(field)
    .show(field, parsed.data, fieldWording(form, step, field, speaking(work, asked)))
    .join('\n');
}
