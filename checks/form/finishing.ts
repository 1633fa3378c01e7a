/** From any draft onwards: what the pages lead to is answered, until something is sent or there is nothing to send. */
import assert from 'node:assert/strict';
import { standingOf } from '../../contexts/referrals/notice/refusing.ts';
import { chooseAuthority, submit } from '../../contexts/referrals/rules.ts';
import { factsOf, whereAsked } from '../../platform/forms/concepts.ts';
import type { Answers, StepDefinition } from '../../platform/forms/definition.ts';
import { aboutItem, itemsField, itemsIn } from '../../platform/forms/items.ts';
import {
  applicable,
  firstUnanswered,
  firstUnfinishedItem,
  submittable,
} from '../../platform/forms/journey.ts';
import { checkAnswers } from '../../platform/forms/schema.ts';
import type { Json } from '../../platform/pure/json.ts';
import type { FieldError } from '../../platform/pure/result.ts';
import { type Ended, endOf } from './ends.ts';
import { relevantAnswers } from './oracle.ts';
import { afterRefusal, type Asked, sendItem, sendPage, stepAt } from './walk.ts';

const differ = ['referral.error.age-and-birth-date-differ', 'referral.error.birth-date-disputed'];

type Pools = (step: StepDefinition, field: StepDefinition['fields'][number]) => readonly Json[];
const mostPages = 80;

/** As somebody does who answers only what is asked of them, and puts right what is told. */
export function finish(asked: Asked, draft: Answers, pools: Pools): Ended {
  let answers = draft;
  for (let pages = 0; pages < mostPages; pages++) {
    const standing = standingOf(asked, answers, asked.today);
    const form = standing.is === 'owing-notice' ? standing.duty.form : asked.form;
    if (standing.is === 'ending') return endOf(asked, { answers, end: '/without-consent' });
    const open = firstUnanswered(form, answers);
    if (open) {
      answers = afterRefusal(asked, answerOpen({ ...asked, form }, answers, open, pools));
      continue;
    }
    const isNotice = standing.is === 'owing-notice';
    const faults = isNotice ? faultsOf({ ...asked, form }, answers) : faultsOnSending(asked, answers);
    if (faults.length === 0)
      return isNotice ? endOf(asked, { answers, end: '/notice/check' }) : { end: 'sent' };
    // The check leads to the page of each; what is wrong there can be taken out or said otherwise.
    for (const { field } of faults) answers = putRight({ ...asked, form }, answers, field, pools);
  }
  return assert.fail(`no end after ${mostPages} pages`);
}

function answerOpen(asked: Asked, answers: Answers, step: StepDefinition, pools: Pools): Answers {
  if (itemsField(step)) {
    const item =
      firstUnfinishedItem(step, answers)?.id ?? (itemsIn(answers, step).length > 0 ? undefined : 'last');
    if (item === undefined) return sendPage(asked, answers, step, answers[step.id] ?? {}).answers;
    const about = aboutItem(asked.form, answers, step, item);
    const given = completed({ ...asked, form: about.form }, about.answers, about.step, pools);
    const sent = sendItem(asked, answers, step, item, given);
    assert.deepEqual(sent.faults, [], step.id);
    return sendPage(asked, sent.answers, step, sent.answers[step.id] ?? {}).answers;
  }
  const sent = sendPage(asked, answers, step, completed(asked, answers, step, pools));
  if (sent.faults.length === 0) return sent.answers;
  // A refusal waits until the age and the birth date agree: the page says so, and the date is taken out on its own.
  const [bornOn = '', date = ''] = whereAsked(asked.form, 'birth-date')?.split('.') ?? [];
  const isBorn = Object.hasOwn(answers[bornOn] ?? {}, date) && bornOn !== step.id;
  if (isBorn && sent.faults.some(({ message }) => differ.includes(message))) {
    const { [date]: _, ...others } = answers[bornOn] ?? {};
    const without = sendPage(asked, answers, stepAt(asked.form, `/steps/${bornOn}`), others).answers;
    assert.ok(!Object.hasOwn(without[bornOn] ?? {}, date), 'the birth date can be taken out');
    return answerOpen(asked, without, step, pools);
  }
  const faulty = new Set(sent.faults.map(({ field }) => field));
  const given = Object.fromEntries(
    Object.entries(completed(asked, answers, step, pools)).filter(([id]) => !faulty.has(`${step.id}.${id}`)),
  );
  const again = sendPage(asked, answers, step, given);
  if (again.faults.length === 0) return again.answers;
  // What must be answered may be answered otherwise.
  const [, id = ''] = sent.faults[0]?.field.split('.') ?? [];
  return answeredOtherwise(asked, answers, { step, id, others: given }, pools);
}

