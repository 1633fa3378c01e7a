import type { Json } from '../pure/json.ts';
import { holds } from './conditions.ts';
import type { Answers, Concept, FieldDefinition, FormDefinition } from './definition.ts';
import type { Given } from './fields/kind.ts';
import { submittable } from './journey.ts';
import { kindOf } from './kinds.ts';

/** An accepted answer to every question that applies, the same every time: the example in the API's documentation. */
export function exampleAnswers(form: FormDefinition, given: Given): Answers {
  const answers: Record<string, Record<string, Json>> = {};
  for (const step of form.steps) {
    const own: Record<string, Json> = {};
    answers[step.id] = own;
    for (const field of step.fields) {
      if (!field.when || holds(field.when, answers)) own[field.id] = exampleOf(field, given);
    }
  }
  return submittable(form, answers);
}

/** What no rule refuses: an adult who agreed. Names are of nobody. */
const plain: Partial<Record<Concept, Json>> = {
  'age-status': 'adult',
  consent: 'given',
  'given-name': 'Ama',
  'family-name': 'Example',
  'birth-date': '2001-02-03',
  'immigration-circumstances': ['none'],
  'responder-name': 'Jo Example',
};

function exampleOf(field: FieldDefinition, given: Given): Json {
  const kind = kindOf(field);
  const accepted = field.concept && plain[field.concept];
  const fits = accepted !== undefined && kind.schema(field, given).safeParse(accepted).success;
  return fits ? accepted : kind.example(field, given);
}
