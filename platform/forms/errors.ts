import type { FieldError } from '../pure/result.ts';

/** What zod reports, as far as we read it. `params` are the values of our own messages, `keys` names that the schema lacks. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: unknown;
  readonly params?: unknown;
}

/** One error per field, the first; `step` where the issues are of one step alone. */
export function fieldErrors(issues: readonly Issue[], step?: string): readonly FieldError[] {
  const byField = new Map<string, FieldError>();
  for (const issue of issues)
    for (const path of pathsOf(issue)) {
      const field = [...(step === undefined ? [] : [step]), ...path].join('.');
      if (!byField.has(field)) byField.set(field, { field, message: idOf(issue), ...valuesOf(issue) });
    }
  return [...byField.values()];
}

/** What the schema lacks is named itself, as far as it can be. */
function pathsOf({ path, keys }: Issue): readonly (readonly PropertyKey[])[] {
  const unknown: readonly unknown[] = Array.isArray(keys) ? keys : [];
  const named = nameable(path);
  return unknown.length === 0 || named.length < path.length
    ? [named]
    : unknown.slice(0, most).map(key => nameable([...path, String(key)]));
}

const most = 20;

/** Names come from the sender and may hold what nobody should repeat: the first that is no plain word ends the path. */
function nameable(path: readonly PropertyKey[]): readonly PropertyKey[] {
  const end = path.findIndex(name => typeof name !== 'number' && !/^[a-z][\w-]{0,31}$/i.test(String(name)));
  return end === -1 ? path : path.slice(0, end);
}

/** A schema without a message of ours speaks in sentences, which are no id and in one language alone. */
const idOf = ({ message }: Issue): string => (/^[\w.-]+$/.test(message) ? message : 'error.not-as-asked');

function valuesOf({ params }: Issue): Pick<FieldError, 'values'> {
  const entries = Object.entries(typeof params === 'object' && params !== null ? params : {});
  const values = entries.filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return values.length > 0 ? { values: Object.fromEntries(values) } : {};
}
