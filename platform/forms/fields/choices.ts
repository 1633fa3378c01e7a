import { z } from 'zod';
import type { Json } from '../../pure/json.ts';
import { type Asked, grouped, idOf, nameOf } from '../asked.ts';
import type { FieldDefinition } from '../definition.ts';
import { optionItems } from './choice.ts';
import { codeSchema, codesOf } from './codes.ts';
import { complain, type FieldKind } from './kind.ts';

/** Any of a few. */
export const choices: FieldKind = {
  missing: 'error.choose-some',
  schema: (field, given) =>
    z
      .array(codeSchema(field, given), { error: 'error.not-a-list' })
      .min(1, { error: 'error.choose-some' })
      .superRefine((codes, context) => {
        if (new Set(codes).size < codes.length) complain(context, 'error.twice');
        if (codes.length > 1 && codes.some(code => field.alone?.includes(code)))
          complain(context, 'error.alone');
      })
      .meta({ uniqueItems: true }),
  write: (field, answer) => ({ [nameOf(field)]: textsOf(answer) }),
  read: (field, sent) => {
    const codes = [...new Set(sent.many(nameOf(field)))].filter(code => code !== '');
    return codes.length > 0 ? codes : undefined;
  },
  component: (field, asked) => ({
    kind: 'checkboxes',
    options: {
      ...grouped(asked),
      idPrefix: idOf(field),
      name: nameOf(field),
      items: withAlone(field, asked, optionItems(field, asked, asked.sent.many(nameOf(field)))),
    },
  }),
  show: (_, answer, { option }) => textsOf(answer).map(option),
  example: (field, given) => codesOf(field, given).slice(0, 1),
};

/** What stands alone comes after "or"; where scripts run, ticking it unticks the others, and the other way round. */
function withAlone<Item extends { readonly value?: string | undefined }>(
  field: FieldDefinition,
  { wording }: Asked,
  items: readonly Item[],
) {
  const isAlone = (item: Item) => item.value !== undefined && field.alone?.includes(item.value) === true;
  const [together, alone] = [items.filter(item => !isAlone(item)), items.filter(isAlone)];
  const divider = alone.length > 0 && together.length > 0 ? [{ divider: wording.words('form.or') }] : [];
  return [...together, ...divider, ...alone.map(item => ({ ...item, behaviour: 'exclusive' as const }))];
}

/** An answer that an older form left in another shape shows nothing rather than failing to open. */
export const textsOf = (answer: Json): readonly string[] =>
  Array.isArray(answer) ? answer.filter(code => typeof code === 'string') : [];
