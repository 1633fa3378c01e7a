/** Of what a draft holds: what applies, and what a later answer made irrelevant, which the asked team is not shown. */
import { joinClasses } from '../../../platform/forms/concepts.ts';
import { ownValue } from '../../../platform/forms/conditions.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { itemsOf } from '../../../platform/forms/items.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import type { Json } from '../../../platform/pure/json.ts';

type Held = Answers[string];
interface Parted {
  readonly applies: Held;
  readonly aside: Held;
}

/** Parts what is held of one step, in one class or all: `applying` are those answers of the step that apply. */
export function partHeld(held: Held, applying: Held): Parted {
  const [applies, aside]: [Record<string, Json>, Record<string, Json>] = [{}, {}];
  for (const [field, answer] of Object.entries(held)) {
    const applied = ownValue(applying, field);
    const items = itemsOf(answer);
    if (applied === undefined) aside[field] = answer;
    else if (items.length === 0) applies[field] = answer;
    else {
      const named = new Map(itemsOf(applied).map(item => [item.id, item]));
      const parted = items.map(({ id, ...told }) => ({ id, ...partHeld(told, named.get(id) ?? {}) }));
      applies[field] = parted.map(item => ({ ...item.applies, id: item.id }));
      const left = parted.filter(item => Object.keys(item.aside).length > 0);
      if (left.length > 0) aside[field] = left.map(item => ({ ...item.aside, id: item.id }));
    }
  }
  return { applies, aside };
}

interface Cell {
  readonly step: string;
  readonly answers: Answers;
  readonly isAside: boolean;
}

/** Each cell, a step in one class, of which another part applies than what stands so, as it has to stand. */
export function partCells<C extends Cell>(
  form: FormDefinition,
  cells: readonly (readonly C[])[],
): readonly { readonly of: C; readonly applies: Held; readonly aside: Held }[] {
  const whole = joinClasses(cells.flat().map(({ answers }) => answers));
  const applying = submittable(form, whole);
  return cells.flatMap(rows => {
    const [of] = rows;
    if (!of) return [];
    const held = joinClasses(rows.map(({ answers }) => answers))[of.step] ?? {};
    const { applies, aside } = partHeld(held, applying[of.step] ?? {});
    return [{ of, applies, aside }];
  });
}
