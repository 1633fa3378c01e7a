import type { Pack } from '../pack/pack.ts';
import { spanOf } from '../pack/imprecise.ts';
import type { Json } from '../pure/json.ts';
import { ownValue } from './conditions.ts';
import type { Answers, FieldDefinition, FormDefinition } from './definition.ts';
import { itemsField, itemsIn } from './items.ts';
import { submittable } from './journey.ts';

/** Two answers that hardly fit together; only whoever wrote them knows whether they do. */
export interface Doubt {
  readonly step: string;
  /** One of several of a kind. */
  readonly item?: string;
  readonly field: FieldDefinition;
  readonly answer: string;
  readonly is: 'nation' | 'before-birth' | 'before-start' | 'before-other';
  /** The answer that it was compared with. */
  readonly other: string;
}

/** What whoever sends is asked about: among the answers that apply, as the form says what to compare. */
export function doubtsIn(
  form: FormDefinition,
  answers: Answers,
  pack: Pick<Pack, 'lists'>,
): readonly Doubt[] {
  const given = submittable(form, answers);
  const at = (path: string): Json | undefined => {
    const [step = '', field = ''] = path.split('.');
    return ownValue(ownValue(given, step) ?? {}, field);
  };
  return form.steps.flatMap(step => {
    const several = itemsField(step);
    const pages = several
      ? itemsIn(given, step).map(({ id, ...own }) => ({ item: id, fields: several.fields ?? [], own }))
      : [{ item: undefined, fields: step.fields, own: ownValue(given, step.id) ?? {} }];
    return pages.flatMap(({ item, fields, own }) =>
      fields.flatMap(field => {
        const answer = ownValue(own, field.id);
        const doubt = field.doubt;
        if (!doubt || typeof answer !== 'string') return [];
        const path = 'nation' in doubt ? doubt.nation : doubt.after;
        // As in conditions: what is asked of each of several is named as a field of their step.
        const other = at(path) ?? (path.startsWith(`${step.id}.`) ? ownValue(own, nameIn(path)) : undefined);
        const is =
          'nation' in doubt
            ? 'nation'
            : isBirth(form, path)
              ? 'before-birth'
              : path.startsWith(`${step.id}.`)
                ? 'before-start'
                : 'before-other';
        if (typeof other !== 'string') return [];
        const fits =
          is === 'nation'
            ? [undefined, other].includes(nationOf(field, answer, pack))
            : !isSurelyBefore(answer, other);
        return fits ? [] : [{ step: step.id, ...(item !== undefined && { item }), field, answer, is, other }];
      }),
    );
  });
}

const nameIn = (path: string): string => path.split('.')[1] ?? '';

const isBirth = (form: FormDefinition, path: string): boolean =>
  form.steps.some(({ id, fields }) =>
    fields.some(field => `${id}.${field.id}` === path && field.concept === 'birth-date'),
  );

const nationOf = (
  { list }: FieldDefinition,
  code: string,
  { lists }: Pick<Pack, 'lists'>,
): string | undefined => (list === undefined ? undefined : lists[list]?.byCode.get(code)?.nation);

/** A year alone may mean any of its days: only what comes before all of them is doubted. */
function isSurelyBefore(one: string, other: string): boolean {
  const [first, second] = [spanOf(one), spanOf(other)];
  return first !== undefined && second !== undefined && first.last.toString() < second.first.toString();
}
