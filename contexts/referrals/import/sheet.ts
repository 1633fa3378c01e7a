/** The answers of one row, as its cells come in; and what a column has to do with them. */
import { isDeepStrictEqual } from 'node:util';
import type { Answers } from '../../../platform/forms/definition.ts';
import type { Json } from '../../../platform/pure/json.ts';

export interface At {
  readonly step: string;
  readonly field: string;
  /** Of one of several of a kind: what the list is called, and which of them, from 1 on. */
  readonly list?: string;
  readonly place?: number;
}

/** As refusals name it: of several of a kind, the first is 0 there. */
export const pathOf = ({ step, list, place = 1, field }: At): string =>
  list === undefined ? `${step}.${field}` : `${step}.${list}.${place - 1}.${field}`;

/** Puts what stands in a cell where it belongs; answers the id of a message where it cannot. */
export type Put = (text: string, sheet: Sheet) => string | undefined;

export type Column =
  | { readonly is: 'answer'; readonly name: string; readonly at: readonly string[]; readonly put: Put }
  /** The row's own id: a row that was imported under it is not imported again. */
  | { readonly is: 'id'; readonly name: string }
  /** Known, and nothing to import: what an export or a list of bad rows says of itself, and fields that are never taken over. */
  | { readonly is: 'nothing'; readonly name: string; readonly why?: string };

export interface Sheet {
  /** Two columns may say the same; where they differ it is refused, by the id of a message. */
  put(at: At, answer: Json | undefined): string | undefined;
  /** One more answer to a question that may have several. */
  add(at: At, answer: Json): undefined;
  /** The name of one of several, which stays with it; otherwise its number. */
  name(at: Pick<At, 'step' | 'list' | 'place'>, name: string): undefined;
  answers(): Answers;
}

export function newSheet(): Sheet {
  const steps = new Map<string, Map<string, Json>>();
  const lists = new Map<string, Map<number, Map<string, Json>>>();
  const itemAt = ({ step, list = '', place = 1 }: Pick<At, 'step' | 'list' | 'place'>) => {
    const items = within(lists, `${step}.${list}`, () => new Map<number, Map<string, Json>>());
    return within(items, place, () => new Map<string, Json>());
  };
  const heldAt = (at: At) =>
    at.list === undefined ? within(steps, at.step, () => new Map<string, Json>()) : itemAt(at);
  return {
    put(at, answer) {
      if (answer === undefined) return undefined;
      const held = heldAt(at);
      const before = held.get(at.field);
      if (before !== undefined && !isDeepStrictEqual(before, answer)) return 'import.fault.said-twice';
      held.set(at.field, answer);
      return undefined;
    },
    add(at, answer) {
      const held = heldAt(at);
      const before = held.get(at.field);
      const known: readonly Json[] = Array.isArray(before) ? before : [];
      if (!known.includes(answer)) held.set(at.field, [...known, answer]);
      return undefined;
    },
    name(at, name) {
      if (name !== '') itemAt(at).set('id', name);
      return undefined;
    },
    answers() {
      const whole = new Map([...steps].map(([step, held]) => [step, Object.fromEntries(held)]));
      for (const [where, items] of lists) {
        const [step = '', list = ''] = where.split('.');
        const given = [...items]
          .toSorted(([one], [other]) => one - other)
          .map(([place, held]) => ({ id: String(place), ...Object.fromEntries(held) }))
          .filter(item => Object.keys(item).length > 1);
        if (given.length > 0) whole.set(step, { ...whole.get(step), [list]: given });
      }
      return Object.fromEntries(whole);
    },
  };
}

function within<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
