import type { FieldError } from '../pure/result.ts';

/** What zod reports, as far as we read it. `params` are the values of our own messages; unknown keys are never repeated. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly params?: unknown;
}

/** One error per field, the first; `step` where the issues are of one step alone. */
export function fieldErrors(issues: readonly Issue[], step?: string): readonly FieldError[] {
  const byField = new Map<string, FieldError>();
  for (const issue of issues) {
    const field = [...(step === undefined ? [] : [step]), ...issue.path].join('.');
    if (!byField.has(field)) byField.set(field, { field, message: idOf(issue), ...valuesOf(issue) });
  }
  return [...byField.values()];
}

/** A schema without a message of ours speaks in sentences, which are no id and in one language alone. */
const idOf = ({ message }: Issue): string => (/^[\w.-]+$/.test(message) ? message : 'error.not-as-asked');

function valuesOf({ params }: Issue): Pick<FieldError, 'values'> {
  const entries = Object.entries(typeof params === 'object' && params !== null ? params : {});
  const values = entries.filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return values.length > 0 ? { values: Object.fromEntries(values) } : {};
}
