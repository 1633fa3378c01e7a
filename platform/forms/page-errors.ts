import type { Pack } from '../pack/pack.ts';
import type { FieldError } from '../pure/result.ts';
import { idOf, type Fault } from './asked.ts';
import type { FieldDefinition, StepDefinition } from './definition.ts';
import type { Sent } from './inputs.ts';
import { kindOf } from './kinds.ts';
import type { FieldWording } from './wording.ts';

interface Placed {
  readonly error: FieldError;
  /** Absent where the error is of nothing that this page asks. */
  readonly field: FieldDefinition | undefined;
}

/** Errors in the order in which someone meets the fields. `step.field` and what lies below it belong to the field. */
export function inPageOrder(
  errors: readonly FieldError[],
  step: StepDefinition,
  fields: readonly FieldDefinition[],
): readonly Placed[] {
  const placed = errors.map(error => ({ error, field: fields.find(field => isAt(error, step, field)) }));
  const place = ({ field }: Placed): number => (field ? fields.indexOf(field) : fields.length);
  return placed.toSorted((one, other) => place(one) - place(other));
}

/** What to say beside a field. A message of the core, `error.…`, has a form that names the field. */
export function faultOf(
  field: FieldDefinition,
  step: StepDefinition,
  wording: FieldWording,
  errors: readonly FieldError[],
): Fault | undefined {
  const error = errors.find(error => isAt(error, step, field));
  if (!error) return undefined;
  const { message, values } = error;
  const isGeneric = message.startsWith('error.');
  const text = isGeneric
    ? wording.words(`field-${message}`, { ...values, label: wording.label })
    : wording.words(message, values);
  return { message, text };
}

/** The id of the input that puts an error right. */
export function targetOf(field: FieldDefinition, error: FieldError, sent: Sent, pack: Pack): string {
  const below = error.field.split('.').slice(2);
  return kindOf(field).target?.(field, { message: error.message, below, sent, pack }) ?? idOf(field);
}

const isAt = (error: FieldError, step: StepDefinition, field: FieldDefinition): boolean =>
  `${error.field}.`.startsWith(`${step.id}.${field.id}.`);
