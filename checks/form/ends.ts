/** What comes of a route: each page filled in every way that its own questions tell apart, and what is sent in the end. */
import assert from 'node:assert/strict';
import { notify } from '../../contexts/referrals/notice/rules.ts';
import { standingOf } from '../../contexts/referrals/notice/refusing.ts';
import { chooseAuthority, submit } from '../../contexts/referrals/rules.ts';
import { factsOf } from '../../platform/forms/concepts.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import { itemsField, mostItems } from '../../platform/forms/items.ts';
import { applicable, firstUnanswered, submittable } from '../../platform/forms/journey.ts';
import { checkAnswers } from '../../platform/forms/schema.ts';
import { fillings, itemsOn, noticeForm, type Route } from './routes.ts';
import { after, afterNotice, type Asked, sendItem, sendPage } from './walk.ts';

export interface Ended {
  readonly end: 'sent' | 'notified' | 'advised';
  /** Of the authority that decides, or that is told. */
  readonly authority?: string;
}
const nobody = '00000000-0000-4000-8000-000000000001';
const parties = { referrer: nobody, authority: nobody };

/** Sends what a route leaves behind, as the command does. */
export function endOf(asked: Asked, { answers, end }: Pick<Route, 'answers' | 'end'>): Ended {
  const { pack, form, today } = asked;
  if (end === '/check') {
    assert.equal(firstUnanswered(form, answers)?.id, undefined, 'everything is answered');
    const facts = factsOf(form, submittable(form, answers));
    const checked = checkAnswers(form, submittable(form, answers), asked);
    assert.ok(checked.ok, JSON.stringify(checked));
    const routed = chooseAuthority(pack, facts, today);
    assert.ok(routed.ok, JSON.stringify(routed));
    const given = { pack, form, today, routed: routed.value, parties };
    const sent = submit({ stage: 'draft', answers: checked.value, facts }, given);
    assert.ok(sent.ok, JSON.stringify(sent));
    return { end: 'sent', authority: routed.value.authority.code };
  }
  const standing = standingOf({ pack, form }, answers, today);
  if (end === '/without-consent') {
    assert.notEqual(standing.is, 'going-on');
    return { end: 'advised' };
  }
  assert.ok(standing.is === 'owing-notice', `${standing.is}: a notice nobody owes`);
  const { duty } = standing;
  assert.equal(firstUnanswered(duty.form, answers)?.id, undefined, 'everything of the notice is answered');
  const checked = checkAnswers(duty.form, submittable(duty.form, answers), asked);
  assert.ok(checked.ok, JSON.stringify(checked));
  const facts = factsOf(duty.form, checked.value);
  const { nation = '' } = factsOf(form, answers);
  const routed = chooseAuthority(pack, { ...facts, nation }, today);
  assert.ok(routed.ok, JSON.stringify(routed));
  const sent = notify(checked.value, facts, {
    duty,
    nation,
    today,
    routed: routed.value,
    parties,
    confirmed: 0,
  });
  assert.ok(sent.ok, JSON.stringify(sent));
  return { end: 'notified', authority: routed.value.authority.code };
}

export interface Tried {
  /** How many pages were sent, each filled in another way. */
  readonly pages: number;
  /** In how many ways the whole can be filled in, so far as any condition can tell. */
  readonly ways: bigint;
  /** Every `step.field` that was answered. */
  readonly answered: ReadonlySet<string>;
}

/**
 * Fills in each page along a route, and each that may follow, in every way that its own conditions tell apart, once with as
 * little and once with as much as can be said. Pages are independent then: what other pages read is what the route fixed.
 */
export function tryPages(asked: Asked, nation: string, route: Route): Tried {
  const isNotice = route.end === '/notice/check';
  const form = isNotice ? noticeForm(asked, route.answers) : asked.form;
  const own: Asked = { ...asked, form };
  const answered = new Set<string>();
  let pages = 0;
  let ways = 1n;
  let whole = route.answers;
  const steps = applicable(form, route.answers).map(({ step }) => ({ step, before: route.answers }));
  // A page that may follow may bring up another one, which is tried where it did.
  for (const { step, before } of steps) {
    let ofPage = 0;
    for (const fill of ['least', 'most'] as const)
      for (const given of fillings(own, step, before, { nation, across: false, fill })) {
        const where = `${nation} ${step.id} ${JSON.stringify(given)}`;
        const isItem = itemsField(step) !== undefined;
        const item = itemsOn(before, step)[0] ?? 'first';
        const sent = isItem ? sendItem(own, before, step, item, given) : sendPage(own, before, step, given);
        pages += 1;
        if (fill === 'least') ofPage += 1;
        for (const id of Object.keys(given)) answered.add(`${step.id}.${id}`);
        if (isItem) answered.add(`${step.id}.${itemsField(step)?.id}`);
        // A contradiction with another page is told here, and what contradicts is not taken.
        if (sent.faults.some(({ message }) => message === 'referral.error.age-decided')) continue;
        assert.deepEqual(sent.faults, [], where);
        const known = new Set(steps.map(each => each.step.id));
        const broughtUp = applicable(form, sent.answers).filter(each => !known.has(each.step.id));
        steps.push(...broughtUp.map(each => ({ step: each.step, before: sent.answers })));
        const leads = isNotice
          ? afterNotice(asked, sent.answers, step.id)
          : after(asked, sent.answers, step.id);
        if (!step.more) {
          assert.deepEqual(broughtUp, [], where);
          assert.equal(leads, leadsTo(asked, route, step.id), where);
        }
        endOf(asked, { ...route, answers: sent.answers });
        if (fill === 'most')
          whole = isItem
            ? sendItem(own, whole, step, item, given).answers
            : sendPage(own, whole, step, given).answers;
      }
    ways *= BigInt(Math.max(1, ofPage));
    whole = withAllItems(own, whole, step.id);
  }
  endOf(asked, { ...route, answers: whole });
  return { pages, ways, answered };
}

/** Where the page leads on the route itself, filled in with as little as can be said. */
function leadsTo(asked: Asked, { answers, end }: Route, step: string): string {
  return end === '/notice/check' ? afterNotice(asked, answers, step) : after(asked, answers, step);
}

/** As many of a kind as there may be. */
function withAllItems(asked: Asked, answers: Answers, stepId: string): Answers {
  const step = asked.form.steps.find(({ id }) => id === stepId);
  const field = step && itemsField(step);
  if (!step || !field) return answers;
  const [given = {}] = fillings(asked, step, answers, { nation: '', across: false, fill: 'most' });
  let all = answers;
  for (let count = itemsOn(all, step).length; count < mostItems(field); count++)
    all = sendItem(asked, all, step, `item-${count}`, given).answers;
  assert.equal(itemsOn(all, step).length, mostItems(field), step.id);
  return all;
}
