import { z } from 'zod';
import type { Json } from '../pure/json.ts';
import { ownValue } from './conditions.ts';
import type { Answers, FieldDefinition, FormDefinition, StepDefinition } from './definition.ts';
import { sealedAnswer } from './fields/sealed.ts';
import { statementFrom } from './fields/words.ts';
import { type Sent, sentFrom } from './inputs.ts';
import { askedOn } from './journey.ts';
import { kindOf } from './kinds.ts';

/** The schema of a route that takes whatever its step asks; `parseStep` and `checkStep` do the rest. */
export const formBody = z.record(z.string(), z.unknown());

/**
 * What a page sent, as the step's answers for `checkStep` to judge. A cleared input is no answer; a field that the page
 * did not ask keeps the answer it had; so do several of a kind, which have pages of their own. Nothing that can be sent makes this throw.
 */
export function parseStep(
  form: FormDefinition,
  step: StepDefinition,
  body: unknown,
  soFar: Answers,
): { readonly [field: string]: Json } {
  const sent = sentFrom(body);
  const asked = new Set(askedOn(form, step, soFar));
  const before = ownValue(soFar, step.id) ?? {};
  const answers = step.fields.map(field => {
    const kept = ownValue(before, field.id);
    const isHere = asked.has(field) && !field.fields;
    return [field.id, isHere ? withKept(field, sent, kept) : kept] as const;
  });
  return Object.fromEntries(
    answers.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined),
  );
}

function withKept(field: FieldDefinition, sent: Sent, kept: Json | undefined): Json | undefined {
  const typed = kindOf(field).read(field, sent);
  if (field.sealed) return sealedAnswer(field, sent, { typed, kept });
  if (!field.statement || typeof typed !== 'string') return typed;
  return statementFrom(typed, typeof kept === 'string' ? kept : undefined);
}
