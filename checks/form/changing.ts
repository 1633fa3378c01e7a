/** One draft through many pages, with changes of mind: what each page may change of it, and what it may not. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { waits } from '../../contexts/referrals/draft/consent-first.ts';
import { removesIdentity, standingOf } from '../../contexts/referrals/notice/refusing.ts';
import type { Answers, FieldDefinition, StepDefinition } from '../../platform/forms/definition.ts';
import {
  aboutItem,
  answersOf,
  itemsField,
  itemsIn,
  mostItems,
  withoutItem,
} from '../../platform/forms/items.ts';
import { askedOn, submittable } from '../../platform/forms/journey.ts';
import type { Json } from '../../platform/pure/json.ts';
import { relevantAnswers } from './oracle.ts';
import { decidingOf } from './routes.ts';
import { afterRefusal, type Asked, sendItem, sendPage, wordsOf } from './walk.ts';

/** Numbers that choose: which page, which of several, and for each question whether it is kept, cleared, or answered how. */
export interface Move {
  readonly page: number;
  readonly item: number;
  readonly how: 'answer' | 'remove' | 'there-and-back';
  readonly choices: readonly number[];
}
type Pools = (step: StepDefinition, field: FieldDefinition) => readonly Json[];
type Given = Answers[string];

export interface Changed {
  readonly answers: Answers;
  /** What was tried, for the count of what the sequences met. */
  readonly met: readonly ('aside' | 'returned' | 'fault' | 'removed' | 'items' | 'refused')[];
}

export function change(asked: Asked, pools: Pools, answers: Answers, move: Move): Changed {
  const standing = standingOf(asked, answers, asked.today);
  const consent = asked.form.steps.findIndex(({ fields }) => fields.some(each => each.concept === 'consent'));
  const asks = standing.is === 'going-on' ? asked.form.steps : asked.form.steps.slice(0, consent + 1);
  const open = asks.filter(each => !waits(asked, answers, each, asked.today));
  const step = stepFor(asked, open, move.page);
  if (itemsField(step)) return changeItem(asked, pools, answers, step, move);
  const before = answers[step.id] ?? {};
  const given = filledIn(asked, pools, answers, step, before, move);
  const sent = sendPage(asked, answers, step, given);
  judgePage(asked, step, { answers, given, sent, where: step.id });
  const left = leaves(asked, sent.answers);
  const met = metBy(asked, answers, left, sent.faults.length > 0);
  if (move.how !== 'there-and-back' || sent.faults.length > 0 || left !== sent.answers)
    return { answers: left, met };
  // The mind changes back: everything that was set aside counts again.
  const back = sendPage(asked, left, step, before);
  if (back.faults.length > 0) return { answers: leaves(asked, back.answers), met };
  const returned = leaves(asked, back.answers);
  if (returned !== back.answers) return { answers: returned, met };
  assert.deepEqual(submittable(asked.form, returned), submittable(asked.form, answers));
  for (const [id, held] of Object.entries(answers))
    if (id !== step.id) assert.deepEqual(returned[id], held, `${id} did not return`);
  return { answers: returned, met: [...met, 'returned'] };
}

/** One page in three is one that others hang on: a mind that changes there changes most. */
function stepFor(asked: Asked, open: readonly StepDefinition[], page: number): StepDefinition {
  const across = [...decidingOf(asked)].filter(([, each]) => each.across).map(([path]) => path.split('.')[0]);
  const among = page % 3 === 0 ? open.filter(({ id }) => across.includes(id)) : open;
  return among[Math.floor(page / 3) % among.length] ?? assert.fail();
}

function changeItem(asked: Asked, pools: Pools, answers: Answers, step: StepDefinition, move: Move): Changed {
  const items = itemsIn(answers, step);
  const field = itemsField(step) ?? assert.fail();
  const at = move.item % (items.length + 1);
  const chosen = items[at];
  if (move.how === 'remove' && chosen) {
    const left = { ...answers, [step.id]: withoutItem(step, items, chosen.id) };
    assert.deepEqual(
      itemsIn(left, step),
      items.filter(each => each !== chosen),
      'the others stay as they were',
    );
    return { answers: left, met: ['items'] };
  }
  if (!chosen && items.length >= mostItems(field)) return { answers, met: [] };
  const name = chosen?.id ?? `i${move.item}-${items.length}-${move.page}`;
  if (!chosen && items.some(({ id }) => id === name)) return { answers, met: [] };
  const about = aboutItem(asked.form, answers, step, name);
  const own = { ...asked, form: about.form };
  const before = about.answers[step.id] ?? {};
  const given = filledIn(own, pools, about.answers, about.step, before, move);
  const sent = sendItem(asked, answers, step, name, given);
  const now = itemsIn(sent.answers, step);
  const written = now.find(({ id }) => id === name);
  const page = {
    answers: { ...about.answers, [about.step.id]: written ? answersOf(written) : {} },
    faults: sent.faults,
  };
  judgePage(own, about.step, { answers: about.answers, given, sent: page, where: `${step.id} ${name}` });
  assert.deepEqual(
    now.filter(({ id }) => id !== name),
    items.filter(({ id }) => id !== name),
    'the others stay as they were',
  );
  return {
    answers: leaves(asked, sent.answers),
    met: ['items', ...metBy(asked, answers, sent.answers, sent.faults.length > 0)],
  };
}

