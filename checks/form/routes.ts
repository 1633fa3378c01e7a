/** Every route through a form, in one nation, from the answers that decide. */
import assert from 'node:assert/strict';
import { standingOf } from '../../contexts/referrals/notice/refusing.ts';
import { holds } from '../../platform/forms/conditions.ts';
import type { Answers, FieldDefinition, StepDefinition } from '../../platform/forms/definition.ts';
import { itemsField, itemsIn } from '../../platform/forms/items.ts';
import { applicable } from '../../platform/forms/journey.ts';
import { kindOf } from '../../platform/forms/kinds.ts';
import { type Answer, type Deciding, decidingIn } from './deciding.ts';
import {
  after,
  afterNotice,
  afterRefusal,
  afterTonight,
  type Asked,
  sendItem,
  sendPage,
  stepAt,
} from './walk.ts';

export interface Route {
  /** Pages below the draft's reference, in order. */
  readonly passed: readonly string[];
  readonly answers: Answers;
  /** Where it ends: to be checked and sent, a notice to be checked and sent, or advice. */
  readonly end: '/check' | '/notice/check' | '/without-consent';
}
/** A combination of answers that a page does not take; what is wrong is told there. */
export interface Refused {
  readonly step: StepDefinition;
  readonly messages: readonly string[];
}

export interface Routes {
  readonly routes: readonly Route[];
  readonly refused: readonly Refused[];
}

export type Fill = 'least' | 'most';
type Given = Readonly<Record<string, Exclude<Answer, undefined>>>;

export function routesIn(asked: Asked, nation: string): Routes {
  const routes: Route[] = [];
  const refused: Refused[] = [];
  const first = applicable(asked.form, {})[0]?.step ?? assert.fail('the form asks nothing');
  explore({ asked, nation, routes, refused }, `/steps/${first.id}`, {}, []);
  return { routes, refused };
}

interface Exploring extends Pick<Routes, never> {
  readonly asked: Asked;
  readonly nation: string;
  readonly routes: Route[];
  readonly refused: Refused[];
}
const mostPages = 200;

function explore(on: Exploring, place: string, answers: Answers, before: readonly string[]): void {
  const { asked } = on;
  const passed = [...before, place];
  assert.ok(passed.length < mostPages, `there is no end: ${passed.slice(-8).join(' ')}`);
  if (place === '/check' || place === '/notice/check') {
    on.routes.push({ passed, answers, end: place });
    return;
  }
  if (place === '/tonight') return explore(on, afterTonight(asked, answers), answers, passed);
  if (place === '/without-consent') {
    const standing = standingOf(asked, answers, asked.today);
    assert.notEqual(standing.is, 'going-on', 'nobody refused');
    on.routes.push({ passed, answers: afterRefusal(asked, answers), end: place });
    if (standing.is !== 'owing-notice') return;
    const step = standing.duty.form.steps[0] ?? assert.fail('the notice asks nothing');
    return explore(on, `/notice/steps/${step.id}`, answers, passed);
  }
  const isNotice = place.startsWith('/notice/');
  const form = isNotice ? noticeForm(asked, answers) : asked.form;
  const step = stepAt(form, place);
  const own: Asked = { ...asked, form };
  if (place.endsWith('/items/new')) {
    for (const given of fillings(own, step, answers, { nation: on.nation, across: true, fill: 'least' })) {
      const sent = sendItem(own, answers, step, 'first', given);
      assert.deepEqual(sent.faults, [], place);
      explore(on, `/steps/${step.id}`, sent.answers, passed);
    }
    return;
  }
  let taken = 0;
  const all = itemsField(step)
    ? [answers[step.id] ?? {}]
    : fillings(own, step, answers, { nation: on.nation, across: true, fill: 'least' });
  for (const given of all) {
    const sent = sendPage(own, answers, step, given);
    if (sent.faults.length > 0) {
      for (const { field } of sent.faults) assert.ok(field.startsWith(`${step.id}.`), `${place}: ${field}`);
      on.refused.push({ step, messages: sent.faults.map(({ message }) => message) });
      continue;
    }
    taken += 1;
    const left = afterRefusal(asked, sent.answers);
    const next = isNotice ? afterNotice(asked, left, step.id) : after(asked, left, step.id);
    explore(on, next, left, passed);
  }
  assert.ok(taken > 0, `no answer leads on from ${place} after ${before.join(' ')}`);
}

export function noticeForm(asked: Asked, answers: Answers) {
  const standing = standingOf(asked, answers, asked.today);
  assert.ok(standing.is === 'owing-notice', 'no notice is owed');
  return standing.duty.form;
}

interface Filling {
  readonly nation: string;
  /** Whether to try what other pages read, or what this page reads alone. */
  readonly across: boolean;
  readonly fill: Fill;
}

/** Each way to fill in the page of a step that decides differently; of several of a kind, the page of one. */
export function fillings(
  asked: Asked,
  step: StepDefinition,
  answers: Answers,
  { nation, across, fill }: Filling,
): readonly Given[] {
  const deciding = decidingOf(asked);
  const before = Object.fromEntries(
    applicable(asked.form, answers).map(each => [each.step.id, each.answers]),
  );
  const kept = itemsField(step) ? {} : (answers[step.id] ?? {});
  let all: readonly Given[] = [{}];
  for (const field of itemsField(step)?.fields ?? step.fields)
    all = all.flatMap(given => {
      if (field.when && !holds(field.when, { ...before, [step.id]: given })) return [given];
      const tried = triedFor(field, deciding.get(`${step.id}.${field.id}`));
      return tried.map(answer => (answer === undefined ? given : { ...given, [field.id]: answer }));
    });
  return all;

  function triedFor(field: FieldDefinition, decides: Deciding | undefined): readonly Answer[] {
    if (field.concept === 'nation') return [nation];
    // No route fixes what is answered on a page that may follow.
    if (decides && (step.more || decides.across === across)) return decides.classes;
    if (decides?.across) return [kept[field.id]];
    if (fill === 'least' && !field.required) return [undefined];
    return decides ? [decides.classes.at(-1)] : [kindOf(field).example(field, asked)];
  }
}

const known = new WeakMap<Asked['form'], ReadonlyMap<string, Deciding>>();
export function decidingOf(asked: Asked): ReadonlyMap<string, Deciding> {
  const found = known.get(asked.form) ?? decidingIn(asked.form, asked);
  known.set(asked.form, found);
  return found;
}

/** The names of the items that a step holds. */
export const itemsOn = (answers: Answers, step: StepDefinition): readonly string[] =>
  itemsIn(answers, step).map(({ id }) => id);