/** The first answer to a question that its page takes. */
function answeredOtherwise(
  asked: Asked,
  answers: Answers,
  {
    step,
    id,
    others,
  }: { readonly step: StepDefinition; readonly id: string; readonly others: Record<string, Json> },
  pools: Pools,
): Answers {
  const field = step.fields.find(each => each.id === id) ?? assert.fail(id);
  for (const answer of pools(step, field)) {
    // Another answer may bring up questions of its own.
    const told = { ...others, [id]: answer };
    const whole = required({ form: asked.form, step, answers }, told, each => pools(step, each)[0] ?? null);
    const sent = sendPage(asked, answers, step, whole);
    if (sent.faults.length === 0) return sent.answers;
  }
  return assert.fail(`${step.id}.${id} cannot be put right`);
}

/** What stands there, and an answer to each required question that these bring up. */
const completed = (
  { form }: Asked,
  answers: Answers,
  step: StepDefinition,
  pools: Pools,
): Record<string, Json> =>
  required(
    { form, step, answers },
    answers[step.id] ?? {},
    field => pools(step, field)[0] ?? assert.fail(field.id),
  );

/** Adds an answer to each required question of a step that has none, as each answer brings up the next. */
export function required(
  { form, step, answers }: Pick<Asked, 'form'> & { readonly step: StepDefinition; readonly answers: Answers },
  told: Readonly<Record<string, Json>>,
  answerTo: (field: StepDefinition['fields'][number]) => Json,
): Record<string, Json> {
  const now = applicable(form, { ...answers, [step.id]: told }).find(each => each.step.id === step.id);
  const missing = now?.fields.find(field => field.required && !Object.hasOwn(told, field.id));
  return missing
    ? required({ form, step, answers }, { ...told, [missing.id]: answerTo(missing) }, answerTo)
    : { ...told };
}

/** A notice may not offer what the referral offered: its check says so of an answer that both ask for. */
function faultsOf(asked: Asked, answers: Answers): readonly FieldError[] {
  const checked = checkAnswers(asked.form, submittable(asked.form, answers), asked);
  return checked.ok ? [] : fieldsOf(checked.error.fields);
}

function faultsOnSending(asked: Asked, answers: Answers): readonly FieldError[] {
  const { pack, form, today } = asked;
  const relevant = submittable(form, answers);
  const checked = checkAnswers(form, relevant, asked);
  if (!checked.ok) return fieldsOf(checked.error.fields);
  const facts = factsOf(form, checked.value);
  const routed = chooseAuthority(pack, facts, today);
  assert.ok(routed.ok, JSON.stringify(routed));
  const parties = { referrer: 'a', authority: 'b' };
  const sent = submit(
    { stage: 'draft', answers: checked.value, facts },
    { pack, form, today, routed: routed.value, parties },
  );
  if (sent.ok)
    assert.deepEqual(checked.value, relevantAnswers(form, answers), 'what is sent is what is relevant');
  return sent.ok ? [] : fieldsOf(sent.error.fields);
}
const fieldsOf = (fields: readonly FieldError[] | undefined): readonly FieldError[] =>
  fields && fields.length > 0 ? fields : assert.fail('it says nothing of where to put it right');

function putRight(asked: Asked, answers: Answers, field: string, pools: Pools): Answers {
  const [stepId = '', id = ''] = field.split('.');
  const step = stepAt(asked.form, `/steps/${stepId}`);
  const { [id]: _, ...others } = answers[stepId] ?? {};
  const sent = sendPage(asked, answers, step, others);
  if (sent.faults.length === 0) return sent.answers;
  return answeredOtherwise(asked, answers, { step, id, others }, pools);
}