/** What somebody fills in: what stands there, nothing, or an answer that is sound by itself. */
function filledIn(
  asked: Asked,
  pools: Pools,
  answers: Answers,
  step: StepDefinition,
  before: Given,
  { choices }: Move,
): Given {
  const shown = askedOn(asked.form, step, answers);
  const given: Record<string, Json> = {};
  for (const [at, field] of shown.entries()) {
    const choice = choices[at % choices.length] ?? 0;
    const stands = before?.[field.id];
    const pool = pools(step, field);
    if (choice % 8 === 0) continue;
    if (choice % 8 < 4 && stands !== undefined) given[field.id] = stands;
    else given[field.id] = pool[(choice >> 3) % pool.length] ?? assert.fail(`${step.id}.${field.id}`);
  }
  return given;
}

interface PageSent {
  readonly answers: Answers;
  readonly given: Given;
  readonly sent: { readonly answers: Answers; readonly faults: readonly { readonly field: string }[] };
  readonly where: string;
}

/** No page loses an answer: what it did not ask and what was left standing stays; what was answered soundly is there. */
function judgePage(asked: Asked, step: StepDefinition, { answers, given, sent, where }: PageSent): void {
  const before = answers[step.id] ?? {};
  const now = sent.answers[step.id] ?? {};
  const shown = new Set(askedOn(asked.form, step, answers));
  const isFaulty = sent.faults.length > 0;
  const manners = new Set(step.fields.flatMap(({ taken }) => taken ?? []));
  for (const [id, held] of Object.entries(answers))
    if (id !== step.id) assert.deepEqual(sent.answers[id], held, `${where} changed ${id}`);
  for (const field of step.fields) {
    const [was, is, typed] = [before[field.id], now[field.id], given?.[field.id]];
    const place = `${where}: ${field.id}`;
    if (!shown.has(field)) assert.deepEqual(is, was, `${place} was not asked`);
    else if (isFaulty) {
      // Words never stand beside how others were taken, so of a page with faults how they were taken may go with them.
      if (manners.has(field.id)) continue;
      assert.ok(
        [was, typed].some(each => isSame(is, each)),
        `${place} is neither what stood there nor what was sent`,
      );
      // What is sound is saved beside what is not.
      const isWrong = sent.faults.some(fault => `${fault.field}.`.startsWith(`${step.id}.${field.id}.`));
      if (typed !== undefined && !isWrong) assert.ok(isSame(is, typed), `${place} is sound and is gone`);
    } else assert.ok(isSame(is, typed), `${place}: ${JSON.stringify([was, typed, is])}`);
  }
}

const isSame = (one: Json | undefined, other: Json | undefined): boolean =>
  isDeepStrictEqual(wordsOf(one), wordsOf(other));
/** Answers go for good only where the law has them removed. */
function leaves(asked: Asked, answers: Answers): Answers {
  const left = afterRefusal(asked, answers);
  if (left !== answers) assert.ok(removesIdentity(standingOf(asked, answers, asked.today)));
  return left;
}

/** What is sent is what is relevant, no more and no less; whatever else was answered is kept aside. */
function metBy(asked: Asked, before: Answers, now: Answers, isFaulty: boolean): Changed['met'] {
  const sent = submittable(asked.form, now);
  assert.deepEqual(sent, relevantAnswers(asked.form, now));
  const isAside = JSON.stringify(sent).length < JSON.stringify(now).length - 40;
  const isRefused = standingOf(asked, now, asked.today).is !== 'going-on';
  return [
    ...(isAside ? (['aside'] as const) : []),
    ...(isFaulty ? (['fault'] as const) : []),
    ...(isRefused ? (['refused'] as const) : []),
    ...(Object.keys(now).length < Object.keys(before).length ? (['removed'] as const) : []),
  ];
}
