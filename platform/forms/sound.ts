import type { Json } from '../pure/json.ts';
import type { FieldError } from '../pure/result.ts';
import { fieldsRead, ownValue } from './conditions.ts';
import type { Answers, FormDefinition, StepDefinition } from './definition.ts';
import type { Given } from './fields/kind.ts';
import { kindOf } from './kinds.ts';
import { shapeToday } from './shape.ts';

type StepAnswers = { readonly [field: string]: Json };

interface Judged {
  readonly typed: StepAnswers;
  readonly soFar: Answers;
  /** What `checkStep`, and whoever else judged the page, found wrong: at `step.field` or below. */
  readonly faults: readonly FieldError[];
}

/**
 * What of a page with faults may be saved: each answer that is sound on its own, and in place of each faulty one whatever
 * was saved before, if anything was. An answer taken out counts as sound, except where it is required, or could be:
 * whether it is needed may hang on an answer that is itself faulty.
 */
export function soundPart(
  form: FormDefinition,
  step: StepDefinition,
  { typed, soFar, faults }: Judged,
  given: Given,
): StepAnswers {
  const before = ownValue(soFar, step.id) ?? {};
  const { shape } = shapeToday(form, step, given);
  const unsettled = new Set(faults.map(({ field }) => field.split('.').slice(0, 2).join('.')));
  const sound: Record<string, Json> = {};
  const fellBack = new Set<string>();
  for (const field of step.fields) {
    const path = `${step.id}.${field.id}`;
    const isFaulty = unsettled.has(path);
    if (field.when && fieldsRead(field.when).some(other => unsettled.has(other))) unsettled.add(path);
    const answer = ownValue(typed, field.id);
    const kept = ownValue(before, field.id);
    const parsed = answer === undefined ? undefined : shape[field.id]?.safeParse(answer);
    const isEmptied = answer === undefined && !(field.required && unsettled.has(path));
    if (parsed?.success && !isFaulty) sound[field.id] = parsed.data as Json;
    else if (!isEmptied) {
      fellBack.add(field.id);
      const rest = kindOf(field).soundPart?.(field, answer ?? null, kept ?? null, given) ?? kept;
      if (rest !== undefined) sound[field.id] = rest;
    }
  }
  return asTaken(step, sound, before, fellBack);
}

/** Words never stand beside how other words were taken: the newer words win, then the older ones with theirs. */
function asTaken(
  step: StepDefinition,
  sound: StepAnswers,
  before: StepAnswers,
  fellBack: ReadonlySet<string>,
): StepAnswers {
  const manners = new Set(step.fields.flatMap(({ taken }) => taken ?? []));
  const paired = [...manners].map(manner => {
    const statements = step.fields.filter(({ taken }) => taken === manner).map(({ id }) => id);
    const someOlder = statements.some(id => fellBack.has(id) && Object.hasOwn(before, id));
    const someNewer = statements.some(id => !fellBack.has(id) && sound[id] !== before[id]);
    const isSame = sound[manner] === before[manner];
    if (someOlder) return [manner, someNewer && !isSame ? undefined : before[manner]] as const;
    return [manner, someNewer && fellBack.has(manner) ? undefined : sound[manner]] as const;
  });
  const answers = Object.entries({ ...sound, ...Object.fromEntries(paired) });
  return Object.fromEntries(answers.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
