import type { Json } from '../pure/json.ts';
import { holds, judge, ownValue } from './conditions.ts';
import type { Answers, FieldDefinition, FormDefinition, StepDefinition } from './definition.ts';
import { itemsField, itemsIn, itemsOf, type Item } from './items.ts';

/** A step that applies, the fields that apply in it, and the answers given to those. */
interface ApplicableStep {
  readonly step: StepDefinition;
  readonly fields: readonly FieldDefinition[];
  readonly answers: { readonly [field: string]: Json };
}

/**
 * The steps and fields that apply, in order. Conditions see only answers that themselves apply, so an answer that
 * became irrelevant can keep nothing else alive. Steps may only depend on what comes before them (`check.ts`).
 * A page asks this again and again of the same answers, which nobody changes in place: they are judged once.
 */
export function applicable(form: FormDefinition, answers: Answers): readonly ApplicableStep[] {
  const known = judged.get(answers);
  if (known?.form === form) return known.steps;
  const steps = findApplicable(form, answers);
  judged.set(answers, { form, steps });
  return steps;
}
/** For as long as the answers themselves live: those of a request go with it. */
const judged = new WeakMap<Answers, { form: FormDefinition; steps: readonly ApplicableStep[] }>();

function findApplicable(form: FormDefinition, answers: Answers): readonly ApplicableStep[] {
  const seen: Record<string, Record<string, Json>> = {};
  const steps: ApplicableStep[] = [];
  for (const step of form.steps) {
    if (step.when && !holds(step.when, seen)) continue;
    const given = ownValue(answers, step.id) ?? {};
    const kept: Record<string, Json> = {};
    seen[step.id] = kept;
    const fields = step.fields.filter(field => {
      if (field.when && !holds(field.when, seen)) return false;
      const answer = ownValue(given, field.id);
      if (answer === undefined) return true;
      if (!field.fields) kept[field.id] = answer;
      else {
        const before = { ...seen };
        kept[field.id] = itemsOf(answer).map(item => ({
          ...applicableToItem(step, item, before).answers,
          id: item.id,
        }));
      }
      return true;
    });
    const asksNothing = step.fields.length > 0 && fields.length === 0;
    if (!asksNothing) steps.push({ step, fields, answers: kept });
  }
  return steps;
}

/** Of one of several of a kind: which of its fields apply, and the answers to those. `before`: what applies before it. */
export function applicableToItem(step: StepDefinition, item: Item, before: Answers) {
  const kept: Record<string, Json> = {};
  const fields = (itemsField(step)?.fields ?? []).filter(field => {
    if (field.when && !holds(field.when, { ...before, [step.id]: kept })) return false;
    const answer = ownValue(item, field.id);
    if (answer !== undefined) kept[field.id] = answer;
    return true;
  });
  return { fields, answers: kept };
}

/** What may be sent: the answers that apply and no others. Answers made irrelevant stay in the draft. */
export function submittable(form: FormDefinition, answers: Answers): Answers {
  const answered = applicable(form, answers).filter(({ answers }) => Object.keys(answers).length > 0);
  return Object.fromEntries(answered.map(({ step, answers }) => [step.id, answers]));
}

/** The fields that the page of a step asks: those that apply, and those that an answer on the same page could bring up. */
export function askedOn(
  form: FormDefinition,
  step: StepDefinition,
  answers: Answers,
): readonly FieldDefinition[] {
  const before = Object.fromEntries(
    applicable(form, answers)
      .filter(known => known.step.id !== step.id)
      .map(known => [known.step.id, known.answers]),
  );
  return step.fields.filter(field => !field.when || judge(field.when, before, step.id) !== false);
}

/** The next step that applies after one; undefined when the answers are to be checked. */
export function nextStep(form: FormDefinition, answers: Answers, stepId: string): StepDefinition | undefined {
  const isAlong = goesOnFrom(form, stepId);
  const place = placeOf(form, stepId);
  return applicable(form, answers).find(({ step }) => isAlong(step) && placeOf(form, step.id) > place)?.step;
}

/** The step before one, for a back link; undefined at the beginning. */
export function previousStep(
  form: FormDefinition,
  answers: Answers,
  stepId: string,
): StepDefinition | undefined {
  const isAlong = goesOnFrom(form, stepId);
  const place = placeOf(form, stepId);
  return applicable(form, answers).findLast(({ step }) => isAlong(step) && placeOf(form, step.id) < place)
    ?.step;
}

/** What has to be answered is asked in one go; what may be left for later, section by section. */
function goesOnFrom(form: FormDefinition, stepId: string): (step: StepDefinition) => boolean {
  const from = stepOf(form, stepId);
  return step => (from?.more ? step.more === true && step.section === from.section : !step.more);
}

/** The first step that was never answered or lacks an answer that is required; undefined when all are there. */
export function firstUnanswered(form: FormDefinition, answers: Answers): StepDefinition | undefined {
  return applicable(form, answers).find(({ step, fields, answers: given }) => {
    const visited = step.more || Object.hasOwn(answers, step.id);
    const isWhole = !fields.some(field => field.required && !Object.hasOwn(given, field.id));
    return !visited || !isWhole || firstUnfinishedItem(step, answers) !== undefined;
  })?.step;
}

/** The first of several of a kind that lacks an answer that is required of each. */
export function firstUnfinishedItem(step: StepDefinition, answers: Answers): Item | undefined {
  return itemsIn(answers, step).find(item => {
    const { fields, answers: given } = applicableToItem(step, item, answers);
    return fields.some(field => field.required && !Object.hasOwn(given, field.id));
  });
}

export function stepOf(form: FormDefinition, stepId: string): StepDefinition | undefined {
  return form.steps.find(step => step.id === stepId);
}

const placeOf = (form: FormDefinition, stepId: string): number =>
  form.steps.findIndex(step => step.id === stepId);
