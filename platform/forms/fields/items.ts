import { z } from 'zod';
import type { Json } from '../../pure/json.ts';
import type { FieldDefinition } from '../definition.ts';
import { itemName, itemsOf, mostItems } from '../items.ts';
import { complain, type FieldKind, type Given } from './kind.ts';

/**
 * Several of one kind, each asked of on a page of its own (`aboutItem`): the page of the step lists them. That what is
 * required of each is there, and nothing that its other answers rule out, is checked with the rest of the form.
 */
export const itemsKind = (kindOf: (field: FieldDefinition) => FieldKind): FieldKind => ({
  missing: 'error.items-missing',
  schema: (field, given) => itemsSchema(field, given, kindOf),
  write: () => ({}),
  read: () => undefined,
  component: (field, { items, wording, fault }) => ({
    kind: 'items',
    options: {
      id: field.id,
      empty: wording.words('form.items-none'),
      fault: fault?.text,
      faultPrefix: wording.words('form.error-prefix'),
      hint: items?.hint,
      list: items?.list,
      add: items?.add,
    },
  }),
  show: (_, answer, { words }) => [words('form.items-count', { count: itemsOf(answer).length })],
  example: (field, given) => [exampleItem(field, given, kindOf)],
});

function itemsSchema(
  field: FieldDefinition,
  given: Given,
  kindOf: (field: FieldDefinition) => FieldKind,
): z.ZodType<Json> {
  const most = mostItems(field);
  const id = z.string({ error: 'error.item-name' }).regex(itemName, { error: 'error.item-name' }).meta({
    description: 'Your own name for this one, unlike that of any other in the list. It stays with it.',
  });
  const asked = (field.fields ?? []).map(
    each => [each.id, kindOf(each).schema(each, given).optional()] as const,
  );
  const required = (field.fields ?? []).filter(each => each.required && !each.when).map(each => each.id);
  const item = z
    .strictObject({ id, ...Object.fromEntries(asked) }, { error: 'error.unknown-field' })
    .meta({ required: ['id', ...required] });
  return z
    .array(item, { error: 'error.not-a-list' })
    .min(1, { error: 'error.items-missing' })
    .superRefine((items, context) => {
      if (items.length > most) complain(context, 'error.too-many', { max: most });
      const names = items.map(each => each['id']);
      if (new Set(names).size < names.length) complain(context, 'error.item-twice');
    })
    .meta({ maxItems: most });
}

function exampleItem(
  { fields = [] }: FieldDefinition,
  given: Given,
  kindOf: (field: FieldDefinition) => FieldKind,
): Json {
  return { id: '1', ...Object.fromEntries(fields.map(each => [each.id, kindOf(each).example(each, given)])) };
}
