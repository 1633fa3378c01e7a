import type { Answers, FormDefinition } from './definition.ts';
import { itemsField, itemsIn } from './items.ts';

/** What somebody said to correct of a statement, by `step.field`, byte for byte, in the order in which it was written down. */
export function correctionsIn(
  form: FormDefinition,
  answers: Answers,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const step of form.steps) {
    const fields = itemsField(step)?.fields ?? [];
    const chosen = fields.find(({ corrects }) => corrects !== undefined);
    const said = fields.find(({ statement }) => statement === true);
    if (!chosen?.corrects || !said) continue;
    for (const item of itemsIn(answers, step)) {
      const [which, words] = [item[chosen.id], item[said.id]];
      if (typeof which !== 'string' || typeof words !== 'string') continue;
      const path = Object.hasOwn(chosen.corrects, which) ? chosen.corrects[which] : undefined;
      if (path !== undefined) found.set(path, [...(found.get(path) ?? []), words]);
    }
  }
  return found;
}
